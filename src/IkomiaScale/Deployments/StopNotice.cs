using System.Management.Automation.Host;

namespace IkomiaScale.Deployments;

/// <summary>
/// The message when a pipeline ends before its runs: which of them continue, and how to receive their results. Stopping ends
/// the wait, not the run (PROTOCOL 4 has no cancel).
/// </summary>
internal static class StopNotice
{
    /// <summary>Composes the message; null for none.</summary>
    /// <param name="open">The runs that were neither returned nor reported.</param>
    /// <param name="ledger">The ledger of the session, which has the results that were received.</param>
    public static string? Compose(IEnumerable<RunProgress> open, RunLedger ledger)
    {
        var all = open.ToList();
        var runs = all.Where(progress => progress.Run is not null).Select(progress => progress.Run!).ToList();
        var words = new List<string>();
        foreach (var deployment in runs.Where(run => !ledger.Has(run)).GroupBy(run => run.Endpoint))
        {
            var uuids = string.Join(",", deployment.Select(run => run.Uuid));
            words.Add(deployment.Count() == 1
                ? $"Stopped waiting; the run {uuids} continues."
                : $"Stopped waiting; {deployment.Count()} runs continue.");
            words.Add($"To receive later, run: Receive-IkDeploymentRun -Uuid {uuids} -Endpoint {deployment.Key?.GetLeftPart(UriPartial.Path)} -Wait");
        }

        var kept = runs.Where(ledger.Has).Select(run => run.Uuid).ToList();
        if (kept.Count > 0)
        {
            words.Add(
                $"This session keeps results that the service has returned but the pipeline may not have: {string.Join(",", kept)}. " +
                "To receive them and those of the runs that continue, run: Get-IkDeploymentRun | Receive-IkDeploymentRun -Wait");
        }

        var inDoubt = all.Where(progress => progress is { Run: null, Start: not RunStart.NotStarted }).Select(progress => progress.Name).ToList();
        if (inDoubt.Count > 0)
        {
            words.Add($"In doubt, because they were being sent: {string.Join(", ", inDoubt)}.");
        }

        return words.Count == 0 ? null : string.Join(" ", words);
    }

    /// <summary>Writes the message through the host: a stopped pipeline accepts no more warnings.</summary>
    public static void Write(PSHost host, string words)
    {
        try
        {
            host.UI?.WriteWarningLine(words);
        }
        catch (SystemException)
        {
            // A host without a console cannot show the message, and hosts throw different exceptions for that.
        }
    }
}
