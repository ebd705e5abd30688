using IkomiaScale.Sync.Sides;

namespace IkomiaScale.Sync.Planning;

/// <summary>
/// Makes the plan from both sides. It does no I/O, and the same sides always result in the same plan. What is unknown never
/// counts as the same and never as missing.
/// </summary>
internal sealed class SyncPlanner
{
    private static readonly IReadOnlyDictionary<Sha256Value, IkStorageObject> Nothing = new Dictionary<Sha256Value, IkStorageObject>();

    private readonly LocalSnapshot _local;
    private readonly StorageSnapshot _storage;
    private readonly SyncOptions _options;
    private readonly IReadOnlyDictionary<Sha256Value, IkStorageObject> _project;
    private readonly bool _isDownload;
    private readonly CopySources _sources = new();
    private readonly HashSet<int> _moved = new();

    private SyncPlanner(LocalSnapshot local, StorageSnapshot storage, SyncOptions options, IReadOnlyDictionary<Sha256Value, IkStorageObject>? project)
    {
        _local = local;
        _storage = storage;
        _options = options;
        _project = project ?? Nothing;
        _isDownload = options.Direction == SyncDirection.Download;
    }

    /// <summary>Makes a plan.</summary>
    /// <param name="local">The local side, with the hashes that <see cref="HashNeeds"/> requires.</param>
    /// <param name="storage">The storage side.</param>
    /// <param name="pairs">Their paths, from <see cref="SyncPairing"/>.</param>
    /// <param name="options">The options of the sync.</param>
    /// <param name="project">The objects of the whole project with contents to upload.</param>
    public static SyncPlan Plan(
        LocalSnapshot local, StorageSnapshot storage, List<SyncPair> pairs, SyncOptions options, IReadOnlyDictionary<Sha256Value, IkStorageObject>? project = null) =>
        new SyncPlanner(local, storage, options, project).Make(pairs);

    /// <summary>Whether a file and an object are the same, as far as the kind of comparison can tell.</summary>
    public static bool AreSame(in LocalEntry file, in StorageEntry item, SyncOptions options)
    {
        if (options.CompareBy == SyncCompareBy.Sha256)
        {
            return item.HasContent(file.Stamp.Size, file.Sha256);
        }

        // The copy was created after the original had its content.
        var difference = file.Stamp.ModifiedUtc.Ticks.CompareTo(item.CreatedTicks);
        return item.SizeOrUnknown == file.Stamp.Size && item.CreatedTicks != 0
            && (options.Direction == SyncDirection.Upload ? difference <= 0 : difference >= 0);
    }

    private SyncPlan Make(List<SyncPair> pairs)
    {
        var plan = new SyncPlan
        {
            TargetCount = _isDownload ? _local.Files.Count : _storage.Objects.Count,
            SourceCount = _isDownload ? _storage.Objects.Count : _local.Files.Count,
        };
        if (_options.CompareBy == SyncCompareBy.Sha256)
        {
            FindSources(pairs);
        }

        foreach (var gap in _local.Gaps)
        {
            plan.Steps.Add(new SyncStep { Path = gap.Path, Action = SyncAction.Skip, Reason = gap.Reason, Detail = gap.Detail });
        }

        foreach (var pair in pairs)
        {
            Add(plan, pair);
        }

        if (_options.IncludeUnchanged)
        {
            plan.Steps.AddRange(_local.LeftOut.Concat(_storage.LeftOut).Distinct(StringComparer.Ordinal)
                .Select(path => new SyncStep { Path = path, Action = SyncAction.Skip, Reason = SyncReason.Excluded }));
        }

        // Which deleted entry of a content has moved is known only after all paths.
        for (var index = 0; _moved.Count > 0 && index < plan.Steps.Count; index++)
        {
            if (plan.Steps[index] is { Action: SyncAction.Delete } step && _moved.Contains(TargetOf(step)))
            {
                plan.Steps[index] = Delete(new SyncPair(PairKind.Both, step.Local, step.Storage), isMove: true);
            }
        }

        plan.Steps.Sort((one, other) => string.CompareOrdinal(one.Path, other.Path));
        return plan;
    }

    private void FindSources(List<SyncPair> pairs)
    {
        foreach (var pair in pairs.Where(IsTransfer))
        {
            _sources.Want(_isDownload ? _storage.Objects[pair.Storage].Sha256 : _local.Files[pair.Local].Sha256);
        }

        foreach (var pair in pairs)
        {
            var place = _isDownload ? pair.Local : pair.Storage;
            if (place >= 0)
            {
                var isExtra = _options.Delete && pair.Kind == (_isDownload ? PairKind.OnlyLocal : PairKind.OnlyStorage);
                _sources.Offer(_isDownload ? _local.Files[place].Sha256 : _storage.Objects[place].Sha256, place, isExtra, IsTransfer(pair));
            }
        }
    }

