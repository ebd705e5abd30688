using IkomiaScale.Emulator.Tasks;

namespace IkomiaScale.Emulator.Handlers;

/// <summary>The inputs of a run as temporary files.</summary>
internal sealed class InputFiles : IAsyncDisposable
{
    private readonly DirectoryInfo _folder;

    private InputFiles(DirectoryInfo folder, IReadOnlyList<string> paths) => (_folder, Paths) = (folder, paths);

    /// <summary>The full paths, in the order of the inputs.</summary>
    public IReadOnlyList<string> Paths { get; }

    public static async Task<InputFiles> WriteAsync(IReadOnlyList<TaskInput> inputs, CancellationToken cancellation)
    {
        var folder = Directory.CreateTempSubdirectory("ikscale-run-");
        try
        {
            var paths = new List<string>();
            foreach (var input in inputs)
            {
                var path = Path.Combine(folder.FullName, $"{paths.Count}{ExtensionOf(input)}");
                await using var file = File.Create(path);
                await using var content = input.Open();
                await content.CopyToAsync(file, cancellation);
                paths.Add(path);
            }

            return new InputFiles(folder, paths);
        }
        catch
        {
            folder.Delete(recursive: true);
            throw;
        }
    }

    public ValueTask DisposeAsync()
    {
        try
        {
            _folder.Delete(recursive: true);
        }
        catch (Exception exception) when (exception is IOException or UnauthorizedAccessException)
        {
            // On Windows, a handler may still have a file open. It stays in the temporary folder.
        }

        return ValueTask.CompletedTask;
    }

    private static string ExtensionOf(TaskInput input) => input.ContentType switch
    {
        "image/png" => ".png",
        "image/jpeg" => ".jpg",
        "image/gif" => ".gif",
        "image/bmp" => ".bmp",
        "image/webp" => ".webp",
        "video/mp4" => ".mp4",
        "application/json" => ".json",
        "text/plain" => ".txt",
        _ => Path.GetExtension(input.Stored?.Path) is { Length: > 1 and < 10 } extension && extension.Skip(1).All(char.IsAsciiLetterOrDigit) ? extension : ".bin",
    };
}
