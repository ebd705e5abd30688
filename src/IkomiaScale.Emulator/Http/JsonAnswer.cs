using System.Text.Encodings.Web;
using System.Text.Json;

namespace IkomiaScale.Emulator.Http;

/// <summary>Writes JSON answers, all in the one spelling of the protocol (snake_case).</summary>
internal static class JsonAnswer
{
    public static JsonSerializerOptions Options { get; } = new()
    {
        PropertyNamingPolicy = JsonNamingPolicy.SnakeCaseLower,
        // Answers are read by programs and people, never embedded in a web page: no need to escape accents or quotes.
        Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping,
    };

    public static async Task WriteAsync<T>(HttpContext context, int status, T value)
    {
        // In one piece, so that the answer has a Content-Length.
        var body = JsonSerializer.SerializeToUtf8Bytes(value, Options);
        await WriteRawAsync(context, status, body);
    }

    public static async Task WriteRawAsync(HttpContext context, int status, ReadOnlyMemory<byte> json)
    {
        context.Response.StatusCode = status;
        context.Response.ContentType = "application/json";
        context.Response.ContentLength = json.Length;
        await context.Response.Body.WriteAsync(json, context.RequestAborted);
    }

    public static Task WriteDetailAsync(HttpContext context, int status, string detail) =>
        WriteAsync(context, status, new { Detail = detail });
}
