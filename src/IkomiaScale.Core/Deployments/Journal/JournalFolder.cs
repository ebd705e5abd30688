using System.Globalization;
using System.Text.RegularExpressions;

namespace IkomiaScale.Deployments.Journal;

/// <summary>The names of the files in the folder of a journal.</summary>
internal sealed class JournalFolder
{
    private static readonly Regex FileForm = new(@"^journal(\.(?<number>[1-9]\d*)-of-(?<count>[1-9]\d*))?\.jsonl$", RegexOptions.CultureInvariant);

    public JournalFolder(string path)
    {
        Path = path;
    }

    /// <summary>The full path of the folder.</summary>
    public string Path { get; }

    /// <summary>The folder of the raw results.</summary>
    public string Results => Combine("results");

    /// <summary>The workflow of the batch.</summary>
    public string Workflow => Combine("workflow.json");

    /// <summary>The journal of a shard.</summary>
    public string Journal(Shard shard) => Combine(Stem(shard) + ".jsonl");

    /// <summary>The lock of the journal of a shard.</summary>
    public string Lock(Shard shard) => Combine(Stem(shard) + ".lock");

    /// <summary>A file that reserves space for when the disk is full.</summary>
    public string Reserve(Shard shard) => Combine(Stem(shard) + ".reserve");

    /// <summary>Returns the shards that have a journal here, in order.</summary>
    public IReadOnlyList<Shard> Shards(IJournalDisk disk) => disk.List(Path)
        .Select(name => FileForm.Match(name))
        .Where(match => match.Success)
        .Select(match => match.Groups["count"].Success ? new Shard(Number(match, "number"), Number(match, "count")) : Shard.Whole)
        .OrderBy(shard => shard.Count).ThenBy(shard => shard.Number)
        .ToList();

    private static int Number(Match match, string group) =>
        int.TryParse(match.Groups[group].Value, NumberStyles.None, CultureInfo.InvariantCulture, out var number) ? number : int.MaxValue;

    private static string Stem(Shard shard) =>
        shard == Shard.Whole ? "journal" : FormattableString.Invariant($"journal.{shard.Number}-of-{shard.Count}");

    private string Combine(string name) => System.IO.Path.Combine(Path, name);
}
