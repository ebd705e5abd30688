using System.Text.RegularExpressions;

namespace IkomiaScale.Emulator.Recordings;

/// <summary>The files in the folder of a journal.</summary>
internal static partial class JournalFiles
{
    private const int LongestUuid = 100;

    public static string Workflow(string folder) => Path.Combine(folder, "workflow.json");

    /// <summary>Returns the journals of all shards, in their order.</summary>
    public static IReadOnlyList<string> Journals(string folder) => Directory.EnumerateFiles(folder)
        .Where(file => JournalName().IsMatch(Path.GetFileName(file)))
        .Order(StringComparer.Ordinal)
        .ToList();

    /// <summary>Returns the file of the raw result of a run. If the uuid cannot be a file name, its hash is.</summary>
    public static string Result(string folder, string uuid) => Path.Combine(folder, "results", NameOf(uuid) + ".json");

    /// <summary>Returns the file in or below the folder to which an output of a run was saved; null if there is none.</summary>
    public static string? SavedOutput(string folder, string uuid, int index)
    {
        var results = Path.Combine(folder, "results") + Path.DirectorySeparatorChar;
        return Directory.EnumerateFiles(folder, FormattableString.Invariant($"{NameOf(uuid)}_{index}.*"), SearchOption.AllDirectories)
            .Where(file => !file.StartsWith(results, StringComparison.Ordinal))
            .Order(StringComparer.Ordinal)
            .FirstOrDefault();
    }

    private static string NameOf(string uuid) => uuid.Length <= LongestUuid && SafeName().IsMatch(uuid) ? uuid : "uuid-" + CanonicalJson.Hash(uuid);

    [GeneratedRegex(@"^journal(\.[1-9]\d*-of-[1-9]\d*)?\.jsonl$", RegexOptions.CultureInvariant)]
    private static partial Regex JournalName();

    [GeneratedRegex("^[0-9a-z-]+$", RegexOptions.CultureInvariant)]
    private static partial Regex SafeName();
}
