using System.Globalization;
using IkomiaScale.Storage;

namespace IkomiaScale.Tests.Faults;

/// <summary>Asks for the token alone, as connecting does.</summary>
internal sealed class Connect() : Operation("connect")
{
    public override bool HasToken => false;

    public override Task ActAsync(Stage stage) => stage.Client.CheckAsync();
}

/// <summary>Lists a folder of ten objects, three pages.</summary>
internal sealed class List(bool hasToken = true) : Operation(hasToken ? "list of 3 pages" : "list of 3 pages, without a token")
{
    public override bool HasToken => hasToken;

    public override async Task PrepareAsync(Stage stage)
    {
        for (var number = 0; number < 10; number++)
        {
            await stage.StoreAsync($"o{number}", [(byte)number]);
        }
    }

    public override async Task ActAsync(Stage stage)
    {
        var seen = new List<string>();
        await foreach (var item in stage.Storage.ListAsync(stage.Folder))
        {
            seen.Add(item.RelativePath!);
            stage.Found = string.Create(CultureInfo.InvariantCulture, $"{seen.Distinct().Count()} objects seen{(seen.Distinct().Count() == seen.Count ? ", each once" : ", some twice")}");
        }
    }

    public override Task<string> LeavesAsync(Stage stage) => Task.FromResult(stage.Found ?? "none seen");
}

/// <summary>Looks for one object.</summary>
internal sealed class Find() : Operation("find")
{
    public override Task PrepareAsync(Stage stage) => stage.StoreAsync("a.bin", Stage.New);

    public override async Task ActAsync(Stage stage) =>
        stage.Found = await stage.Storage.FindAsync(stage.PathOf("a.bin")) is null ? "not found" : "found";

    public override Task<string> LeavesAsync(Stage stage) => Task.FromResult(stage.Found ?? "nothing known");
}

/// <summary>Deletes one object; another one is beside it.</summary>
internal sealed class Delete() : Operation("delete")
{
    public override async Task PrepareAsync(Stage stage)
    {
        await stage.StoreAsync("a.bin", Stage.New);
        await stage.StoreOldAsync("a.bin.old");
    }

    public override Task ActAsync(Stage stage) => stage.Storage.DeleteAsync(stage.PathOf("a.bin"));
}

/// <summary>Deletes a folder with one request.</summary>
internal sealed class DeleteFolder() : Operation("delete a folder")
{
    public override async Task PrepareAsync(Stage stage)
    {
        await stage.StoreAsync("a/b.bin", Stage.New);
        await stage.StoreAsync("a/c.bin", Stage.New);
    }

    public override async Task ActAsync(Stage stage)
    {
        if (!await stage.Storage.TryDeleteDirectoryAsync(stage.PathOf("a"), _ => true, null))
        {
            throw new ScaleException(ScaleErrorId.ServiceUnavailable, "The objects are left to be deleted one by one.");
        }
    }
}

/// <summary>Asks for a pre-signed URL.</summary>
internal sealed class Presign() : Operation("pre-signed URL")
{
    public override async Task PrepareAsync(Stage stage) => stage.Source = await stage.StoreAsync("a.bin", Stage.New);

    public override Task ActAsync(Stage stage) =>
        stage.Storage.CreatePresignedUrlAsync(stage.Source!.Uid, DateTimeOffset.UtcNow.AddHours(1));
}

/// <summary>Reads an object into a file.</summary>
internal sealed class Read(string words, WhenExists whenExists, bool hasOlder, bool isFolder = false) : Operation(words)
{
    public override async Task PrepareAsync(Stage stage)
    {
        stage.Source = await (isFolder ? StoreFolderAsync(stage) : stage.StoreAsync("a.bin", Stage.New));
        if (hasOlder)
        {
            stage.WriteOld("a.bin");
        }
    }

    public override Task ActAsync(Stage stage) => isFolder
        ? stage.Storage.DownloadFolderAsync(stage.Source!, stage.FileOf("a"), whenExists)
        : stage.Storage.DownloadFileAsync(stage.Source!, stage.FileOf("a.bin"), whenExists);

    public override Task<string> LeavesAsync(Stage stage) => Task.FromResult(stage.Files());

    private static async Task<IkStorageObject> StoreFolderAsync(Stage stage)
    {
        using var folder = new Support.TestFolder();
        await File.WriteAllBytesAsync(folder.File("b.bin"), Stage.New);
        await File.WriteAllBytesAsync(folder.File("c.bin"), Stage.New);
        return await stage.Helper.UploadAsync(new UploadRequest(UploadSource.FromFolder(folder.Path), stage.PathOf("a.bin")));
    }
}
