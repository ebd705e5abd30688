namespace IkomiaScale.Emulator.Tests.Support;

/// <summary>A folder of its own for one test, gone afterwards.</summary>
internal sealed class TestFolder : IDisposable
{
    public string Path { get; } = Directory.CreateTempSubdirectory("ikscale-emulator-test-").FullName;

    public string File(string name) => System.IO.Path.Combine(Path, name);

    public int CountFiles(string part)
    {
        var folder = File(part);
        return Directory.Exists(folder) ? Directory.GetFiles(folder, "*", SearchOption.AllDirectories).Length : 0;
    }

    public void Dispose() => Directory.Delete(Path, recursive: true);
}
