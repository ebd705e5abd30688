using System.Management.Automation;

namespace IkomiaScale.Streams;

/// <summary>
/// What services see of the cmdlet that runs them, or of whatever stands in for one. Only its own thread, the pipeline's, calls it.
/// </summary>
internal interface IStreams
{
    /// <summary>Whether progress is shown at all.</summary>
    bool ShowsProgress { get; }

    /// <summary>Tells what was decided, safe to print.</summary>
    void WriteVerbose(string text);

    /// <summary>Listens to what is decided in calls that are made from here, for <see cref="WriteTold"/>. From any thread.</summary>
    void Listen();

    /// <summary>Writes what was told since.</summary>
    void WriteTold();

    /// <summary>Tells what deserves attention, safe to print.</summary>
    void WriteWarning(string text);

    /// <summary>Tells a failure that does not end the rest.</summary>
    /// <param name="failure">The failure.</param>
    /// <param name="target">What it is about; what the failure itself names where this is null.</param>
    void WriteFailure(ScaleException failure, object? target);

    /// <summary>Says how to wait for what is under way, for a failure that ends everything.</summary>
    /// <param name="finish">Waits, and gives out what has come.</param>
    void BeforeFailing(Action finish);

    /// <summary>Shows a line of progress.</summary>
    void WriteProgress(ProgressRecord record);
}
