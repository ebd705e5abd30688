using System.Text;
using System.Text.Json;
using System.Text.Json.Nodes;
using IkomiaScale.Emulator.Http;

namespace IkomiaScale.Emulator.Faults.Actions;

/// <summary>Serves a request into memory and changes the answer before it is sent. Only for small answers.</summary>
internal static class CapturedAnswer
{
    public static async Task EditAsync(HttpContext context, RequestDelegate serve, Func<byte[], byte[]> edit)
    {
        var sent = context.Response.Body;
        using var captured = new MemoryStream();
        context.Response.Body = captured;
        try
        {
            await serve(context);
        }
        finally
        {
            context.Response.Body = sent;
        }

        if (captured.Length == 0)
        {
            return;
        }

        var body = edit(captured.ToArray());
        context.Response.ContentLength = body.Length;
        // Writing no bytes would send the headers too, which the caller may still replace.
        if (body.Length > 0)
        {
            await sent.WriteAsync(body, context.RequestAborted);
        }
    }

    /// <summary>Changes a JSON answer with HTTP 200. Any other answer is sent unchanged.</summary>
    public static Task EditJsonAsync(HttpContext context, RequestDelegate serve, Action<JsonNode> edit) => EditAsync(context, serve, body =>
    {
        if (context.Response.StatusCode != StatusCodes.Status200OK || TryParse(body) is not { } json)
        {
            return body;
        }

        edit(json);
        return Encoding.UTF8.GetBytes(json.ToJsonString(JsonAnswer.Options));
    });

    private static JsonNode? TryParse(byte[] body)
    {
        try
        {
            return JsonNode.Parse(body);
        }
        catch (JsonException)
        {
            return null;
        }
    }
}
