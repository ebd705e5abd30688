using IkomiaScale.Emulator.Faults;
using IkomiaScale.Emulator.Workflows;

namespace IkomiaScale.Emulator.Hosting;

/// <summary>What was read from the files that the options name.</summary>
internal sealed record EmulatorFiles(Workflow? Workflow, IReadOnlyList<Fault> Faults)
{
    public static EmulatorFiles Load(EmulatorOptions options) => new(
        options.WorkflowFile is null ? null : WorkflowFile.Load(options.WorkflowFile),
        options.FaultsFile is null ? [] : FaultFile.Load(options.FaultsFile));
}
