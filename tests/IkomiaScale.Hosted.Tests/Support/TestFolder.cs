namespace IkomiaScale.Hosted.Tests.Support;

/// <summary>A local folder of one test, gone afterwards.</summary>
public sealed class TestFolder : IDisposable
{
    public string Path { get; } = Directory.CreateTempSubdirectory("ik-hosted-").FullName;

    /// <summary>All files in it, hidden ones too, as relative paths.</summary>
    public IEnumerable<string> Files =>
        Directory.EnumerateFiles(Path, "*", SearchOption.AllDirectories).Select(file => System.IO.Path.GetRelativePath(Path, file)).Order(StringComparer.Ordinal);

    public string File(string name) => System.IO.Path.Combine(Path, name);

    /// <summary>Makes a file, and the folders above it.</summary>
    public string Write(string name, string content)
    {
        Directory.CreateDirectory(System.IO.Path.GetDirectoryName(File(name))!);
        System.IO.File.WriteAllText(File(name), content);
        return File(name);
    }

    /// <summary>Makes a file of zeros.</summary>
    public string Write(string name, long length)
    {
        using var stream = System.IO.File.Create(File(name));
        stream.SetLength(length);
        return File(name);
    }

    public void Dispose() => Directory.Delete(Path, recursive: true);
}
