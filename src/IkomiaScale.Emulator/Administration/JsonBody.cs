using System.Text.Json;
using IkomiaScale.Emulator.Http;

namespace IkomiaScale.Emulator.Administration;

/// <summary>Reads and checks the fields of a JSON request.</summary>
internal sealed class JsonBody : IDisposable
{
    private const int MaxText = 4000;
    private readonly JsonDocument _document;

    private JsonBody(JsonDocument document) => _document = document;

    public static async Task<JsonBody> ReadAsync(HttpContext context)
    {
        try
        {
            var document = await JsonDocument.ParseAsync(context.Request.Body, default, context.RequestAborted);
            if (document.RootElement.ValueKind == JsonValueKind.Object)
            {
                return new JsonBody(document);
            }

            document.Dispose();
            throw RequestException.BadRequest("The body must be a JSON object.");
        }
        catch (JsonException exception)
        {
            throw RequestException.BadRequest($"The body is not JSON: {exception.Message}");
        }
    }

    /// <summary>Returns a required text.</summary>
    public string Text(string name) => Optional(name) is { Length: > 0 } text ? text : throw RequestException.BadRequest($"{name}: This field is required.");

    /// <summary>Returns a text, or a number as text; null if it is missing.</summary>
    public string? Optional(string name)
    {
        if (!_document.RootElement.TryGetProperty(name, out var value))
        {
            return null;
        }

        var text = value.ValueKind switch
        {
            JsonValueKind.String => value.GetString()!,
            JsonValueKind.Number => value.GetRawText(),
            JsonValueKind.Null => throw RequestException.BadRequest($"{name}: This field may not be null."),
            _ => throw RequestException.BadRequest($"{name}: Not a valid string."),
        };
        return text.Length <= MaxText ? text : throw RequestException.BadRequest($"{name}: Ensure this field has no more than {MaxText} characters.");
    }

    public void Dispose() => _document.Dispose();
}
