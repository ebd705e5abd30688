using System.Collections.Concurrent;
using System.Management.Automation;
using IkomiaScale.Errors;
using IkomiaScale.Streams;

namespace IkomiaScale.Abstractions;

/// <summary>
/// A cmdlet whose waits end at once on Ctrl+C and when the pipeline has enough. <c>Select-Object -First</c> never calls
/// <see cref="StopProcessing"/>: only <see cref="Dispose()"/> comes, so that cancels too.
/// </summary>
public abstract class CancellableCmdlet : PSCmdlet, IStreams, IDisposable
{
    private const int ToldMilliseconds = 200;

    private readonly CancellationTokenSource _stop = new();
    private readonly ConcurrentQueue<string> _told = new();
    private Action<string>? _listener;
    private Action? _finishing;
    private bool _isFailing;

    /// <summary>Cancelled when the cmdlet is to end. For all that it waits for.</summary>
    protected CancellationToken StopToken => _stop.Token;

    /// <inheritdoc/>
    bool IStreams.ShowsProgress => !IsSilent(GetVariableValue("ProgressPreference"));

    /// <inheritdoc/>
    void IStreams.WriteVerbose(string text) => WriteVerbose(text);

    /// <inheritdoc/>
    void IStreams.Listen() => ListenHere();

    /// <inheritdoc/>
    void IStreams.WriteTold() => WriteTold();

    /// <inheritdoc/>
    void IStreams.WriteWarning(string text) => WriteWarning(text);

    /// <inheritdoc/>
    void IStreams.WriteFailure(ScaleException failure, object? target) => Fail(failure, target);

    /// <inheritdoc/>
    void IStreams.WriteProgress(ProgressRecord record) => WriteProgress(record);

    /// <summary>Asks as PowerShell does. What it asks about may have any name, so it is made safe to print.</summary>
    protected new bool ShouldProcess(string target, string action) => base.ShouldProcess(Printable.Escape(target), action);

    /// <summary>Writes as PowerShell does, safe to print.</summary>
    internal new void WriteVerbose(string text) => base.WriteVerbose(Printable.Escape(text));

    /// <summary>Writes as PowerShell does, safe to print.</summary>
    internal new void WriteWarning(string text) => base.WriteWarning(Printable.Escape(text));

    /// <summary>Listens to what is decided in calls that are made from here.</summary>
    internal void ListenHere() => ScaleLog.Listen(_listener);

    /// <summary>Decides whether it listens to what is told: for nothing that nobody sees, as that is a sentence for each transfer.</summary>
    protected override void BeginProcessing()
    {
        var given = MyInvocation.BoundParameters;
        if (given.ContainsKey("Verbose") || given.ContainsKey("Debug") || !IsSilent(GetVariableValue("VerbosePreference")))
        {
            _listener = _told.Enqueue;
        }
    }

    /// <summary>Shows a line as Write-Host does, so that it can be redirected and is no output.</summary>
    internal void WriteLine(string text) =>
        WriteInformation(new HostInformationMessage { Message = Printable.Escape(text) }, ["PSHOST"]);

    /// <summary>Waits for a result on the pipeline thread.</summary>
    internal T WaitFor<T>(Task<T> task)
    {
        WaitFor((Task)task);
        return task.GetAwaiter().GetResult();
    }

    /// <summary>Waits for an end on the pipeline thread, and tells meanwhile what is decided.</summary>
    internal void WaitFor(Task task)
    {
        try
        {
            while (!task.IsCompleted && Task.WaitAny([task], ToldMilliseconds) < 0)
            {
                WriteTold();
            }

            WriteTold();
            task.GetAwaiter().GetResult();
        }
        catch (OperationCanceledException) when (StopToken.IsCancellationRequested)
        {
            throw new PipelineStoppedException();
        }
    }

    /// <summary>Walks a remote list on the pipeline thread, one item at a time.</summary>
    internal IEnumerable<T> Enumerate<T>(IAsyncEnumerable<T> items)
    {
        var enumerator = items.GetAsyncEnumerator(StopToken);
        try
        {
            while (WaitFor(MoveNext()))
            {
                yield return enumerator.Current;
            }
        }
        finally
        {
            enumerator.DisposeAsync().AsTask().GetAwaiter().GetResult();
        }

        // Other cmdlets of the pipeline have had this thread since the step before.
        Task<bool> MoveNext()
        {
            ListenHere();
            return enumerator.MoveNextAsync().AsTask();
        }
    }

    /// <summary>Runs what concerns one item: its failure is a non-terminating error, and the pipeline goes on.</summary>
    /// <param name="target">The item, for the error.</param>
    /// <param name="action">What is done.</param>
    protected void ForItem(object? target, Action action)
    {
        try
        {
            action();
        }
        catch (ScaleException exception)
        {
            Fail(exception, target);
        }
    }

    /// <summary>
    /// Tells a failure: of an item as a non-terminating error; of the connection, which all items share, once for all. What is under way
    /// then may end, and what it gives is given out first.
    /// </summary>
    /// <param name="failure">The failure.</param>
    /// <param name="target">The item.</param>
    internal void Fail(ScaleException failure, object? target)
    {
        WriteTold();
        if (!failure.IsOfConnection)
        {
            WriteError(failure.ToErrorRecord(target));
        }
        else if (!_isFailing)
        {
            _isFailing = true;
            _finishing?.Invoke();
            ThrowTerminatingError(failure.ToErrorRecord(null));
        }
    }

    /// <summary>Says how to wait for what is under way, for the case that the cmdlet has to end early.</summary>
    internal void BeforeFailing(Action finish) => _finishing += finish;

    void IStreams.BeforeFailing(Action finish) => BeforeFailing(finish);

    /// <summary>Runs what everything else depends on: its failure ends the cmdlet.</summary>
    protected T Required<T>(Func<T> action)
    {
        try
        {
            return action();
        }
        catch (ScaleException exception)
        {
            ThrowTerminatingError(exception.ToErrorRecord(null));
            throw;
        }
    }

    /// <inheritdoc/>
    protected override void StopProcessing() => _stop.Cancel();

    /// <inheritdoc/>
    public void Dispose()
    {
        _stop.Cancel();
        Dispose(disposing: true);
        Release();
        _stop.Dispose();
        GC.SuppressFinalize(this);
    }

    /// <summary>Ends what the cmdlet still has running; its token is cancelled already.</summary>
    protected virtual void Dispose(bool disposing)
    {
    }

    // Scripts also set it as text, in any case.
    private static bool IsSilent(object? preference) =>
        string.Equals(preference?.ToString(), nameof(ActionPreference.SilentlyContinue), StringComparison.OrdinalIgnoreCase)
        || string.Equals(preference?.ToString(), nameof(ActionPreference.Ignore), StringComparison.OrdinalIgnoreCase);

    /// <summary>Writes what was told on other threads. Only on the pipeline thread.</summary>
    internal void WriteTold()
    {
        while (!StopToken.IsCancellationRequested && _told.TryDequeue(out var text))
        {
            WriteVerbose(text);
        }
    }

    /// <summary>Lets go of what the cmdlet holds, at its very end.</summary>
    private protected virtual void Release()
    {
    }
}
