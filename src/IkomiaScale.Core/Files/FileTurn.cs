using System.Diagnostics;

namespace IkomiaScale.Files;

/// <summary>A lock between processes: a file that only one of them can have open.</summary>
internal sealed class FileTurn : IDisposable
{
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(20);

    private readonly FileStream _file;

    private FileTurn(FileStream file)
    {
        _file = file;
    }

    /// <summary>Waits for the lock, up to 20 seconds.</summary>
    /// <param name="path">The full path of the file.</param>
    /// <param name="cancellationToken">Ends the wait.</param>
    /// <exception cref="IOException">The lock is not free in time, or the file cannot be used.</exception>
    public static FileTurn Take(string path, CancellationToken cancellationToken)
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
                cancellationToken.WaitHandle.WaitOne(20);
                cancellationToken.ThrowIfCancellationRequested();
            }
        }
    }

    // The file is not deleted: that could remove it from under a process that opened it meanwhile.
    public void Dispose() => _file.Dispose();
}
