using IkomiaScale.Emulator.Data;

namespace IkomiaScale.Emulator.Deployments;

/// <summary>The requests and results of runs, one file each. With inline images they are too large for the database.</summary>
internal sealed class RunFiles(DataFolder folder)
{
    private const string RequestEnding = ".request.json";
    private const string ResultEnding = ".result.json";

    /// <summary>Writes a request to a file. If the request breaks, the file is deleted.</summary>
    public async Task ReceiveRequestAsync(Guid uuid, Stream body, CancellationToken cancellation)
    {
        try
        {
            await using var file = Create(Request(uuid));
            await body.CopyToAsync(file, cancellation);
        }
        catch
        {
            Delete(uuid);
            throw;
        }
    }

    public FileStream OpenRequest(Guid uuid) => Open(Request(uuid));

    public FileStream OpenResult(Guid uuid) => Open(Result(uuid));

    /// <summary>Creates the file of a result, or overwrites it if the run is repeated after a crash.</summary>
    public FileStream CreateResult(Guid uuid) => Create(Result(uuid));

    public void DeleteRequest(Guid uuid) => File.Delete(Request(uuid));

    public void Delete(Guid uuid)
    {
        File.Delete(Request(uuid));
        File.Delete(Result(uuid));
    }

    /// <summary>Deletes the files of unknown runs, which a crash during a request leaves.</summary>
    public void Sweep(IReadOnlySet<Guid> known)
    {
        foreach (var file in Directory.EnumerateFiles(folder.Runs))
        {
            if (!Guid.TryParse(Path.GetFileName(file).Split('.')[0], out var uuid) || !known.Contains(uuid))
            {
                File.Delete(file);
            }
        }
    }

    private static FileStream Create(string file) => new(file, FileMode.Create, FileAccess.Write, FileShare.None, 64 * 1024, FileOptions.Asynchronous);

    private static FileStream Open(string file) =>
        new(file, FileMode.Open, FileAccess.Read, FileShare.Read | FileShare.Delete, bufferSize: 0, FileOptions.Asynchronous);

    private string Request(Guid uuid) => Path.Combine(folder.Runs, uuid + RequestEnding);

    private string Result(Guid uuid) => Path.Combine(folder.Runs, uuid + ResultEnding);
}
