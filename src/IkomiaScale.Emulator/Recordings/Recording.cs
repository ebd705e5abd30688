using IkomiaScale.Emulator.Workflows;

namespace IkomiaScale.Emulator.Recordings;

/// <summary>The ended runs of a journal's folder, to be given again.</summary>
internal sealed class Recording
{
    private readonly Dictionary<string, RecordedRun> _runs = new(StringComparer.Ordinal);

    private Recording(string folder, Workflow workflow, IEnumerable<RecordedRun> runs)
    {
        (Folder, Workflow) = (folder, workflow);
        foreach (var run in runs)
        {
            var key = Key(run.Contents, run.Setup);
            // A result says more than a failure of another time.
            if (run.Failure is null || !_runs.TryGetValue(key, out var other) || other.Failure is not null)
            {
                _runs[key] = run;
            }
        }
    }

    public string Folder { get; }

    /// <summary>The workflow that was recorded.</summary>
    public Workflow Workflow { get; }

    public IReadOnlyCollection<RecordedRun> Runs => _runs.Values;

    /// <summary>Reads the folder of a journal.</summary>
    /// <exception cref="EmulatorException">It is none, or is damaged.</exception>
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
                $"The folder '{folder}' is no recording: {exception.Message.TrimEnd('.')}. Name the folder of a journal with --answers, as Invoke-IkDeployment -Journal writes it.",
                exception);
        }
    }

    /// <summary>The run on inputs of just these contents, with just this setup; null for none.</summary>
    public RecordedRun? Find(IReadOnlyList<string> contents, string setup) => _runs.GetValueOrDefault(Key(contents, setup));

    private static string Key(IReadOnlyList<string> contents, string setup) => $"{setup} {string.Join(' ', contents)}";
}
