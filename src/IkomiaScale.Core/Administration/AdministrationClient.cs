using IkomiaScale.Api;
using IkomiaScale.Authentication;
using IkomiaScale.Retries;
using IkomiaScale.Storage;
using IkomiaScale.Wire;

namespace IkomiaScale.Administration;

/// <summary>The platform of an account.</summary>
internal sealed class AdministrationClient : IAdministrationClient
{
    private readonly PlatformChannel _channel;
    private readonly PlatformLists _lists;
    private readonly ProjectCalls _projects;
    private readonly WorkflowCalls _workflows;
    private readonly DeploymentCalls _deployments;

    public AdministrationClient(ITransport transport, RetryPolicy retries, ScaleClientOptions options)
    {
        _channel = new PlatformChannel(new ApiChannel(transport, FixedToken.OfApi(options.Token), retries), retries, options.ScaleUrl);
        _lists = new PlatformLists(_channel);
        _projects = new ProjectCalls(_channel, _lists);
        _workflows = new WorkflowCalls(_channel, _lists);
        _deployments = new DeploymentCalls(_channel, _lists);
    }

    public async Task<IkAccount> GetAccountAsync(CancellationToken cancellationToken) =>
        new(await _channel.GetAsync(_channel.Root("users/me/"), "account", cancellationToken).ConfigureAwait(false));

    public IAsyncEnumerable<IkProject> ListProjectsAsync(NamePattern name, string? nameSpace, CancellationToken cancellationToken) =>
        _projects.ListAsync(name, nameSpace, cancellationToken);

    public Task<IkProject> CreateProjectAsync(
        string name, string? nameSpace, string? description, string? visibility, CancellationToken cancellationToken) =>
        _projects.CreateAsync(name, nameSpace, description, visibility, cancellationToken);

    public Task DeleteAsync(IkProject project, CancellationToken cancellationToken) => DeleteAsync(project, $"project '{project.Path}'", cancellationToken);

    public IAsyncEnumerable<IkProjectMember> ListMembersAsync(IkProject project, NamePattern userName, string? role, CancellationToken cancellationToken) =>
        _projects.ListMembersAsync(project, userName, role, cancellationToken);

    public Task<IkProjectMember> AddMemberAsync(IkProject project, string userName, string role, CancellationToken cancellationToken) =>
        _projects.AddMemberAsync(project, userName, role, cancellationToken);

    public Task DeleteAsync(IkProjectMember member, CancellationToken cancellationToken) =>
        DeleteAsync(member, $"member '{member.UserName}' of '{member.ProjectPath}'", cancellationToken);

    public IAsyncEnumerable<IkWorkflow> ListWorkflowsAsync(IkProject project, NamePattern name, CancellationToken cancellationToken) =>
        _workflows.ListAsync(project, name, cancellationToken);

    public Task<IkWorkflow> PublishAsync(IkProject project, WorkflowArchive archive, TransferProgress? progress, CancellationToken cancellationToken) =>
        _workflows.PublishAsync(project, archive, progress, cancellationToken);

    public Task DeleteAsync(IkWorkflow workflow, CancellationToken cancellationToken) =>
        DeleteAsync(workflow, $"workflow '{workflow.Name}' of '{workflow.ProjectPath}'", cancellationToken);

    public IAsyncEnumerable<IkDeployment> ListDeploymentsAsync(
        IkWorkflow workflow, string? provider, string? region, string? flavour, CancellationToken cancellationToken) =>
        _deployments.ListAsync(workflow, provider, region, flavour, cancellationToken);

    public Task<IkDeployment> RefreshAsync(IkDeployment deployment, CancellationToken cancellationToken) =>
        _deployments.RefreshAsync(deployment, cancellationToken);

    public Task<IkDeployment> CreateDeploymentAsync(IkWorkflow workflow, DeploymentSettings settings, CancellationToken cancellationToken) =>
        _deployments.CreateAsync(workflow, settings, cancellationToken);

    public Task<IkDeployment> UpdateAsync(IkDeployment deployment, string? size, string? tag, CancellationToken cancellationToken) =>
        _deployments.UpdateAsync(deployment, size, tag, cancellationToken);

    public Task DeleteAsync(IkDeployment deployment, CancellationToken cancellationToken) => _deployments.DeleteAsync(deployment, cancellationToken);

    public Task<IkDeployment> WaitAsync(IkDeployment deployment, TimeSpan timeout, Action<IkDeployment>? seen, CancellationToken cancellationToken) =>
        _deployments.WaitAsync(deployment, timeout, seen, cancellationToken);

    public IAsyncEnumerable<IkDeploymentLog> ReadLogsAsync(IkDeployment deployment, LogQuery query, CancellationToken cancellationToken) =>
        _deployments.ReadLogsAsync(deployment, query, cancellationToken);

    public Task<IReadOnlyList<IkDeploymentUsage>> ReadUsageAsync(
        IkDeployment deployment, DateTimeOffset start, DateTimeOffset end, bool total, CancellationToken cancellationToken) =>
        _deployments.ReadUsageAsync(deployment, start, end, total, cancellationToken);

    private async Task DeleteAsync(IkPlatformObject thing, string subject, CancellationToken cancellationToken)
    {
        await _lists.BeforeChangeAsync(cancellationToken).ConfigureAwait(false);
        await _channel.DeleteAsync(_channel.Own(thing.Url), subject, cancellationToken).ConfigureAwait(false);
    }
}
