using System.Text.Json;

namespace IkomiaScale.Emulator.Deployments;

/// <summary>How the JSON of a request is read: no deeper than anything honest, strictly by the standard.</summary>
internal static class RunRequestJson
{
    /// <summary>Images come inline, so that requests are large; what is larger belongs into the storage.</summary>
    public const long MaxBytes = 256L * 1024 * 1024;

    public static JsonDocumentOptions Options { get; } = new() { MaxDepth = 64 };
}
