using System.Text.Json.Nodes;
using IkomiaScale.Emulator.Security;

namespace IkomiaScale.Emulator.Faults.Actions;

/// <summary>Answers with an expired JWT.</summary>
internal sealed class ExpireTokenAction : IFaultAction
{
    public Task ApplyAsync(HttpContext context, RequestDelegate serve) => CapturedAnswer.EditJsonAsync(context, serve, answer =>
    {
        if (answer is JsonObject token && token.ContainsKey("id_token"))
        {
            var tokens = context.RequestServices.GetRequiredService<JsonWebTokens>();
            token["id_token"] = tokens.Issue(context.Request.Query["endpoint"].ToString(), storage: true, TimeSpan.FromSeconds(-10));
        }
    });
}

/// <summary>Revokes every JWT issued so far, and then serves the request.</summary>
internal sealed class RevokeTokensAction : IFaultAction
{
    public Task ApplyAsync(HttpContext context, RequestDelegate serve)
    {
        context.RequestServices.GetRequiredService<RevokedTokens>().RevokeAll();
        return serve(context);
    }
}
