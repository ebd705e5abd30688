using IkomiaScale.Api;
using Newtonsoft.Json.Linq;

namespace IkomiaScale.Deployments.Workflow;

/// <summary>Caches the workflow of one deployment. However many calls wait for it, it is requested once.</summary>
internal sealed class WorkflowCache
{
    /// <summary>A younger copy is not requested again because a name is missing in it.</summary>
    private static readonly TimeSpan LeastRefreshAge = TimeSpan.FromSeconds(10);

    private readonly ApiChannel _channel;
    private readonly Uri _endpoint;
    private readonly Uri _url;
    private readonly SemaphoreSlim _oneAtATime = new(1, 1);
    private Entry? _current;

    public WorkflowCache(ApiChannel channel, Uri endpoint, Uri url)
    {
        _channel = channel;
        _endpoint = endpoint;
        _url = url;
    }

    /// <summary>Returns the cached workflow.</summary>
    public async Task<IkDeployment> GetAsync(CancellationToken cancellationToken) =>
        _current is { } current ? current.Deployment : await ReplaceAsync(null, cancellationToken).ConfigureAwait(false);

    /// <summary>Returns the current workflow.</summary>
    public Task<IkDeployment> RefreshAsync(CancellationToken cancellationToken) => ReplaceAsync(_current, cancellationToken);

    /// <summary>The last document from the service; null before the first.</summary>
    public JToken? Document => _current?.Document;

    /// <summary>Whether a request may return something new.</summary>
    public bool IsOld => _current is { } current && _channel.Clock.GetElapsedTime(current.FetchedAt) >= LeastRefreshAge;

    /// <summary>Requests the document without caching it.</summary>
    public Task<JToken> AskAsync(CancellationToken cancellationToken) => _channel.SendForJsonAsync(
        new ApiCall(HttpMethod.Get, _url, _endpoint.GetLeftPart(UriPartial.Path)) { NotFound = ScaleErrorId.DeploymentNotFound }, cancellationToken);

    private async Task<IkDeployment> ReplaceAsync(Entry? seen, CancellationToken cancellationToken)
    {
        await _oneAtATime.WaitAsync(cancellationToken).ConfigureAwait(false);
        try
        {
            // Another call may have replaced it during the wait.
            if (_current is { } current && !ReferenceEquals(current, seen))
            {
                return current.Deployment;
            }

            var json = await AskAsync(cancellationToken).ConfigureAwait(false);
            var fresh = new Entry(WorkflowReader.Read(json, _endpoint), json, _channel.Clock.GetTimestamp());
            _current = fresh;
            return fresh.Deployment;
        }
        finally
        {
            _oneAtATime.Release();
        }
    }

    private sealed record Entry(IkDeployment Deployment, JToken Document, long FetchedAt);
}
