using System.Diagnostics;

namespace IkomiaScale.Hosted.Tests.Support;

/// <summary>A script that is under way.</summary>
internal sealed class Running : IDisposable
{
    private readonly PowerShell _shell;
    private readonly IAsyncResult _invocation;

    public Running(PowerShell shell)
    {
        _shell = shell;
        Output = new PSDataCollection<PSObject>();

        // A script begins when it knows that no input comes.
        var nothing = new PSDataCollection<PSObject>();
        nothing.Complete();
        _invocation = shell.BeginInvoke(nothing, Output);
    }

    /// <summary>What it has given so far.</summary>
    public PSDataCollection<PSObject> Output { get; }

    /// <summary>The progress that it has told so far.</summary>
    public PSDataCollection<ProgressRecord> Progress => _shell.Streams.Progress;

    public bool HasEnded => _invocation.IsCompleted;

    /// <summary>Stops it as Ctrl+C does, and gives how long that took.</summary>
    public TimeSpan Stop()
    {
        // A copy: who enumerates a stream itself waits for its end.
        Assert.False(HasEnded, $"It ended by itself: {string.Join("; ", _shell.Streams.Error.ReadAll())}");
        var watch = Stopwatch.StartNew();
        _shell.Stop();
        return watch.Elapsed;
    }

    public void Dispose() => _shell.Dispose();
}
