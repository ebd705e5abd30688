namespace IkomiaScale.Deployments;

/// <summary>The message when a pipeline with a journal ends before its runs. Stopping ends the wait, not the runs.</summary>
internal static class JournalNotice
{
    /// <summary>Composes the message.</summary>
    /// <param name="open">The runs that were neither returned nor reported.</param>
    /// <param name="folder">The folder of the journal.</param>
    public static string Compose(IEnumerable<RunProgress> open, string folder)
    {
        var all = open.ToList();
        var goOn = all.Count(progress => progress.Run is not null);
        var inDoubt = all.Where(progress => progress is { Run: null, Start: not RunStart.NotStarted }).Select(progress => progress.Name).ToList();
        var words = goOn == 0
            ? "Stopped; no run is in progress."
            : FormattableString.Invariant($"Stopped; {goOn} {(goOn == 1 ? "run continues" : "runs continue")} at the service.");
        return words +
            (inDoubt.Count == 0 ? string.Empty : $" In doubt, because they were being sent: {string.Join(", ", inDoubt)}.") +
            $" The journal '{folder}' has all runs: run the same command again to continue. To list them, run: Get-IkDeploymentRun -Journal '{folder}'";
    }
}
