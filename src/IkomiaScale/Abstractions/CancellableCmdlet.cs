using System.Collections.Concurrent;
using System.Management.Automation;
using IkomiaScale.Errors;
using IkomiaScale.Streams;

namespace IkomiaScale.Abstractions;

/// <summary>
/// A cmdlet whose waits end immediately on Ctrl+C and when the pipeline has enough. <c>Select-Object -First</c> never calls
/// <see cref="StopProcessing"/>, only <see cref="Dispose()"/>, so both cancel.
/// </summary>
public abstract class CancellableCmdlet : PSCmdlet, IStreams, IDisposable
{
    private const int MessageMilliseconds = 200;

    private readonly CancellationTokenSource _stop = new();
    private readonly ConcurrentQueue<string> _messages = new();
    private Action<string>? _listener;
    private Action? _finishing;
    private bool _isFailing;

    /// <summary>Cancelled when the cmdlet has to end. Every wait of the cmdlet uses it.</summary>
    protected CancellationToken StopToken => _stop.Token;

    /// <inheritdoc/>
    bool IStreams.ShowsProgress => !IsSilent(GetVariableValue("ProgressPreference"));

    /// <inheritdoc/>
    void IStreams.WriteVerbose(string text) => WriteVerbose(text);

    /// <inheritdoc/>
    void IStreams.Listen() => ListenHere();

    /// <inheritdoc/>
    void IStreams.WriteMessages() => WriteMessages();

    /// <inheritdoc/>
    void IStreams.WriteWarning(string text) => WriteWarning(text);

    /// <inheritdoc/>
    void IStreams.WriteFailure(ScaleException failure, object? target) => Fail(failure, target);

    /// <inheritdoc/>
    void IStreams.WriteProgress(ProgressRecord record) => WriteProgress(record);

    /// <summary>Asks for confirmation as PowerShell does, with control characters of names shown as escapes.</summary>
    protected new bool ShouldProcess(string target, string action) => base.ShouldProcess(Printable.Escape(target), action);

    /// <summary>Writes a verbose message as PowerShell does, with control characters shown as escapes.</summary>
    internal new void WriteVerbose(string text) => base.WriteVerbose(Printable.Escape(text));

    /// <summary>Writes a warning as PowerShell does, with control characters shown as escapes.</summary>
    internal new void WriteWarning(string text) => base.WriteWarning(Printable.Escape(text));

    /// <summary>Collects the verbose messages of the core for the calls that follow on this thread.</summary>
    internal void ListenHere() => ScaleLog.Listen(_listener);

    /// <summary>Turns on the verbose messages of the core only if they are shown: each transfer writes one.</summary>
    protected override void BeginProcessing()
    {
        var given = MyInvocation.BoundParameters;
        if (given.ContainsKey("Verbose") || given.ContainsKey("Debug") || !IsSilent(GetVariableValue("VerbosePreference")))
        {
            _listener = _messages.Enqueue;
        }
    }

    /// <summary>Writes a line as Write-Host does: it can be redirected and is not output.</summary>
    internal void WriteLine(string text) =>
        WriteInformation(new HostInformationMessage { Message = Printable.Escape(text) }, ["PSHOST"]);

    /// <summary>Waits for a result on the pipeline thread.</summary>
    internal T WaitFor<T>(Task<T> task)
    {
        WaitFor((Task)task);
        return task.GetAwaiter().GetResult();
    }

    /// <summary>Waits for a task on the pipeline thread, and writes verbose messages in the meantime.</summary>
    internal void WaitFor(Task task)
    {
        try
        {
            while (!task.IsCompleted && Task.WaitAny([task], MessageMilliseconds) < 0)
            {
                WriteMessages();
            }

            WriteMessages();
            task.GetAwaiter().GetResult();
        }
        catch (OperationCanceledException) when (StopToken.IsCancellationRequested)
        {
            throw new PipelineStoppedException();
        }
    }

    /// <summary>Enumerates a remote list on the pipeline thread, one item at a time.</summary>
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

        // Other cmdlets of the pipeline ran on this thread since the last step and may have replaced the listener.
        Task<bool> MoveNext()
        {
            ListenHere();
            return enumerator.MoveNextAsync().AsTask();
        }
    }

    /// <summary>Runs an action for one item. If it fails, that is an item error, and the pipeline continues.</summary>
    /// <param name="target">The item, for the error.</param>
    /// <param name="action">The action.</param>
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
    /// Reports a failure. The failure of an item is an item error. The failure of the connection, which all items share, ends the cmdlet: once,
    /// and after the operations in progress have ended and returned their results.
    /// </summary>
    /// <param name="failure">The failure.</param>
    /// <param name="target">The item.</param>
    internal void Fail(ScaleException failure, object? target)
    {
        WriteMessages();
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

    /// <summary>Adds a way to wait for operations in progress, for a failure that ends the cmdlet early.</summary>
    internal void BeforeFailing(Action finish) => _finishing += finish;

    void IStreams.BeforeFailing(Action finish) => BeforeFailing(finish);

    /// <summary>Runs an action that everything else depends on. If it fails, that is a set-up error, and the cmdlet ends.</summary>
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

    /// <summary>Ends the operations that are still running; their token is already cancelled.</summary>
    protected virtual void Dispose(bool disposing)
    {
    }

    // Scripts also set the preference as text, in upper or lower case.
    private static bool IsSilent(object? preference) =>
        string.Equals(preference?.ToString(), nameof(ActionPreference.SilentlyContinue), StringComparison.OrdinalIgnoreCase)
        || string.Equals(preference?.ToString(), nameof(ActionPreference.Ignore), StringComparison.OrdinalIgnoreCase);

    /// <summary>Writes the verbose messages that other threads have queued. Call it only on the pipeline thread.</summary>
    internal void WriteMessages()
    {
        while (!StopToken.IsCancellationRequested && _messages.TryDequeue(out var text))
        {
            WriteVerbose(text);
        }
    }

    /// <summary>Releases what the cmdlet holds until its end.</summary>
    private protected virtual void Release()
    {
    }
}
