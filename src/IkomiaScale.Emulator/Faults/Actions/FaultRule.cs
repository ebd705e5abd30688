using System.Text.Json;
using System.Text.Json.Nodes;

namespace IkomiaScale.Emulator.Faults.Actions;

/// <summary>
/// A fault rule as its JSON has it. The README of the emulator describes the fields, and which of them each action reads.
/// </summary>
internal sealed record FaultRule
{
    public string? Route { get; init; }

    public string? Method { get; init; }

    public string? Path { get; init; }

    public string? Query { get; init; }

    public int Skip { get; init; }

    public int Times { get; init; } = 1;

    public required string Action { get; init; }

    public string? When { get; init; }

    public int? Status { get; init; }

    public Dictionary<string, string>? Headers { get; init; }

    public JsonElement? Body { get; init; }

    public string? ContentType { get; init; }

    public bool? CarriedOut { get; init; }

    public double? Seconds { get; init; }

    public int? AtOnce { get; init; }

    public long? Bytes { get; init; }

    public long? Offset { get; init; }

    public long? BytesPerSecond { get; init; }

    public string? Find { get; init; }

    public string? With { get; init; }

    public int? Index { get; init; }

    public JsonObject? Object { get; init; }

    public string? Name { get; init; }

    public string? Content { get; init; }
}
