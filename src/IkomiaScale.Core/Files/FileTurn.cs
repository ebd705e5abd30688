using System.Diagnostics;

namespace IkomiaScale.Files;

/// <summary>Lets one process at a time change something, by a file that one alone can have open.</summary>
internal sealed class FileTurn : IDisposable
{
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(20);

    private readonly FileStream _file;

    private FileTurn(FileStream file)
    {
        _file = file;
    }

    /// <summary>Waits for the turn.</summary>
    /// <exception cref="IOException">It does not come, or the file cannot be used.</exception>
    public static FileTurn Take(string path)
    {
        var waited = Stopwatch.StartNew();
        while (true)
        {
            try
            {
                return new FileTurn(OwnerOnly.Open(path, FileShare.None));
            }
            catch (IOException) when (waited.Elapsed < Patience && File.Exists(path))
            {
                Thread.Sleep(20);
            }
        }
    }

    // The file stays: whoever removed it could take it from under one that has just opened it.
    public void Dispose() => _file.Dispose();
}
