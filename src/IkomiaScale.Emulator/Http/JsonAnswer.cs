using System.Text.Encodings.Web;
using System.Text.Json;

namespace IkomiaScale.Emulator.Http;

/// <summary>Writes JSON answers with the field names of the protocol (snake_case).</summary>
internal static class JsonAnswer
{
    public static JsonSerializerOptions Options { get; } = new()
    {
        PropertyNamingPolicy = JsonNamingPolicy.SnakeCaseLower,
        // Answers are never embedded in a web page, so accents and quotes stay readable.
        Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping,
    };

    public static async Task WriteAsync<T>(HttpContext context, int status, T value)
    {
        // Written in one piece, so that the answer has a Content-Length.
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
