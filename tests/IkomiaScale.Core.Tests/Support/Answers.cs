using System.Text;
using Microsoft.AspNetCore.Connections.Features;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Http.Features;
using Newtonsoft.Json.Linq;

namespace IkomiaScale.Tests.Support;

/// <summary>What test servers say.</summary>
internal static class Answers
{
    /// <summary>Answers with a text, in one piece.</summary>
    public static Task TextAsync(this HttpContext context, int status, string text, string contentType = "text/plain")
    {
        var body = Encoding.UTF8.GetBytes(text);
        context.Response.StatusCode = status;
        context.Response.ContentType = contentType;
        context.Response.ContentLength = body.Length;
        return context.Response.Body.WriteAsync(body).AsTask();
    }

    /// <summary>Answers with JSON.</summary>
    public static Task JsonAsync(this HttpContext context, JToken json, int status = 200) =>
        context.TextAsync(status, json.ToString(Newtonsoft.Json.Formatting.None), "application/json");

    /// <summary>Refuses in the service's own form.</summary>
    public static Task RefuseAsync(this HttpContext context, int status, string detail = "no") =>
        context.JsonAsync(new JObject { ["detail"] = detail }, status);

    /// <summary>Reads the whole request and keeps it.</summary>
    public static async Task KeepBodyAsync(this HttpContext context)
    {
        var body = new MemoryStream();
        await context.Request.Body.CopyToAsync(body, context.RequestAborted);
        SeenRequest.Of(context).Body = body.ToArray();
    }

    /// <summary>Ends the connection after what was written so far, all of which arrives.</summary>
    public static async Task BreakOffAsync(this HttpContext context)
    {
        // Not Abort, which also takes back what is still on its way.
        await context.Response.Body.FlushAsync();
        await context.Features.Get<IConnectionTransportFeature>()!.Transport.Output.CompleteAsync();
        await context.StallAsync();
    }

    /// <summary>Says nothing more until the client has gone.</summary>
    public static Task StallAsync(this HttpContext context) =>
        // Not for ever: nothing but its timer would keep the connection from being collected as garbage, and so reset.
        Task.Delay(TimeSpan.FromHours(1), context.RequestAborted);

    /// <summary>Path and query as they came, not decoded.</summary>
    public static string Target(this HttpContext context) => context.Features.Get<IHttpRequestFeature>()!.RawTarget;
}
