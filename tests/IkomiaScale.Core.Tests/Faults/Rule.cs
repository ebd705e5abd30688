using System.Text.Json;
using System.Text.Json.Serialization;

namespace IkomiaScale.Tests.Faults;

/// <summary>A rule for the emulator; its README says what the fields mean.</summary>
internal sealed record Rule(string Route, string Action)
{
    /// <summary>As often as there are requests.</summary>
    public const int Always = -1;

    private static readonly JsonSerializerOptions Options = new()
    {
        PropertyNamingPolicy = JsonNamingPolicy.CamelCase,
        DefaultIgnoreCondition = JsonIgnoreCondition.WhenWritingNull,
    };

    public string? Query { get; init; }

    public int Times { get; init; } = 1;

    public int Skip { get; init; }

    public int? Status { get; init; }

    public Dictionary<string, string>? Headers { get; init; }

    public object? Body { get; init; }

    public string? When { get; init; }

    public bool? CarriedOut { get; init; }

    public double? Seconds { get; init; }

    public long? Bytes { get; init; }

    public long? BytesPerSecond { get; init; }

    public string? Find { get; init; }

    public string? With { get; init; }

    public int? Index { get; init; }

    public Dictionary<string, string>? Object { get; init; }

    public string? Name { get; init; }

    public string? Content { get; init; }

    /// <summary>The rules as a faults file. <c>{folder}</c> in them is the case's folder in the storage.</summary>
    public static string ToFile(IEnumerable<Rule> rules, string folder) =>
        JsonSerializer.Serialize(rules, Options).Replace("{folder}", folder, StringComparison.Ordinal);
}
