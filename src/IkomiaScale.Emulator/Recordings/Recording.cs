using IkomiaScale.Emulator.Workflows;

namespace IkomiaScale.Emulator.Recordings;

/// <summary>The finished runs of a journal, to replay.</summary>
internal sealed class Recording
{
    private readonly Dictionary<string, RecordedRun> _runs = new(StringComparer.Ordinal);

    private Recording(string folder, Workflow workflow, IEnumerable<RecordedRun> runs)
    {
        (Folder, Workflow) = (folder, workflow);
        foreach (var run in runs)
        {
            var key = Key(run.Contents, run.Setup);
            // A result takes precedence over a failure of the same run.
            if (run.Failure is null || !_runs.TryGetValue(key, out var other) || other.Failure is not null)
            {
                _runs[key] = run;
            }
        }
    }

    public string Folder { get; }

    /// <summary>The recorded workflow.</summary>
    public Workflow Workflow { get; }

    public IReadOnlyCollection<RecordedRun> Runs => _runs.Values;

    /// <summary>Reads the folder of a journal.</summary>
    /// <exception cref="EmulatorException">The folder is not a journal, or it is damaged.</exception>
    public static Recording Load(string folder)
    {
        try
        {
            var runs = new Dictionary<string, RecordedRun?>(StringComparer.Ordinal);
            var journals = JournalFiles.Journals(folder);
            if (journals.Count == 0)
            {
                throw new FormatException("it has no journal.jsonl");
            }

            foreach (var journal in journals)
            {
                JournalLines.Read(journal, runs);
            }

            return new Recording(folder, WorkflowFile.Load(JournalFiles.Workflow(folder)), runs.Values.OfType<RecordedRun>());
        }
        catch (Exception exception) when (exception is FormatException or IOException or UnauthorizedAccessException or ArgumentException)
        {
            throw new EmulatorException(
                $"The folder '{folder}' is not a recording: {exception.Message.TrimEnd('.')}. Use --answers with a folder that Invoke-IkDeployment -Journal has written.",
                exception);
        }
    }

    /// <summary>Finds the run with exactly these contents of inputs and this setup; null if there is none.</summary>
    public RecordedRun? Find(IReadOnlyList<string> contents, string setup) => _runs.GetValueOrDefault(Key(contents, setup));

    private static string Key(IReadOnlyList<string> contents, string setup) => $"{setup} {string.Join(' ', contents)}";
}
