using System.Security;
using System.Security.Cryptography;
using IkomiaScale;
using IkomiaScale.Deployments;
using IkomiaScale.Deployments.Inputs;
using IkomiaScale.Storage;
using QuickStart;

// The tour of the module, in C# on its core: connect, upload, list, copy, run, read back, compare, delete.
const int SizeMB = 64;
var folder = Directory.CreateTempSubdirectory("ikomiascale-quickstart-").FullName;
try
{
    var video = Path.Combine(folder, "clip.mp4");
    Tour.Step($"Making a file of {SizeMB} MB with random content");
    var hash = Tour.MakeFile(video, SizeMB);

    Tour.Step("Starting the emulator and connecting");
    using var emulator = LocalEmulator.Start(Path.Combine(folder, "emulator"));
    using var client = new ScaleClient(new ScaleClientOptions(emulator.Address, Tour.Secret("emulator-token"))
    {
        ScaleUrl = emulator.Address,
        StorageUrl = emulator.Address,
    });
    await client.CheckAsync();
    Console.WriteLine($"  connected to {emulator.Address}");

    Tour.Step("Uploading clip.mp4 to videos/clip.mp4");
    var sent = await client.Storage.UploadAsync(new UploadRequest(UploadSource.FromFile(video), "videos/clip.mp4"));
    Console.WriteLine($"  {sent.Path}  {sent.FormatSize()}  {sent.ContentType}  {sent.Uid}");
    Tour.Check(sent.Sha256 == hash, $"the service has what was sent: sha256 {hash}");

    Tour.Step("Listing videos");
    await foreach (var item in client.Storage.ListAsync("videos"))
    {
        Console.WriteLine($"  {item.Path}  {item.FormatSize()}");
    }

    Tour.Step("Copying it to backup/clip.mp4");
    var copy = await client.Storage.CopyAsync(sent, "backup/clip.mp4", WhenExists.Fail);
    Tour.Check(copy.Sha256 == hash, "the copy has the same content");

    Tour.Step("Running the deployment on it");
    var workflow = await client.Deployments.GetAsync();
    Console.WriteLine($"  workflow {workflow.Name} with the tasks {string.Join(", ", workflow.Tasks.Select(task => task.Name))}");
    var run = await client.Deployments.SubmitAsync(new RunRequest { Inputs = [RunInput.FromStorageObject(sent)], TaskName = "describe" });
    var result = await client.Deployments.WaitAsync(run);
    Console.WriteLine($"  {result}");
    Console.WriteLine($"  {result.Outputs[0].RawJson}");
    Tour.Check(result.Outputs[0].RawJson.Contains(hash, StringComparison.Ordinal), "the deployment has read the same content");

    Tour.Step("Reading backup/clip.mp4 back");
    var back = Path.Combine(folder, "back.mp4");
    await client.Storage.DownloadFileAsync(copy, back, WhenExists.Fail);
    Tour.Check(Tour.HashOf(back) == hash, "the file that came back has the same sha256");

    Tour.Step("Deleting both");
    await client.Storage.DeleteAsync(sent.Path!);
    await client.Storage.DeleteAsync(copy.Path!);
    Tour.Check(await client.Storage.FindAsync("videos/clip.mp4") is null, "it is gone");
    Console.WriteLine("\nAll steps done.");
    return 0;
}
catch (ScaleException exception)
{
    Console.Error.WriteLine($"{exception.ErrorId}: {exception.Message}");
    return 1;
}
finally
{
    Directory.Delete(folder, recursive: true);
}

/// <summary>What the tour needs beside the client.</summary>
internal static class Tour
{
    public static void Step(string text) => Console.WriteLine($"\n> {text}");

    public static void Check(bool condition, string text)
    {
        if (!condition)
        {
            throw new InvalidOperationException($"Not true: {text}");
        }

        Console.WriteLine($"  checked: {text}");
    }

    public static string MakeFile(string path, int megabytes)
    {
        var block = new byte[1024 * 1024];
        using var stream = File.Create(path);
        for (var megabyte = 0; megabyte < megabytes; megabyte++)
        {
            new Random(megabyte).NextBytes(block);
            stream.Write(block);
        }

        stream.Close();
        return HashOf(path);
    }

    public static string HashOf(string path)
    {
        using var stream = File.OpenRead(path);
        return Convert.ToHexString(SHA256.HashData(stream)).ToLowerInvariant();
    }

    public static SecureString Secret(string text)
    {
        var secret = new SecureString();
        text.ToList().ForEach(secret.AppendChar);
        return secret;
    }
}
