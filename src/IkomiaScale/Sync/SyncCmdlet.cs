using System.Management.Automation;
using IkomiaScale.Abstractions;
using IkomiaScale.Completion;
using IkomiaScale.Storage;
using IkomiaScale.Sync.Hashing;
using IkomiaScale.Sync.Planning;
using IkomiaScale.Sync.Sides;

namespace IkomiaScale.Sync;

/// <summary>A cmdlet that compares a local folder with a directory of the storage.</summary>
public abstract class SyncCmdlet : ConnectedCmdlet
{
    private const int IdleMilliseconds = 100;

    // Disk and processor limit reading, so more files at the same time don't make it faster.
    private const int LocalLimit = 8;

    private SyncProgressBar? _bar;

    /// <summary>The local folder.</summary>
    [Parameter(Mandatory = true, Position = 0)]
    [ValidateNotNullOrEmpty]
    public string LocalPath { get; set; } = string.Empty;

    /// <summary>The directory of the storage; an empty string for the whole project.</summary>
    [Parameter(Mandatory = true, Position = 1)]
    [AllowEmptyString]
    [ValidateNotNull]
    [ArgumentCompleter(typeof(RemotePathCompleter))]
    public string StoragePath { get; set; } = string.Empty;

    /// <summary>Patterns, as in .gitignore, of what is included; by default everything.</summary>
    [Parameter]
    [ValidateNotNullOrEmpty]
    public string[] Include { get; set; } = [];

    /// <summary>Patterns, as in .gitignore, of what is excluded: neither transferred nor deleted.</summary>
    [Parameter]
    [ValidateNotNullOrEmpty]
    public string[] Exclude { get; set; } = [];

    /// <summary>How contents are compared: by <c>Sha256</c>, or by <c>SizeAndTime</c>, which reads no file and finds fewer changes.</summary>
    [Parameter]
    public SyncCompareBy CompareBy { get; set; }

    /// <summary>How many files are read, sent, or copied at the same time; by default as many as make it faster.</summary>
    [Parameter]
    [ValidateRange(1, 64)]
    public int ThrottleLimit { get; set; }

    /// <summary>The options that both cmdlets share.</summary>
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

    /// <summary>Creates the engine for these options and starts its progress bar.</summary>
    private protected SyncEngine Begin(SyncOptions options, string activity)
    {
        var engine = new SyncEngine(Client.Storage, options, HashCache.DefaultFolder());
        _bar = new SyncProgressBar(this, activity, engine.Progress);
        return engine;
    }

    /// <summary>Waits on the pipeline thread, and updates the progress bar in the meantime.</summary>
    private protected T WaitShowing<T>(Task<T> task)
    {
        Show(task);
        return WaitFor(task);
    }

    /// <summary>Waits on the pipeline thread, and updates the progress bar in the meantime.</summary>
    private protected void WaitShowing(Task task)
    {
        Show(task);
        WaitFor(task);
    }

    /// <summary>Enumerates on the pipeline thread, and updates the progress bar in the meantime.</summary>
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

    /// <summary>Warns about unusual things that concern no single path.</summary>
    private protected void WarnAbout(SyncView view)
    {
        if (view.Unmatched.Count > 0)
        {
            WriteWarning($"These patterns match nothing on either side: {string.Join(", ", view.Unmatched)}. Check -Include and -Exclude.");
        }

        if (view.Local.Gaps.Count(gap => gap.Reason == SyncReason.Link) is var links and > 0)
        {
            WriteWarning($"{links} names in '{LocalPath}' are links or devices. They are not followed, and the same paths in the storage stay unchanged.");
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
