namespace IkomiaScale.Deployments;

/// <summary>What there is to say when a pipeline over a journal ends before its runs. Stopping ends the waiting, not the runs.</summary>
internal static class JournalNotice
{
    /// <summary>The words.</summary>
    /// <param name="open">What was neither given nor told.</param>
    /// <param name="folder">The journal.</param>
    public static string Compose(IEnumerable<RunProgress> open, string folder)
    {
        var all = open.ToList();
        var goOn = all.Count(progress => progress.Run is not null);
        var inDoubt = all.Where(progress => progress is { Run: null, Start: not RunStart.NotStarted }).Select(progress => progress.Name).ToList();
        var words = goOn == 0
            ? "Stopped; no run is under way."
            : FormattableString.Invariant($"Stopped; {goOn} {(goOn == 1 ? "run goes" : "runs go")} on at the service.");
        return words +
            (inDoubt.Count == 0 ? string.Empty : $" Just being sent, and perhaps started without a uuid being known: {string.Join(", ", inDoubt)}.") +
            $" The journal '{folder}' has all of it: give the same command again to go on. Look with: Get-IkDeploymentRun -Journal '{folder}'";
    }
}
