using System.Collections.Concurrent;
using System.Management.Automation;
using System.Management.Automation.Host;

namespace IkomiaScale.Deployments;

/// <summary>
/// Knows the runs that are under way, and says on Ctrl+C that they go on: stopping ends the waiting, not the run (PROTOCOL 4
/// knows no cancel). It speaks through the host, because a pipeline that is being stopped takes no more warnings.
/// </summary>
internal sealed class StopNotice
{
    private readonly ConcurrentDictionary<RunProgress, bool> _watched = new();

    /// <summary>A run is under way.</summary>
    public void Watch(RunProgress progress) => _watched[progress] = true;

    /// <summary>It has ended.</summary>
    public void Forget(RunProgress progress) => _watched.TryRemove(progress, out _);

    /// <summary>What there is to say; null for nothing.</summary>
    public string? Compose()
    {
        var runs = _watched.Keys.Where(progress => progress is { Run: not null, IsReceiving: false }).Select(progress => progress.Run!).ToList();
        var lost = _watched.Keys.Where(progress => progress.IsReceiving).Select(progress => progress.Run!.Uuid).ToList();
        var words = new List<string>();
        foreach (var deployment in runs.GroupBy(run => run.Endpoint))
        {
            var uuids = string.Join(",", deployment.Select(run => run.Uuid));
            words.Add(deployment.Count() == 1
                ? $"Stopped waiting; the run {uuids} goes on."
                : $"Stopped waiting; {deployment.Count()} runs go on.");
            words.Add($"Receive later with: Receive-IkDeploymentRun -Uuid {uuids} -Endpoint {deployment.Key?.GetLeftPart(UriPartial.Path)} -Wait");
        }

        if (lost.Count > 0)
        {
            words.Add($"The results of {string.Join(",", lost)} were just arriving; the service gives them once, so they may be lost.");
        }

        if (_watched.Keys.Any(progress => progress.Run is null))
        {
            words.Add("A run that was just being sent may have been started too.");
        }

        return words.Count == 0 ? null : string.Join(" ", words);
    }

    /// <summary>Says it.</summary>
    public void Write(PSHost host)
    {
        if (Compose() is not { } words)
        {
            return;
        }

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
