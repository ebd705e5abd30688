namespace IkomiaScale.Storage;

/// <summary>
/// Decides what a <c>-Destination</c> means: one that ends in <c>/</c>, or several sources, makes it a directory; else it is
/// the name. Whether there are several shows only with the second one, so the first is held back until then.
/// </summary>
internal sealed class DestinationResolver
{
    private readonly Func<string, bool> _isDirectory;
    private readonly Func<string, string, string> _join;
    private readonly ScaleErrorId _collision;
    private readonly KeySet _claimed = new();
    private readonly bool _ignoresCase;
    private (string Destination, string RelativePath, Action<Func<string>> Process)? _held;
    private string? _directory;

    private DestinationResolver(
        Func<string, bool> isDirectory, Func<string, string, string> join, bool ignoresCase, ScaleErrorId collision)
    {
        _isDirectory = isDirectory;
        _join = join;
        _ignoresCase = ignoresCase;
        _collision = collision;
    }

    /// <summary>For destinations in the storage.</summary>
    public static DestinationResolver Remote() => new(
        destination => destination.EndsWith("/", StringComparison.Ordinal), StoragePath.Join, ignoresCase: false, ScaleErrorId.ObjectExists);

    /// <summary>For destinations on this machine, given as full paths.</summary>
    public static DestinationResolver Local() => new(
        destination => Path.GetFileName(destination).Length == 0 || Directory.Exists(destination),
        LocalPath.Below, LocalPath.IgnoresCase, ScaleErrorId.FileExists);

    /// <summary>For folders on this machine that archives are unpacked into, given as full paths: one archive goes into it directly.</summary>
    public static DestinationResolver LocalFolder() => new(_ => false, LocalPath.Below, LocalPath.IgnoresCase, ScaleErrorId.FileExists);

    /// <summary>Takes a source.</summary>
    /// <param name="destination">The destination as it was given.</param>
    /// <param name="relativePath">Where the source stands below its root.</param>
    /// <param name="isDirectory">Whether the source makes the destination a directory in any case.</param>
    /// <param name="process">
    /// Called with a function that gives the full path, now or with a later source. The function throws what is wrong with the
    /// path, so that it concerns the source that it belongs to.
    /// </param>
    public void Add(string destination, string relativePath, bool isDirectory, Action<Func<string>> process)
    {
        var isSecond = _held?.Destination == destination;
        if (isSecond || isDirectory || destination == _directory || _isDirectory(destination))
        {
            // What is a directory for one source is one for those that follow, and for the one before that was held back.
            _directory = destination;
            if (isSecond)
            {
                var first = _held!.Value;
                _held = null;
                first.Process(() => Claim(_join(destination, first.RelativePath)));
            }

            process(() => Claim(_join(destination, relativePath)));
        }
        else
        {
            // Each source has its own destination (a script block, a column): the one held back has no second.
            Complete();
            _held = (destination, relativePath, process);
        }
    }

    /// <summary>There are no more sources: the one held back has its destination as its name.</summary>
    public void Complete()
    {
        if (_held is { } single)
        {
            _held = null;
            single.Process(() => Claim(single.Destination));
        }
    }

    // Two sources of one call on one path would overwrite each other, forced or not.
    private string Claim(string path) => _claimed.Add(_ignoresCase ? path.ToUpperInvariant() : path)
        ? path
        : throw new ScaleException(
            _collision, $"Two sources of this call go to '{path}'. Give each its own -Destination, with a script block for example.") { Target = path };
}
