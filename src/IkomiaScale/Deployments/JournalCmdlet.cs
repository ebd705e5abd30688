using System.Management.Automation;
using IkomiaScale.Abstractions;
using IkomiaScale.Deployments.Batches;
using IkomiaScale.Storage;

namespace IkomiaScale.Deployments;

/// <summary>A cmdlet that can work on a batch with a journal: the parameters that say how.</summary>
public abstract class JournalCmdlet : ConnectedCmdlet
{
    /// <summary>
    /// A folder that records each step before it is done. An input whose result is in it is recalled without a run, and the same command
    /// continues a batch that was stopped.
    /// </summary>
    [Parameter]
    [ValidateNotNullOrEmpty]
    public string? Journal { get; set; }

    /// <summary>The shard to work on, such as <c>3/16</c>, counted from 1. Each shard has a journal of its own.</summary>
    [Parameter]
    [ValidateNotNullOrEmpty]
    public string? Shard { get; set; }

    /// <summary>The states of runs in the journal that are run again, which may cost again: Failed, InDoubt, Lost.</summary>
    [Parameter]
    public BatchRetry[] Retry { get; set; } = [];

    /// <summary>The age at which a run without a result counts as lost: a time span, or a number of seconds.</summary>
    [Parameter]
    [Seconds]
    public TimeSpan LostAfter { get; set; } = BatchOptions.DefaultLostAfter;

    /// <summary>How many runs may fail before no more are submitted: a number, or a share of those that have ended, such as <c>5%</c>.</summary>
    [Parameter]
    [ValidateNotNullOrEmpty]
    public string? MaxFailures { get; set; }

    /// <summary>How many runs of a journal may be in progress at the same time.</summary>
    [Parameter]
    [ValidateRange(1, 10000)]
    public int MaxPending { get; set; } = BatchOptions.DefaultMaxPending;

    /// <summary>Whether the command line has this parameter.</summary>
    private protected bool Has(string parameter) => MyInvocation.BoundParameters.ContainsKey(parameter);

    /// <summary>The options of the batch; null without a journal.</summary>
    /// <param name="requests">How many requests are sent at the same time; null for the default.</param>
    /// <param name="timeout">The longest wait for the results of one run.</param>
    /// <param name="noWait">Whether the cmdlet returns runs without their results.</param>
    /// <exception cref="ScaleException"><see cref="ScaleErrorId.InvalidInput"/>: the parameters cannot be used together.</exception>
    private protected BatchOptions? JournalOptions(int? requests, TimeSpan timeout, bool noWait) => new JournalArguments
    {
        Folder = Journal is null ? null : ProviderPaths.Literal(this, Journal),
        Shard = Shard,
        Retry = Retry,
        LostAfter = LostAfter,
        MaxFailures = MaxFailures,
        MaxPending = MaxPending,
        Requests = requests,
        Timeout = timeout,
        NoWait = noWait,
    }.Read(MyInvocation.BoundParameters.Keys);
}
