using System.Collections.Concurrent;
using System.Text.Json.Nodes;
using IkomiaScale.Emulator.Diagnostics;
using IkomiaScale.Emulator.Http;

namespace IkomiaScale.Emulator.Faults.Actions;

/// <summary>After a revocation, only tokens that were issued since are valid.</summary>
internal sealed class RevokedTokens
{
    private const string Scheme = "Bearer ";

    private volatile ConcurrentDictionary<string, bool>? _givenSince;

    public bool IsActive => _givenSince is not null;

    public void RevokeAll() => _givenSince = new ConcurrentDictionary<string, bool>(StringComparer.Ordinal);

    public void Clear() => _givenSince = null;

    /// <summary>Refuses a request with a revoked token. Returns whether it did.</summary>
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

    /// <summary>Serves a request, and stores the token that the answer may have.</summary>
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
