using IkomiaScale.Emulator.Http;

namespace IkomiaScale.Emulator.Security;

/// <summary>Requires a valid JWT with the right scope.</summary>
internal sealed class Bearer(JsonWebTokens tokens)
{
    private const string Scheme = "Bearer ";

    public RequestDelegate Require(string scope, RequestDelegate endpoint) => context =>
    {
        Check(context, scope);
        return endpoint(context);
    };

    private void Check(HttpContext context, string scope)
    {
        var authorization = context.Request.Headers.Authorization.ToString();
        if (authorization.Length == 0)
        {
            throw RequestException.Unauthorized("Authentication credentials were not provided.");
        }

        if (!authorization.StartsWith(Scheme, StringComparison.OrdinalIgnoreCase))
        {
            throw RequestException.Unauthorized("The Authorization header must have the form 'Bearer <JWT>'.");
        }

        var claims = tokens.Check(authorization[Scheme.Length..].Trim(), out var reason) ?? throw RequestException.Unauthorized(reason);
        if (!claims.Scope.Split(' ').Contains(scope, StringComparer.Ordinal))
        {
            throw RequestException.Forbidden($"The token does not allow access to the {scope}. Request one with {scope}=true.");
        }
    }
}
