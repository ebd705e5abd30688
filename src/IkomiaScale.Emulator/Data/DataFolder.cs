namespace IkomiaScale.Emulator.Data;

/// <summary>The data folder, locked while the emulator runs.</summary>
internal sealed class DataFolder : IDisposable
{
    private readonly FileStream _lock;

    private DataFolder(string root, FileStream heldLock)
    {
        _lock = heldLock;
        Root = root;
    }

    public string Root { get; }

    public string Blobs => Path.Combine(Root, "blobs");

    public string Runs => Path.Combine(Root, "runs");

    public string DatabaseFile => Path.Combine(Root, "emulator.db");

    public string SigningKeyFile => Path.Combine(Root, "signing.key");

    public string AuthorityFile => Path.Combine(Root, "certificate-authority.pem");

    public static DataFolder Open(string path)
    {
        string root;
        try
        {
            root = Path.GetFullPath(path);
            Directory.CreateDirectory(root);
            foreach (var part in (string[])["blobs", "runs"])
            {
                Directory.CreateDirectory(Path.Combine(root, part));
            }
        }
        catch (Exception exception) when (exception is IOException or UnauthorizedAccessException or ArgumentException or NotSupportedException)
        {
            throw NotUsable(path, exception);
        }

        return new DataFolder(root, Lock(root));
    }

    public static EmulatorException NotUsable(string path, Exception reason) =>
        new($"The data folder '{path}' cannot be used: {reason.Message.TrimEnd('.')}. Use another folder with --data.", reason);

    public void Dispose() => _lock.Dispose();

    private static FileStream Lock(string root)
    {
        var file = Path.Combine(root, "emulator.lock");
        try
        {
            // The system releases the lock when the process ends, even if it is killed. The file may stay.
            return new FileStream(file, FileMode.OpenOrCreate, FileAccess.ReadWrite, FileShare.None);
        }
        catch (UnauthorizedAccessException exception)
        {
            throw NotUsable(root, exception);
        }
        catch (IOException exception)
        {
            throw new EmulatorException($"The data folder '{root}' is in use by another emulator. Stop that emulator, or use another folder with --data.", exception);
        }
    }
}
