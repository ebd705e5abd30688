using System.Globalization;

namespace IkomiaScale;

/// <summary>The results of a run. The service gives them once (PROTOCOL 4), so all that it said is kept here.</summary>
public sealed class IkDeploymentResult
{
    internal IkDeploymentResult(string uuid, string state, string raw)
    {
        Uuid = uuid;
        State = state;
        Raw = raw;
    }

    /// <summary>The identity of the run.</summary>
    public string Uuid { get; }

    /// <summary>The final state, normally <c>SUCCESS</c>.</summary>
    public string State { get; }

    /// <summary>The task, or tasks, whose outputs these are; null where it is not known.</summary>
    public string? TaskName { get; internal init; }

    /// <summary>What it was run on, for a person; null for nothing.</summary>
    public string? Input { get; internal init; }

    /// <summary>The outputs, in the order that was asked for.</summary>
    public IReadOnlyList<IkOutput> Outputs { get; internal init; } = [];

    /// <summary>From submission to results; null where the submission is not known.</summary>
    public TimeSpan? Duration { get; internal init; }

    /// <summary>Whether it comes from a journal: nothing was run for it this time.</summary>
    public bool Recalled { get; internal init; }

    /// <summary>The answer, word for word; empty where it is too long for a string and therefore in <see cref="RawPath"/>.</summary>
    public string Raw { get; }

    /// <summary>The full path of the file that has the answer where <see cref="Raw"/> cannot; it stays until somebody removes it. Otherwise null.</summary>
    public string? RawPath { get; internal init; }

    /// <summary>Why <see cref="Outputs"/> is not all that it should be; null where all is well.</summary>
    public string? Problem => Failure?.Message;

    /// <summary>Where its inputs can be had again; null where only <see cref="Input"/> tells. What was given as bytes is held by them.</summary>
    internal IReadOnlyList<RunSource>? Sources { get; init; }

    /// <summary>The problem as an error to report beside the result.</summary>
    internal ScaleException? Failure { get; init; }

    /// <summary>The uuid as a view shows it.</summary>
    public string FormatUuid() => Uuid.Length > 8 ? Uuid.Substring(0, 8) : Uuid;

    /// <summary>The input as a view shows it: the end of a long one, which tells more than its beginning.</summary>
    public string FormatInput() => Input is { Length: > 28 } ? "…" + Input.Substring(Input.Length - 27) : Input ?? string.Empty;

    /// <summary>The duration as a view shows it.</summary>
    public string FormatDuration() =>
        Duration is { } time ? time.ToString(time.TotalDays >= 1 ? @"d\.hh\:mm\:ss" : @"hh\:mm\:ss\.f", CultureInfo.InvariantCulture) : string.Empty;

    /// <summary>The outputs, or what is wrong with them, as a view shows them.</summary>
    public string FormatOutputs() => Problem ?? string.Join("; ", Outputs);

    /// <summary>The beginning of the answer, as a view shows it.</summary>
    public string FormatRaw() => Raw.Length > 200 ? Raw.Substring(0, 200) + "…" : Raw;

    /// <summary>The uuid, the state and the kinds of the outputs.</summary>
    public override string ToString() =>
        Outputs.Count == 0 ? $"{Uuid} {State}" : $"{Uuid} {State}: {string.Join(", ", Outputs.Select(output => output.Type))}";
}
