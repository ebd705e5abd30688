using IkomiaScale.Emulator.Faults;
using IkomiaScale.Emulator.Recordings;
using IkomiaScale.Emulator.Workflows;

namespace IkomiaScale.Emulator.Hosting;

/// <summary>The contents of the files that the options name.</summary>
internal sealed record EmulatorFiles(Workflow? Workflow, IReadOnlyList<Fault> Faults, IReadOnlyDictionary<string, Recording> Recordings)
{
    public static EmulatorFiles Load(EmulatorOptions options) => new(
        options.WorkflowFile is null ? null : WorkflowFile.Load(options.WorkflowFile),
        options.FaultsFile is null ? [] : FaultFile.Load(options.FaultsFile),
        options.Answers.ToDictionary(answers => answers.Name, answers => Recording.Load(answers.Folder), StringComparer.Ordinal));
}
