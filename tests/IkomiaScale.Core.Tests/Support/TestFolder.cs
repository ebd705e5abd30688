namespace IkomiaScale.Tests.Support;

/// <summary>A local folder of one test, gone afterwards.</summary>
internal sealed class TestFolder : IDisposable
{
    public string Path { get; } = Directory.CreateTempSubdirectory("ik-test-").FullName;

    /// <summary>All files in it, as relative paths.</summary>
    public IEnumerable<string> Files =>
        Directory.EnumerateFiles(Path, "*", SearchOption.AllDirectories).Select(file => System.IO.Path.GetRelativePath(Path, file)).Order();

    public string File(string name) => System.IO.Path.Combine(Path, name);

    /// <summary>Makes a file.</summary>
    public string Write(string name, string content)
    {
        System.IO.File.WriteAllText(File(name), content);
        return File(name);
    }

    public void Dispose() => Directory.Delete(Path, recursive: true);
}
