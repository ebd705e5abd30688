using System.Text.Json;

namespace IkomiaScale.Emulator.Deployments;

/// <summary>The limits for the JSON of a request.</summary>
internal static class RunRequestJson
{
    /// <summary>The largest request in bytes. Inline images make requests large; larger inputs belong in the storage.</summary>
    public const long MaxBytes = 256L * 1024 * 1024;

    public static JsonDocumentOptions Options { get; } = new() { MaxDepth = 64 };
}
