using System.Management.Automation;
using IkomiaScale.Abstractions;
using IkomiaScale.Completion;
using IkomiaScale.Storage;
using IkomiaScale.Sync.Hashing;
using IkomiaScale.Sync.Planning;
using IkomiaScale.Sync.Sides;

namespace IkomiaScale.Sync;

/// <summary>A cmdlet that looks at a local folder and a directory of the storage side by side.</summary>
public abstract class SyncCmdlet : ConnectedCmdlet
{
    private const int IdleMilliseconds = 100;

    // Reading is bound by the disk and the processor.
    private const int LocalLimit = 8;

    private SyncProgressBar? _bar;

    /// <summary>The local folder.</summary>
    [Parameter(Mandatory = true, Position = 0)]
    [ValidateNotNullOrEmpty]
    public string LocalPath { get; set; } = string.Empty;

    /// <summary>The directory of the storage; empty for the whole project.</summary>
    [Parameter(Mandatory = true, Position = 1)]
    [AllowEmptyString]
    [ValidateNotNull]
    [ArgumentCompleter(typeof(RemotePathCompleter))]
    public string StoragePath { get; set; } = string.Empty;

    /// <summary>Patterns, as in .gitignore, of what is looked at; all without it.</summary>
    [Parameter]
    [ValidateNotNullOrEmpty]
    public string[] Include { get; set; } = [];

    /// <summary>Patterns, as in .gitignore, of what is left out: neither transferred nor deleted.</summary>
    [Parameter]
    [ValidateNotNullOrEmpty]
    public string[] Exclude { get; set; } = [];

    /// <summary>By what contents are told apart: <c>Sha256</c>, or <c>SizeAndTime</c>, which reads no file and sees less.</summary>
    [Parameter]
    public SyncCompareBy CompareBy { get; set; }

    /// <summary>How many files are read, sent or copied at once; as many as pay off without it.</summary>
    [Parameter]
    [ValidateRange(1, 64)]
    public int ThrottleLimit { get; set; }

    /// <summary>What both cmdlets want in the same way.</summary>
    private protected SyncOptions CommonOptions() => new()
    {
        LocalRoot = ProviderPaths.Literal(this, LocalPath) is var full && full.Length > 1 ? full.TrimEnd(Path.DirectorySeparatorChar) : full,
        StorageRoot = IkomiaScale.StoragePath.NormalizeDirectory(StoragePath),
        Include = Include,
        Exclude = Exclude,
        CompareBy = CompareBy,
        ThrottleLimit = ThrottleLimit == 0 ? LocalLimit : ThrottleLimit,
        Places = ThrottleLimit == 0 ? StorageLimit.ForCaller() : null,
    };

    /// <summary>Makes the engine for these options; its progress is shown from now on.</summary>
    private protected SyncEngine Begin(SyncOptions options, string activity)
    {
        var engine = new SyncEngine(Client.Storage, options, HashCache.DefaultFolder());
        _bar = new SyncProgressBar(this, activity, engine.Progress);
        return engine;
    }

    /// <summary>Waits on the pipeline thread, and shows meanwhile how far it is.</summary>
    private protected T WaitShowing<T>(Task<T> task)
    {
        Show(task);
        return WaitFor(task);
    }

    /// <summary>Waits on the pipeline thread, and shows meanwhile how far it is.</summary>
    private protected void WaitShowing(Task task)
    {
        Show(task);
        WaitFor(task);
    }

    /// <summary>Walks what comes on the pipeline thread, and shows meanwhile how far it is.</summary>
    private protected IEnumerable<T> EnumerateShowing<T>(IAsyncEnumerable<T> items)
    {
        var enumerator = items.GetAsyncEnumerator(StopToken);
        try
        {
            while (WaitShowing(enumerator.MoveNextAsync().AsTask()))
            {
                yield return enumerator.Current;
            }
        }
        finally
        {
            enumerator.DisposeAsync().AsTask().GetAwaiter().GetResult();
        }
    }

    /// <summary>Tells what is odd about both sides and concerns no single path.</summary>
    private protected void WarnAbout(SyncView view)
    {
        if (view.Unmatched.Count > 0)
        {
            WriteWarning($"These patterns matched nothing on either side: {string.Join(", ", view.Unmatched)}.");
        }

        if (view.Local.Gaps.Count(gap => gap.Reason == SyncReason.Link) is var links and > 0)
        {
            WriteWarning($"{links} of the names in '{LocalPath}' are links or devices. They are not followed, and nothing at their place is changed.");
        }
    }

    /// <inheritdoc/>
    protected override void Dispose(bool disposing) => _bar?.Dispose();

    private void Show(Task task)
    {
        while (Task.WaitAny([task], IdleMilliseconds) < 0)
        {
            _bar!.Update();
        }

        _bar!.Update();
    }
}
