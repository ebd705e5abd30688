using System.Security.Cryptography;
using IkomiaScale.Emulator.Http;
using Microsoft.AspNetCore.WebUtilities;

namespace IkomiaScale.Emulator.Security;

/// <summary><c>GET /v1/projects/jwt/</c>: exchanges the API token for a JWT.</summary>
internal sealed class IssueToken(EmulatorOptions options, ApiToken token, JsonWebTokens tokens, IKnownEndpoints known)
{
    public Task HandleAsync(HttpContext context)
    {
        token.Check(context);
        var endpoint = QueryValues.Text(context.Request, "endpoint");
        if (string.IsNullOrEmpty(endpoint))
        {
            throw RequestException.BadRequest("The query parameter 'endpoint' is missing. It is the URL of a deployment.");
        }

        if (BaseAddress.PathOf(context, endpoint) is not { } path || !(IsServed(path.Trim('/')) || IsCreated(path)))
        {
            throw RequestException.NotFound("This account has no deployment with this endpoint.");
        }

        var storage = QueryValues.Boolean(context.Request, "storage", missing: false);
        return JsonAnswer.WriteAsync(context, StatusCodes.Status200OK, new
        {
            IdToken = tokens.Issue(endpoint, storage, options.JwtLifetime),
            // Clients use only the id_token.
            AccessToken = RandomText(),
            RefreshToken = RandomText(),
            TokenType = "Bearer",
            ExpiresIn = (long)options.JwtLifetime.TotalSeconds,
            Scope = "openid",
        });
    }

    private bool IsServed(string name) => name.Length == 0 || options.Answers.Any(answers => answers.Name == name);

    private bool IsCreated(string path) => DeploymentPath.Split(path) is (var id, "/") && known.IsUp(id);

    private static string RandomText() => WebEncoders.Base64UrlEncode(RandomNumberGenerator.GetBytes(24));
}
