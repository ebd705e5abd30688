using IkomiaScale.Sync.Sides;

namespace IkomiaScale.Sync.Planning;

/// <summary>
/// Pairs the paths of both sides, and finds conflicts: names that the file system cannot hold or distinguish, and a file
/// where the other side has a folder. It does no I/O.
/// </summary>
internal sealed class SyncPairing
{
    private readonly LocalSnapshot _local;
    private readonly StorageSnapshot _storage;
    private readonly bool _isDownload;
    private readonly bool _bothWays;
    private readonly NameRules _rules;
    private readonly HashSet<string> _ambiguous = new(StringComparer.Ordinal);

    private SyncPairing(LocalSnapshot local, StorageSnapshot storage, SyncDirection direction, NameRules rules, bool bothWays)
    {
        _local = local;
        _storage = storage;
        _isDownload = direction == SyncDirection.Download;
        _bothWays = bothWays;
        _rules = rules;
    }

    private bool MayRead => _isDownload || _bothWays;

    private bool MaySend => !_isDownload || _bothWays;

    /// <summary>Pairs both sides, sorted by path.</summary>
    /// <param name="local">The local side.</param>
    /// <param name="storage">The storage side.</param>
    /// <param name="direction">Which side is the target.</param>
    /// <param name="rules">The rules of the local file system for names.</param>
    /// <param name="bothWays">Whether conflicts of the other direction count too.</param>
    public static List<SyncPair> Pair(LocalSnapshot local, StorageSnapshot storage, SyncDirection direction, NameRules rules, bool bothWays = false)
    {
        var pairing = new SyncPairing(local, storage, direction, rules, bothWays);
        var merged = pairing.Merge();
        if (rules.Folds)
        {
            pairing.Fold(merged);
        }

        for (var index = 0; index < merged.Count; index++)
        {
            merged[index] = pairing.Judge(merged[index]);
        }

        return merged;
    }

    private List<SyncPair> Merge()
    {
        var pairs = new List<SyncPair>(Math.Max(_local.Files.Count, _storage.Objects.Count));
        int file = 0, item = 0;
        while (file < _local.Files.Count || item < _storage.Objects.Count)
        {
            var order = file == _local.Files.Count ? 1
                : item == _storage.Objects.Count ? -1
                : string.CompareOrdinal(_local.Files[file].Path, _storage.Objects[item].Path);
            pairs.Add(order switch
            {
                0 => new SyncPair(PairKind.Both, file++, item++),
                < 0 => new SyncPair(PairKind.OnlyLocal, file++, -1),
                _ => new SyncPair(PairKind.OnlyStorage, -1, item++),
            });
        }

        return pairs;
    }

    // A file may stand for an object whose name differs in case or Unicode form. For an upload, names that differ in case are
    // different objects, because the user chose the case. The Unicode form is chosen by the file system.
    private void Fold(List<SyncPair> pairs)
    {
        var rules = _isDownload ? _rules : _rules with { IgnoresCase = false };
        var files = new Dictionary<string, int>(StringComparer.Ordinal);
        var objects = new Dictionary<string, int>(StringComparer.Ordinal);
        for (var index = 0; index < pairs.Count; index++)
        {
            if (pairs[index].Storage >= 0)
            {
                // If several names are the same for the file system, none of them is preferred.
                Note(objects, rules.Fold(_storage.Objects[pairs[index].Storage].Path), index);
            }
            else
            {
                Note(files, rules.Fold(_local.Files[pairs[index].Local].Path), index);
            }
        }

        var gone = new HashSet<int>();
        foreach (var item in files)
        {
            if (item.Value >= 0 && objects.TryGetValue(item.Key, out var other) && other >= 0 && pairs[other].Kind == PairKind.OnlyStorage)
            {
                pairs[other] = new SyncPair(PairKind.Both, pairs[item.Value].Local, pairs[other].Storage);
                gone.Add(item.Value);
            }
        }

        if (MayRead)
        {
            FindAmbiguous();
        }

        var kept = pairs.Where((_, index) => !gone.Contains(index)).ToList();
        pairs.Clear();
        pairs.AddRange(kept);
    }

    // Finds objects that would be the same file.
    private void FindAmbiguous()
    {
        var seen = new HashSet<string>(StringComparer.Ordinal);
        for (var place = 0; place < _storage.Objects.Count; place++)
        {
            var name = _rules.Fold(_storage.Objects[place].Path);
            if (!seen.Add(name))
            {
                _ambiguous.Add(name);
            }
        }
    }

    private static void Note(Dictionary<string, int> names, string name, int index) => names[name] = names.ContainsKey(name) ? -1 : index;

    private SyncPair Judge(in SyncPair pair)
    {
        if (pair.Kind == PairKind.OnlyStorage)
        {
            var path = _storage.Objects[pair.Storage].Path;
            if (_local.GapOf(path) is { } gap)
            {
                return pair with { Kind = PairKind.Unknown, Detail = gap.Detail };
            }

            return (MayRead ? WhyNotWritten(path) : WhyNotKnown(path)) is { } detail ? pair with { Kind = PairKind.Conflict, Detail = detail } : pair;
        }

        if (pair.Kind == PairKind.OnlyLocal)
        {
            var path = _local.Files[pair.Local].Path;
            return (WhyNotSent(path) ?? WhyNoPlace(path)) is { } detail ? pair with { Kind = PairKind.Conflict, Detail = detail } : pair;
        }

        return pair;
    }

    // Why the folder cannot hold an object that it does not have.
    private string? WhyNotWritten(string path)
    {
        if (_rules.WhyNot(path) is { } reason)
        {
            return $"The object '{path}' cannot be written to a file: its name {reason}. Rename the object.";
        }

        if (_ambiguous.Contains(_rules.Fold(path)))
        {
            return $"The object '{path}' cannot be synced: the storage has other objects whose names differ only in case or Unicode form, and '{_local.Root}' cannot distinguish them. Rename all but one.";
        }

        if (_storage.Objects.FindAbove(path) is var above and >= 0)
        {
            return $"The object '{path}' cannot be synced: the storage also has an object '{_storage.Objects[above].Path}', and a file and a folder cannot have the same name. Rename one of them.";
        }

        return _storage.Objects.HasBelow(path)
            ? $"The object '{path}' cannot be synced: the storage also has objects below it, and a file and a folder cannot have the same name. Rename one of them."
            : WhyNotKnown(path);
    }

    // Why the folder has something else in the place of an object.
    private string? WhyNotKnown(string path)
    {
        if (_local.HasFolder(path))
        {
            return $"'{path}' cannot be synced: it is an object in the storage and a local folder. Rename one of them.";
        }

        return _local.Files.FindAbove(path) is var above and >= 0
            ? $"'{path}' cannot be synced: '{_local.Files[above].Path}' is a local file. Rename one of them."
            : null;
    }

    private string? WhyNoPlace(string path)
    {
        if (_storage.Objects.HasBelow(path))
        {
            return $"'{path}' cannot be synced: it is a local file, and the storage has objects below it. Rename one of them.";
        }

        return _storage.Objects.FindAbove(path) is var above and >= 0
            ? $"'{path}' cannot be synced: '{_storage.Objects[above].Path}' is an object in the storage and a local folder. Rename one of them."
            : null;
    }

    private string? WhyNotSent(string path)
    {
        if (!MaySend)
        {
            return null;
        }

        try
        {
            StoragePath.Normalize(_storage.FullPath(path));
            return null;
        }
        catch (ScaleException exception)
        {
            return exception.Message;
        }
    }
}
