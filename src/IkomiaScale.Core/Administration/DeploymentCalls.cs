using System.Globalization;
using Newtonsoft.Json.Linq;

namespace IkomiaScale.Administration;

/// <summary>The calls for deployments: lists, changes, logs, and usage.</summary>
internal sealed class DeploymentCalls(PlatformChannel channel, PlatformLists lists)
{
    public IAsyncEnumerable<IkDeployment> ListAsync(
        IkWorkflow workflow, string? provider, string? region, string? flavour, CancellationToken cancellationToken) => lists.WalkAsync(
        channel.Below(workflow.Url, "deployments/", ("provider", provider), ("region", region), ("flavour", flavour)),
        $"deployments of the workflow '{workflow.Name}'",
        json => new IkDeployment(json, workflow),
        cancellationToken);

    public async Task<IkDeployment> RefreshAsync(IkDeployment deployment, CancellationToken cancellationToken)
    {
        try
        {
            return deployment.With(await channel.GetAsync(channel.Own(deployment.PlatformUrl), Subject(deployment), cancellationToken).ConfigureAwait(false));
        }
        catch (ScaleException failure) when (failure.ErrorId == ScaleErrorId.ObjectNotFound)
        {
            throw Gone(deployment, failure);
        }
    }

    public async Task<IkDeployment> CreateAsync(IkWorkflow workflow, DeploymentSettings settings, CancellationToken cancellationToken)
    {
        var before = new HashSet<Uri>((await AllAsync(cancellationToken).ConfigureAwait(false)).Select(deployment => deployment.Url!));
        await lists.BeforeChangeAsync(cancellationToken).ConfigureAwait(false);
        var body = new JObject
        {
            ["provider"] = settings.Provider,
            ["region"] = settings.Region,
            ["flavour"] = settings.Flavour,
            ["size"] = settings.Size,
        };
        var call = PlatformChannel.Post(
            channel.Below(workflow.Url, "deployments/"), body, $"deployment of '{workflow.Name}' at {settings}");
        try
        {
            return await new CreateOnce<IkDeployment>(channel, call, json => new IkDeployment(json, workflow), FindNewAsync)
                .RunAsync(cancellationToken).ConfigureAwait(false);
        }
        catch (ScaleException failure) when (failure is { ErrorId: ScaleErrorId.ObjectExists, StatusCode: 409 })
        {
            throw new ScaleException(
                ScaleErrorId.ObjectExists, $"There is already a {call.Subject}. Use -SkipExisting to keep it.", failure) { Target = workflow.Name };
        }

        Task<List<IkDeployment>> AllAsync(CancellationToken token) =>
            ListAsync(workflow, settings.Provider, settings.Region, settings.Flavour, token).ToListAsync(token);

        async Task<IkDeployment?> FindNewAsync(CancellationToken token) => (await AllAsync(token).ConfigureAwait(false))
            .Find(deployment => !before.Contains(deployment.Url!) && settings.IsAt(deployment) && deployment.Size == settings.Size);
    }

    /// <summary>Changes a deployment. All its fields are sent except those that are null (docs/protocol.md, section 8).</summary>
    public async Task<IkDeployment> UpdateAsync(IkDeployment deployment, string? size, string? tag, CancellationToken cancellationToken)
    {
        var url = channel.Own(deployment.PlatformUrl);
        await lists.BeforeChangeAsync(cancellationToken).ConfigureAwait(false);
        var body = new JObject(((JObject)deployment.Json!.DeepClone()).Properties().Where(field => field.Value.Type != JTokenType.Null));
        body["size"] = size ?? body["size"];
        body["tag"] = tag ?? body["tag"];
        try
        {
            return deployment.With(await channel.PutAsync(url, body, Subject(deployment), cancellationToken).ConfigureAwait(false));
        }
        catch (ScaleException failure) when (failure.ErrorId == ScaleErrorId.ObjectNotFound)
        {
            throw Gone(deployment, failure);
        }
    }

    public async Task DeleteAsync(IkDeployment deployment, CancellationToken cancellationToken)
    {
        await lists.BeforeChangeAsync(cancellationToken).ConfigureAwait(false);
        try
        {
            await channel.DeleteAsync(channel.Own(deployment.PlatformUrl), Subject(deployment), cancellationToken).ConfigureAwait(false);
        }
        catch (ScaleException failure) when (failure.ErrorId == ScaleErrorId.ObjectNotFound)
        {
            throw Gone(deployment, failure);
        }
    }

    public Task<IkDeployment> WaitAsync(IkDeployment deployment, TimeSpan timeout, Action<IkDeployment>? seen, CancellationToken cancellationToken) =>
        new DeploymentWait(channel.Retries.Clock, token => RefreshAsync(deployment, token), seen).RunAsync(deployment, timeout, cancellationToken);

    public IAsyncEnumerable<IkDeploymentLog> ReadLogsAsync(IkDeployment deployment, LogQuery query, CancellationToken cancellationToken) =>
        new LogReader(channel, deployment, query).ReadAsync(cancellationToken);

    public async Task<IReadOnlyList<IkDeploymentUsage>> ReadUsageAsync(
        IkDeployment deployment, DateTimeOffset start, DateTimeOffset end, bool total, CancellationToken cancellationToken)
    {
        var url = channel.Below(deployment.PlatformUrl, "usage/", ("from", Milliseconds(start)), ("to", Milliseconds(end)));
        return UsageReader.Read(await channel.GetAsync(url, $"usage of {deployment.Description}", cancellationToken).ConfigureAwait(false), deployment, total);
    }

    private static string Milliseconds(DateTimeOffset time) => time.ToUnixTimeMilliseconds().ToString(CultureInfo.InvariantCulture);

    private static string Subject(IkDeployment deployment) => $"deployment {deployment.Description}";

    private static ScaleException Gone(IkDeployment deployment, ScaleException cause) => new(
        ScaleErrorId.DeploymentNotFound,
        $"There is no {Subject(deployment)} any more. To list the deployments, run: Get-IkDeployment -Project <name>",
        cause)
    {
        StatusCode = cause.StatusCode,
        Detail = cause.Detail,
        Target = deployment.Description,
    };
}
