namespace IkomiaScale.Emulator.Recordings;

/// <summary>Explains why a run is not in the recording, and finds the recorded run with the most similar input name.</summary>
internal static class Unmatched
{
    private const int MostNames = 20;
    private const int LongestList = 600;

    /// <summary>Returns a message that names the recorded inputs.</summary>
    public static string Explain(Recording recording, IReadOnlyList<string> contents, string setup)
    {
        var sameInputs = recording.Runs.Where(run => run.Contents.SequenceEqual(contents)).ToList();
        var why = sameInputs.Count > 0
            ? $"it has these inputs only with other parameters or outputs, of {string.Join(", ", sameInputs.Select(run => $"'{run.Task}'").Distinct())}"
            : $"no recorded run has {Describe(contents)}";
        var sameSetup = recording.Runs.Any(run => run.Setup == setup) ? "" : " No recorded run has these parameters and outputs.";
        return $"The recording '{recording.Folder}' does not have this run: {why}.{sameSetup} The recorded inputs are {Names(recording)}. Record this run too, or set what unknown runs get with --unmatched.";
    }

    /// <summary>
    /// Returns the recorded run with the same setup whose input has the most similar name; null if there is none. For an input without a name, returns
    /// the runs in turn.
    /// </summary>
    public static RecordedRun? Nearest(Recording recording, string? name, string setup, long turn)
    {
        var candidates = recording.Runs.Where(run => run.Setup == setup).ToList();
        if (candidates.Count == 0)
        {
            return null;
        }

        return name is null
            ? candidates[(int)(turn % candidates.Count)]
            : candidates.MinBy(run => Difference(run.Name.ToLowerInvariant(), name.ToLowerInvariant()));
    }

    private static string Describe(IReadOnlyList<string> contents) => contents.Count switch
    {
        0 => "no inputs",
        1 => $"an input with the sha256 {contents[0]}",
        _ => $"these {contents.Count} inputs, the first of them with the sha256 {contents[0]}",
    };

    private static string Names(Recording recording)
    {
        var names = recording.Runs.Select(run => $"{run.Name} ({(run.Contents.Count > 0 ? run.Contents[0][..Math.Min(8, run.Contents[0].Length)] : "no input")})").Take(MostNames).ToList();
        var list = string.Join(", ", names);
        list = list.Length > LongestList ? list[..LongestList] + "…" : list;
        return names.Count == 0 ? "nothing" : recording.Runs.Count > names.Count ? $"{list} and others" : list;
    }

    // The edit distance: how many letters to add, remove, or replace.
    private static int Difference(string one, string other)
    {
        var before = Enumerable.Range(0, other.Length + 1).ToArray();
        foreach (var letter in one)
        {
            var row = new int[other.Length + 1];
            row[0] = before[0] + 1;
            for (var index = 1; index <= other.Length; index++)
            {
                var replaced = before[index - 1] + (other[index - 1] == letter ? 0 : 1);
                row[index] = Math.Min(replaced, Math.Min(before[index], row[index - 1]) + 1);
            }

            before = row;
        }

        return before[^1];
    }
}