    private bool IsTransfer(SyncPair pair) =>
        pair.Kind == (_isDownload ? PairKind.OnlyStorage : PairKind.OnlyLocal)
        || (pair.Kind == PairKind.Both && !AreSame(_local.Files[pair.Local], _storage.Objects[pair.Storage], _options));

    private void Add(SyncPlan plan, in SyncPair pair)
    {
        var path = PathOf(pair);
        var isRead = pair.Kind == PairKind.Both || (pair.Kind == PairKind.OnlyLocal && !_isDownload);
        if (isRead && _local.Files[pair.Local].IsUnreadable)
        {
            plan.Steps.Add(Skip(pair, SyncReason.Unreadable, $"The file '{_local.FullPath(path)}' was not synced: it cannot be read, or keeps changing. Check its permissions, and run the sync again when no program writes to it."));
            return;
        }

        switch (pair.Kind)
        {
            case PairKind.Conflict:
                plan.Steps.Add(Skip(pair, SyncReason.Conflict, pair.Detail));
                break;
            case PairKind.Unknown:
                if (_local.GapOf(path) is { } gap && gap.Path != path)
                {
                    plan.Steps.Add(Skip(pair, gap.Reason, pair.Detail));
                }

                break;
            case PairKind.Both when !IsTransfer(pair):
                plan.Unchanged++;
                if (_options.IncludeUnchanged)
                {
                    plan.Steps.Add(Skip(pair, SyncReason.Same, null));
                }

                break;
            case PairKind.Both:
                plan.Steps.Add(Transfer(pair, SyncReason.Changed));
                break;
            default:
                plan.Steps.Add(IsTransfer(pair) ? Transfer(pair, SyncReason.New) : _options.Delete ? Delete(pair, isMove: false) : Skip(pair, SyncReason.Extra, null));
                break;
        }
    }

    private SyncStep Transfer(in SyncPair pair, SyncReason reason)
    {
        var sha256 = _isDownload ? _storage.Objects[pair.Storage].Sha256 : _local.Files[pair.Local].Sha256;
        var copyFrom = _sources.Take(sha256, reason == SyncReason.New, out var moves);
        var elsewhere = copyFrom < 0 && !_isDownload && sha256.IsKnown && _project.TryGetValue(sha256, out var item) ? item : null;
        if (moves)
        {
            _moved.Add(copyFrom);
        }

        return new SyncStep
        {
            Path = PathOf(pair),
            Action = copyFrom >= 0 || elsewhere is not null ? SyncAction.Copy : _isDownload ? SyncAction.Read : SyncAction.Send,
            Reason = moves && reason == SyncReason.New ? SyncReason.Moved : reason,
            SizeOrUnknown = _isDownload ? _storage.Objects[pair.Storage].SizeOrUnknown : _local.Files[pair.Local].Stamp.Size,
            Local = pair.Local,
            Storage = pair.Storage,
            CopyFrom = copyFrom,
            Elsewhere = elsewhere,
            From = copyFrom < 0 ? elsewhere?.Path : _isDownload ? _local.Files[copyFrom].Path : _storage.Objects[copyFrom].Path,
        };
    }

    private SyncStep Delete(in SyncPair pair, bool isMove) => new()
    {
        Path = PathOf(pair),
        Action = SyncAction.Delete,
        Reason = SyncReason.Extra,
        SizeOrUnknown = SizeOf(pair),
        Local = pair.Local,
        Storage = pair.Storage,
        IsMove = isMove,
    };

    private SyncStep Skip(in SyncPair pair, SyncReason reason, string? detail) => new()
    {
        Path = PathOf(pair),
        Action = SyncAction.Skip,
        Reason = reason,
        SizeOrUnknown = SizeOf(pair),
        Local = pair.Local,
        Storage = pair.Storage,
        Detail = detail,
    };

    private int TargetOf(SyncStep step) => _isDownload ? step.Local : step.Storage;

    private string PathOf(in SyncPair pair) => pair.Storage >= 0 && (_isDownload || pair.Local < 0) ? _storage.Objects[pair.Storage].Path : _local.Files[pair.Local].Path;

    private long SizeOf(in SyncPair pair) => pair.Local >= 0 ? _local.Files[pair.Local].Stamp.Size : _storage.Objects[pair.Storage].SizeOrUnknown;
}
