using System.Collections;
using IkomiaScale.Deployments;

namespace IkomiaScale.Emulation.Scripts;

/// <summary>Writes fault rules to the file that an emulator reads when it starts.</summary>
internal sealed class FaultRules : IDisposable
{
    private FaultRules(string path) => Path = path;

    /// <summary>The file's full path.</summary>
    public string Path { get; }

    /// <summary>Writes the rules to a temporary file.</summary>
    public static FaultRules Write(IEnumerable<IDictionary> rules)
    {
        var path = System.IO.Path.GetTempFileName();
        File.WriteAllText(path, RawJson.Of(rules.ToArray()));
        return new FaultRules(path);
    }

    /// <summary>Deletes the file, which a running emulator doesn't need.</summary>
    public void Dispose() => File.Delete(Path);
}
