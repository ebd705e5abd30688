namespace IkomiaScale.Emulator.Recordings;

/// <summary>Tells why a run is in no recording, and finds the recorded run that is nearest by the name of its input.</summary>
internal static class Unmatched
{
    private const int MostNames = 20;
    private const int LongestList = 600;

    /// <summary>Says which inputs there are.</summary>
    public static string Explain(Recording recording, IReadOnlyList<string> contents, string setup)
    {
        var sameInputs = recording.Runs.Where(run => run.Contents.SequenceEqual(contents)).ToList();
        var why = sameInputs.Count > 0
            ? $"its inputs are in it with other parameters or outputs, of {string.Join(", ", sameInputs.Select(run => $"'{run.Task}'").Distinct())}"
            : $"no run in it has {Describe(contents)}";
        var sameSetup = recording.Runs.Any(run => run.Setup == setup) ? "" : " None of them has these parameters and outputs.";
        return $"The recording '{recording.Folder}' does not know this run: {why}. It has {recording.Runs.Count} runs, on {Names(recording)}.{sameSetup}";
    }

    /// <summary>
    /// The recorded run of the same setup whose input has the most similar name; null where there is none. For an input without a name, the runs are
    /// taken in turn.
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

    // How many letters must be added, removed or replaced to make one text of the other.
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
