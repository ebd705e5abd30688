using System.Management.Automation.Host;

namespace IkomiaScale.Deployments;

/// <summary>
/// What there is to say when a pipeline ends before its runs: which of them go on, and how to get at their results. Stopping ends
/// the waiting, not the run (PROTOCOL 4 knows no cancel).
/// </summary>
internal static class StopNotice
{
    /// <summary>The words; null for nothing to say.</summary>
    /// <param name="open">The runs that were neither given nor told.</param>
    /// <param name="ledger">The session's, which has what was taken already.</param>
    public static string? Compose(IEnumerable<RunProgress> open, RunLedger ledger)
    {
        var all = open.ToList();
        var runs = all.Where(progress => progress.Run is not null).Select(progress => progress.Run!).ToList();
        var words = new List<string>();
        foreach (var deployment in runs.Where(run => !ledger.Has(run)).GroupBy(run => run.Endpoint))
        {
            var uuids = string.Join(",", deployment.Select(run => run.Uuid));
            words.Add(deployment.Count() == 1
                ? $"Stopped waiting; the run {uuids} goes on."
                : $"Stopped waiting; {deployment.Count()} runs go on.");
            words.Add($"Receive later with: Receive-IkDeploymentRun -Uuid {uuids} -Endpoint {deployment.Key?.GetLeftPart(UriPartial.Path)} -Wait");
        }

        var kept = runs.Where(ledger.Has).Select(run => run.Uuid).ToList();
        if (kept.Count > 0)
        {
            words.Add(
                $"Results that were taken from the service, and may not have arrived at the end of the pipeline, are kept in this session: {string.Join(",", kept)}. " +
                "Get them, and those of the runs that go on, with: Get-IkDeploymentRun | Receive-IkDeploymentRun -Wait");
        }

        var inDoubt = all.Where(progress => progress is { Run: null, Start: not RunStart.NotStarted }).Select(progress => progress.Name).ToList();
        if (inDoubt.Count > 0)
        {
            words.Add($"Just being sent, and perhaps started without a uuid being known: {string.Join(", ", inDoubt)}.");
        }

        return words.Count == 0 ? null : string.Join(" ", words);
    }

    /// <summary>Says it through the host: a pipeline that is being stopped takes no more warnings.</summary>
    public static void Write(PSHost host, string words)
    {
        try
        {
            host.UI?.WriteWarningLine(words);
        }
        catch (SystemException)
        {
            // A host without a console has nowhere to say it, and hosts tell that in many ways.
        }
    }
}
