using static IkomiaScale.Tests.Faults.FaultCase;

namespace IkomiaScale.Tests.Faults;

/// <summary>What becomes of workflows, runs and results while things go wrong.</summary>
public sealed class DeploymentFaultTests(FaultyEmulator emulator) : FaultMatrix(emulator), IClassFixture<FaultyEmulator>
{
    private const string Kept = "the results stay with the service";
    private static readonly Operation Workflow = new ShowDeployment();
    private static readonly Operation Run = new Submit();
    private static readonly Operation Results = new Receive();

    internal static readonly FaultCase[] Cases =
    [
        new(Workflow, Fault.Status("workflow", 503), Success, "workflow 2", "the tasks"),
        new(Workflow, Fault.Status("workflow", 500, always: true), "ServiceUnavailable", "workflow 5", "nothing known"),
        new(Workflow, Fault.CutOff("workflow"), Success, "workflow 2", "the tasks"),
        new(Workflow, Fault.Short("workflow"), "InvalidResponse", "workflow 1", "nothing known"),
        new(Workflow, Fault.Silence("workflow"), Success, "workflow 2", "the tasks"),
        new(Workflow, Fault.Status("workflow", 404), "DeploymentNotFound", "workflow 1", "nothing known"),
        new(Run, Fault.Status("run", 503), "ServiceUnavailable", "run 1", "no run known"),
        new(Run, Fault.RetryAfter("run", 503, "5", "5"), "ServiceUnavailable", "run 1", "no run known"),
        new(Run, Fault.RetryAfter("run", 429, "5", "5"), "success after 5 s", "run 2", "the run"),
        new(Run, Fault.Status("run", 500), "ServiceUnavailable", "run 1", "no run known"),
        new(Run, Fault.Html("run", 502), "ServiceUnavailable", "run 1", "no run known"),
        new(Run, Fault.StatusAfterDeed("run", 504), "ServiceUnavailable", "run 1", "no run known"),
        new(Run, Fault.Status("run", 402), "QuotaExceeded", "run 1", "no run known"),
        new(Run, Fault.Status("run", 413), "PayloadTooLarge", "run 1", "no run known"),
        new(Run, Fault.Status("run", 422), "InvalidInput", "run 1", "no run known"),
        new(Run, Fault.Revoked("run"), Success, "jwt 1, run 2", "the run"),
        new(Run, Fault.ResetAfterBody("run", isDone: true), "NetworkError", "run 1", "no run known"),
        new(Run, Fault.ResetInAnswer("run"), "NetworkError", "run 1", "no run known"),
        new(Run, Fault.Silence("run"), "Timeout", "run 1", "no run known"),
        new(Results, Fault.Status("results", 503), Success, "results 2", "the results"),
        new(Results, Fault.Revoked("results"), Success, "jwt 1, results 2", "the results"),
        new(Results, Fault.Status("results", 500), "ServiceUnavailable", "results 1", Kept),
        new(Results, Fault.Status("results", 404), "NoResults", "results 1", Kept),
        new(Results, Fault.Status("results", 520), "WorkflowFailed", "results 1", Kept),
        new(Results, Fault.CutOff("results"), Success, "results 1", "what arrived of the results, with an error"),
        new(Results, Fault.Short("results"), Success, "results 1", "what arrived of the results, with an error"),
        new(Results, Fault.ResetInAnswer("results"), Success, "results 1", "what arrived of the results, with an error"),
        new(Results, Fault.SilenceInAnswer("results"), Success, "results 1", "what arrived of the results, with an error"),
        new(Results, Fault.Drip("results", bytesPerSecond: 2000), Success, "results 1", "the results"),
    ];

    public static TheoryData<string> Names => NamesOf(Cases);

    [Theory]
    [MemberData(nameof(Names))]
    public Task Ends_as_the_matrix_says(string name) => CheckAsync(Cases, name);
}
