namespace IkomiaScale.Storage;

/// <summary>
/// Decides whether a <c>-Destination</c> is a directory or a name. It is a directory if it ends in <c>/</c> or there are several sources.
/// Only the second source shows that there are several, so the first is held back until then.
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

    /// <summary>For destinations on this machine, as full paths.</summary>
    public static DestinationResolver Local() => new(
        destination => Path.GetFileName(destination).Length == 0 || Directory.Exists(destination),
        LocalPath.Below, LocalPath.IgnoresCase, ScaleErrorId.FileExists);

    /// <summary>For folders on this machine that archives are unpacked into, as full paths. A single archive is unpacked directly into the folder.</summary>
    public static DestinationResolver LocalFolder() => new(_ => false, LocalPath.Below, LocalPath.IgnoresCase, ScaleErrorId.FileExists);

    /// <summary>Adds a source.</summary>
    /// <param name="destination">The value of <c>-Destination</c>.</param>
    /// <param name="relativePath">The path of the source below its root.</param>
    /// <param name="isDirectory">Whether the destination is a directory because of this source.</param>
    /// <param name="process">
    /// Called with a function that returns the full path, now or with a later source. The function throws the error for a wrong
    /// path, so that the error has the right source.
    /// </param>
    public void Add(string destination, string relativePath, bool isDirectory, Action<Func<string>> process)
    {
        var isSecond = _held?.Destination == destination;
        if (isSecond || isDirectory || destination == _directory || _isDirectory(destination))
        {
            // A destination that is a directory for one source is one for later sources, and for an earlier one that is held back.
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
            // Each source has its own destination (a script block, a column), so the one that is held back is single.
            Complete();
            _held = (destination, relativePath, process);
        }
    }

    /// <summary>Ends the sources: the destination of one that is held back is its name.</summary>
    public void Complete()
    {
        if (_held is { } single)
        {
            _held = null;
            single.Process(() => Claim(single.Destination));
        }
    }

    // Two sources with the same path would overwrite each other, also without -Force.
    private string Claim(string path) => _claimed.Add(_ignoresCase ? path.ToUpperInvariant() : path)
        ? path
        : throw new ScaleException(
            _collision, $"Two sources have the same destination '{path}'. Use a -Destination that differs for each, for example a script block.") { Target = path };
}
