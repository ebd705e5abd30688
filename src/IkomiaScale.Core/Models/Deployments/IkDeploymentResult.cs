using System.Globalization;

namespace IkomiaScale;

/// <summary>
/// The result of a run. The service returns it only once (docs/protocol.md, section 4), so it contains the complete answer.
/// </summary>
public sealed class IkDeploymentResult
{
    internal IkDeploymentResult(string uuid, string state, string raw)
    {
        Uuid = uuid;
        State = state;
        Raw = raw;
    }

    /// <summary>The uuid of the run.</summary>
    public string Uuid { get; }

    /// <summary>The final state, normally <c>SUCCESS</c>.</summary>
    public string State { get; }

    /// <summary>The tasks of the outputs, separated by commas; null if unknown.</summary>
    public string? TaskName { get; internal init; }

    /// <summary>The input, to show; null for none.</summary>
    public string? Input { get; internal init; }

    /// <summary>The outputs, in the requested order.</summary>
    public IReadOnlyList<IkOutput> Outputs { get; internal init; } = [];

    /// <summary>From submission to result; null if the submission time is unknown.</summary>
    public TimeSpan? Duration { get; internal init; }

    /// <summary>Whether it was recalled from a journal without a run.</summary>
    public bool Recalled { get; internal init; }

    /// <summary>The complete answer; empty if it is too long for a string and is in <see cref="RawPath"/>.</summary>
    public string Raw { get; }

    /// <summary>
    /// The full path of the file with the answer if it is too long for <see cref="Raw"/>. The file stays until you delete it.
    /// Otherwise null.
    /// </summary>
    public string? RawPath { get; internal init; }

    /// <summary>Why <see cref="Outputs"/> is not complete; null if it is.</summary>
    public string? Problem => Failure?.Message;

    /// <summary>
    /// Where the inputs can be read again; null if only <see cref="Input"/> is known. Inputs that were bytes stay in memory.
    /// </summary>
    internal IReadOnlyList<RunSource>? Sources { get; init; }

    /// <summary>The problem as an error to report with the result.</summary>
    internal ScaleException? Failure { get; init; }

    /// <summary>The start of the uuid, for a view.</summary>
    public string FormatUuid() => Uuid.Length > 8 ? Uuid.Substring(0, 8) : Uuid;

    /// <summary>The input, for a view. For a long one its end, which says more than its start.</summary>
    public string FormatInput() => Input is { Length: > 28 } ? "…" + Input.Substring(Input.Length - 27) : Input ?? string.Empty;

    /// <summary>The duration, for a view.</summary>
    public string FormatDuration() =>
        Duration is { } time ? time.ToString(time.TotalDays >= 1 ? @"d\.hh\:mm\:ss" : @"hh\:mm\:ss\.f", CultureInfo.InvariantCulture) : string.Empty;

    /// <summary>The outputs or the problem, for a view.</summary>
    public string FormatOutputs() => Problem ?? string.Join("; ", Outputs);

    /// <summary>The start of the answer, for a view.</summary>
    public string FormatRaw() => Raw.Length > 200 ? Raw.Substring(0, 200) + "…" : Raw;

    /// <summary>The uuid, the state and the types of the outputs.</summary>
    public override string ToString() =>
        Outputs.Count == 0 ? $"{Uuid} {State}" : $"{Uuid} {State}: {string.Join(", ", Outputs.Select(output => output.Type))}";
}
