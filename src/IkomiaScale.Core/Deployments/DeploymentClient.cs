using IkomiaScale.Api;
using IkomiaScale.Deployments.Polling;
using IkomiaScale.Deployments.Runs;
using IkomiaScale.Deployments.Submitting;
using IkomiaScale.Deployments.Workflow;
using IkomiaScale.Storage;
using Newtonsoft.Json.Linq;

namespace IkomiaScale.Deployments;

/// <summary>A deployment (docs/protocol.md, section 4).</summary>
internal sealed class DeploymentClient : IDeploymentClient
{
    private readonly DeploymentUrls _urls;
    private readonly WorkflowCache _workflow;
    private readonly RunSubmitter _submitter;
    private readonly RunPoller _poller;
    private readonly RunWaiter _waiter;

    public DeploymentClient(ApiChannel channel, IStorageClient storage, Uri endpoint, ScaleClientOptions options)
    {
        _urls = new DeploymentUrls(endpoint);
        _workflow = new WorkflowCache(channel, _urls.Endpoint, _urls.Workflow);
        _submitter = new RunSubmitter(channel, _urls, storage, new StorageUrls(options.StorageUrl));
        _poller = new RunPoller(channel, _urls);
        _waiter = new RunWaiter(_poller, channel.Clock, options.InactivityTimeout);
    }

    internal Uri Endpoint => _urls.Endpoint;

    public Task<IkDeployment> GetAsync(CancellationToken cancellationToken = default) => _workflow.GetAsync(cancellationToken);

    public Task<IkDeployment> RefreshAsync(CancellationToken cancellationToken = default) => _workflow.RefreshAsync(cancellationToken);

    public async Task<string> CheckAsync(RunRequest request, CancellationToken cancellationToken = default) =>
        (await PlanAsync(request, cancellationToken).ConfigureAwait(false)).TaskName;

    public async Task<IkDeploymentRun> SubmitAsync(
        RunRequest request, RunProgress? progress = null, CancellationToken cancellationToken = default)
    {
        var plan = await PlanAsync(request, cancellationToken).ConfigureAwait(false);
        return await _submitter.SubmitAsync(request, plan, progress, cancellationToken).ConfigureAwait(false);
    }

    public async Task<RunPoll> PollAsync(IkDeploymentRun run, bool hold = false, CancellationToken cancellationToken = default)
    {
        try
        {
            return await _poller.PollAsync(Own(run), hold, Timeout.InfiniteTimeSpan, progress: null, cancellationToken).ConfigureAwait(false);
        }
        catch (ScaleException exception)
        {
            throw RunErrors.From(exception, run);
        }
    }

    public Task<IkDeploymentResult> WaitAsync(IkDeploymentRun run, WaitOptions? options = null, CancellationToken cancellationToken = default) =>
        _waiter.WaitAsync(Own(run), options ?? new WaitOptions(), cancellationToken);

    /// <summary>Returns the request as it would be sent, and the workflow that it was checked against.</summary>
    internal async Task<(RunPlan Plan, JToken Workflow)> DescribeAsync(RunRequest request, CancellationToken cancellationToken) =>
        (await PlanAsync(request, cancellationToken).ConfigureAwait(false), _workflow.Document!);

    /// <summary>Sends a request that costs nothing, to see whether the service answers.</summary>
    internal Task ProbeAsync(CancellationToken cancellationToken) => _workflow.AskAsync(cancellationToken);

    /// <summary>
    /// Requests the result of a run once, and passes the bytes to <c>keep</c> as they arrived. Failures are those of the
    /// service.
    /// </summary>
    internal Task<RunPoll> AskAsync(
        IkDeploymentRun run, bool hold, RunProgress? progress, Func<Stream, ScaleException?, Task> keep, CancellationToken cancellationToken) =>
        _poller.PollAsync(run, hold, Timeout.InfiniteTimeSpan, progress, cancellationToken, keep);

    // A name that is not found may be newer than the cached workflow.
    private async Task<RunPlan> PlanAsync(RunRequest request, CancellationToken cancellationToken)
    {
        var deployment = await _workflow.GetAsync(cancellationToken).ConfigureAwait(false);
        try
        {
            return RunPlan.Make(deployment, request);
        }
        catch (ScaleException) when (_workflow.IsOld)
        {
            return RunPlan.Make(await _workflow.RefreshAsync(cancellationToken).ConfigureAwait(false), request);
        }
    }

    private IkDeploymentRun Own(IkDeploymentRun run)
    {
        if (run.Endpoint is { } endpoint && !_urls.IsSame(endpoint))
        {
            throw new ScaleException(
                ScaleErrorId.InvalidInput,
                $"Run '{run.Uuid}' belongs to the deployment {endpoint.GetLeftPart(UriPartial.Path)}, " +
                $"not to {_urls.Endpoint.GetLeftPart(UriPartial.Path)}. Use a connection to its deployment.")
            {
                Target = run.Uuid,
            };
        }

        return run.Endpoint is null ? run.At(_urls.Endpoint) : run;
    }
}
