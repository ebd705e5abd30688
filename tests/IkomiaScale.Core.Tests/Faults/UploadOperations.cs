using IkomiaScale.Storage;

namespace IkomiaScale.Tests.Faults;

/// <summary>Sends a new object.</summary>
internal sealed class CreateObject(string words, Func<UploadSource> source) : Operation(words)
{
    public override Task ActAsync(Stage stage) => stage.Storage.UploadAsync(new UploadRequest(source(), stage.PathOf("a.bin")));
}

/// <summary>Sends a temporary object.</summary>
internal sealed class CreateTemporaryObject(string words, Func<byte[]> content) : Operation(words)
{
    public override Task ActAsync(Stage stage) => stage.Storage.UploadAsync(new UploadRequest(UploadSource.FromBytes(content()), path: null));
}

/// <summary>Sends an object over another one.</summary>
internal sealed class OverwriteObject(string words, Func<byte[]> content) : Operation(words)
{
    public override Task PrepareAsync(Stage stage) => stage.StoreOldAsync("a.bin");

    public override Task ActAsync(Stage stage) => stage.Storage.UploadAsync(
        new UploadRequest(UploadSource.FromBytes(content()), stage.PathOf("a.bin")) { WhenExists = WhenExists.Overwrite });
}

/// <summary>Copies an object inside the service.</summary>
internal sealed class CopyObject(string words, WhenExists whenExists = WhenExists.Fail, bool isTemporary = false) : Operation(words)
{
    private const string Target = "b.bin";

    public override async Task PrepareAsync(Stage stage)
    {
        stage.Source = await stage.StoreAsync("a.bin", Stage.New);
        if (whenExists == WhenExists.Overwrite)
        {
            await stage.StoreOldAsync(Target);
        }
    }

    public override Task ActAsync(Stage stage) =>
        stage.Storage.CopyAsync(stage.Source!, isTemporary ? null : stage.PathOf(Target), whenExists);
}

/// <summary>The kinds of uploads.</summary>
internal static class Uploads
{
    public static Operation Create { get; } = new CreateObject("create", () => UploadSource.FromBytes(Stage.New));

    public static Operation CreateLarge { get; } = new CreateObject("create, 24 MB", () => UploadSource.FromBytes(Stage.Large));

    public static Operation CreateOnce { get; } = new CreateObject("create from a stream that can be read once", () => UploadSource.FromStream(new OneWayStream(Stage.New)));

    public static Operation CreateTemporary { get; } = new CreateTemporaryObject("create temporary", () => Stage.New);

    public static Operation CreateLargeTemporary { get; } = new CreateTemporaryObject("create temporary, 24 MB", () => Stage.Large);

    public static Operation Overwrite { get; } = new OverwriteObject("overwrite", () => Stage.New);

    public static Operation OverwriteLarge { get; } = new OverwriteObject("overwrite, 24 MB", () => Stage.Large);

    public static Operation Copy { get; } = new CopyObject("copy");

    public static Operation CopyTemporary { get; } = new CopyObject("copy to temporary", isTemporary: true);

    public static Operation CopyOver { get; } = new CopyObject("copy over an object", WhenExists.Overwrite);

    /// <summary>A stream like that of a pipe: from its start to its end, once.</summary>
    private sealed class OneWayStream(byte[] content) : MemoryStream(content, writable: false)
    {
        public override bool CanSeek => false;
    }
}
