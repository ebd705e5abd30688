using System.Management.Automation;

namespace IkomiaScale.Streams;

/// <summary>
/// The streams of a cmdlet, for services without one. Call it only on the pipeline thread, unless a member says otherwise.
/// </summary>
internal interface IStreams
{
    /// <summary>Whether progress is shown.</summary>
    bool ShowsProgress { get; }

    /// <summary>Writes a verbose message, with control characters shown as escapes.</summary>
    void WriteVerbose(string text);

    /// <summary>Collects the verbose messages of the core for <see cref="WriteMessages"/>, for the calls that follow on this thread. Call it on any thread.</summary>
    void Listen();

    /// <summary>Writes the verbose messages that were collected.</summary>
    void WriteMessages();

    /// <summary>Writes a warning, with control characters shown as escapes.</summary>
    void WriteWarning(string text);

    /// <summary>Writes a failure as an item error.</summary>
    /// <param name="failure">The failure.</param>
    /// <param name="target">The item that failed; null for the target that the failure itself names.</param>
    void WriteFailure(ScaleException failure, object? target);

    /// <summary>Adds a way to wait for operations in progress, for a failure that ends the cmdlet.</summary>
    /// <param name="finish">Waits, and writes the results.</param>
    void BeforeFailing(Action finish);

    /// <summary>Writes a progress record.</summary>
    void WriteProgress(ProgressRecord record);
}
