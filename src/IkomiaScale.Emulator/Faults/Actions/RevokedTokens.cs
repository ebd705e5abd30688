using System.Collections.Concurrent;
using System.Text.Json.Nodes;
using IkomiaScale.Emulator.Diagnostics;
using IkomiaScale.Emulator.Http;

namespace IkomiaScale.Emulator.Faults.Actions;

/// <summary>After a revocation only the tokens that were given since are good.</summary>
internal sealed class RevokedTokens
{
    private const string Scheme = "Bearer ";

    private volatile ConcurrentDictionary<string, bool>? _givenSince;

    public bool IsActive => _givenSince is not null;

    public void RevokeAll() => _givenSince = new ConcurrentDictionary<string, bool>(StringComparer.Ordinal);

    public void Clear() => _givenSince = null;

    /// <summary>Answers a request that comes with a revoked token; says whether it did.</summary>
    public async Task<bool> RefuseAsync(HttpContext context)
    {
        var authorization = context.Request.Headers.Authorization.ToString();
        if (_givenSince is not { } good || !authorization.StartsWith(Scheme, StringComparison.OrdinalIgnoreCase)
            || good.ContainsKey(authorization[Scheme.Length..].Trim()))
        {
            return false;
        }

        context.Response.Headers.WWWAuthenticate = "Bearer";
        await JsonAnswer.WriteDetailAsync(context, StatusCodes.Status401Unauthorized, "The token has been revoked.");
        return true;
    }

    /// <summary>Serves the request, and takes down the token that it may be answered with.</summary>
    public async Task WatchAsync(HttpContext context, RequestDelegate serve)
    {
        if (_givenSince is not { } good || RouteKind.Of(context) != "jwt")
        {
            await serve(context);
            return;
        }

        await CapturedAnswer.EditAsync(context, serve, body =>
        {
            if (context.Response.StatusCode == StatusCodes.Status200OK && JsonNode.Parse(body)?["id_token"] is { } token)
            {
                good.TryAdd((string)token!, true);
            }

            return body;
        });
    }
}
