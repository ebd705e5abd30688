using IkomiaScale.Storage;

namespace IkomiaScale.Administration;

/// <summary>
/// The platform of an account: its projects, workflows and deployments. It follows what the public clients do (PROTOCOL 8) and was not tried
/// against the service.
/// </summary>
public interface IAdministrationClient
{
    /// <summary>The account that the API token is of. Also a check of the token.</summary>
    Task<IkAccount> GetAccountAsync(CancellationToken cancellationToken = default);

    /// <summary>The projects of a name, or of a path (namespace and name), in all namespaces or in one.</summary>
    IAsyncEnumerable<IkProject> ListProjectsAsync(NamePattern name, string? nameSpace = null, CancellationToken cancellationToken = default);

    /// <summary>Creates a project.</summary>
    /// <param name="name">Its name.</param>
    /// <param name="nameSpace">The name or the path of its namespace; null for the user's own.</param>
    /// <param name="description">What it is for.</param>
    /// <param name="visibility">Who may see it; null for what the platform takes.</param>
    /// <param name="cancellationToken">Ends it.</param>
    /// <exception cref="ScaleException"><see cref="ScaleErrorId.ObjectExists"/>: there is one of this name.</exception>
    Task<IkProject> CreateProjectAsync(
        string name, string? nameSpace = null, string? description = null, string? visibility = null, CancellationToken cancellationToken = default);

    /// <summary>Deletes a project with all that is in it.</summary>
    Task DeleteAsync(IkProject project, CancellationToken cancellationToken = default);

    /// <summary>The members of a project.</summary>
    IAsyncEnumerable<IkProjectMember> ListMembersAsync(
        IkProject project, NamePattern userName, string? role = null, CancellationToken cancellationToken = default);

    /// <summary>Makes a user a member of a project.</summary>
    /// <exception cref="ScaleException">
    /// <see cref="ScaleErrorId.ObjectNotFound"/>: there is no such user. <see cref="ScaleErrorId.ObjectExists"/>: the user is a member already.
    /// </exception>
    Task<IkProjectMember> AddMemberAsync(IkProject project, string userName, string role, CancellationToken cancellationToken = default);

    /// <summary>Removes a member from its project.</summary>
    Task DeleteAsync(IkProjectMember member, CancellationToken cancellationToken = default);

    /// <summary>The workflows of a project.</summary>
    IAsyncEnumerable<IkWorkflow> ListWorkflowsAsync(IkProject project, NamePattern name, CancellationToken cancellationToken = default);

    /// <summary>Publishes a workflow. Its archive is made while it is sent.</summary>
    Task<IkWorkflow> PublishAsync(IkProject project, WorkflowArchive archive, TransferProgress? progress = null, CancellationToken cancellationToken = default);

    /// <summary>Deletes a workflow with its deployments.</summary>
    Task DeleteAsync(IkWorkflow workflow, CancellationToken cancellationToken = default);

    /// <summary>The deployments of a workflow, with filters for the platform; null for any.</summary>
    IAsyncEnumerable<IkDeployment> ListDeploymentsAsync(
        IkWorkflow workflow, string? provider = null, string? region = null, string? flavour = null, CancellationToken cancellationToken = default);

    /// <summary>A deployment as it is now.</summary>
    Task<IkDeployment> RefreshAsync(IkDeployment deployment, CancellationToken cancellationToken = default);

    /// <summary>Creates a deployment. One whose answer was lost is looked for before it is sent again.</summary>
    Task<IkDeployment> CreateDeploymentAsync(IkWorkflow workflow, DeploymentSettings settings, CancellationToken cancellationToken = default);

    /// <summary>Changes the size of a deployment, or the tag of the workflow that it runs; null leaves it.</summary>
    Task<IkDeployment> UpdateAsync(IkDeployment deployment, string? size, string? tag, CancellationToken cancellationToken = default);

    /// <summary>Deletes a deployment.</summary>
    Task DeleteAsync(IkDeployment deployment, CancellationToken cancellationToken = default);

    /// <summary>Waits until a deployment has an endpoint, or the platform says that it failed.</summary>
    /// <param name="deployment">The deployment.</param>
    /// <param name="timeout">How long, at most.</param>
    /// <param name="seen">Told of each state that was seen, from any thread; null for none.</param>
    /// <param name="cancellationToken">Ends the wait.</param>
    /// <exception cref="ScaleException">
    /// <see cref="ScaleErrorId.WorkflowFailed"/>: it failed. <see cref="ScaleErrorId.Timeout"/>: it took too long, and goes on.
    /// </exception>
    Task<IkDeployment> WaitAsync(IkDeployment deployment, TimeSpan timeout, Action<IkDeployment>? seen = null, CancellationToken cancellationToken = default);

    /// <summary>The log of a deployment, oldest first.</summary>
    IAsyncEnumerable<IkDeploymentLog> ReadLogsAsync(IkDeployment deployment, LogQuery query, CancellationToken cancellationToken = default);

    /// <summary>What a deployment used, by product and time.</summary>
    /// <param name="deployment">The deployment.</param>
    /// <param name="start">From when on.</param>
    /// <param name="end">Until when.</param>
    /// <param name="total">One line for each product, of all the time.</param>
    /// <param name="cancellationToken">Ends it.</param>
    Task<IReadOnlyList<IkDeploymentUsage>> ReadUsageAsync(
        IkDeployment deployment, DateTimeOffset start, DateTimeOffset end, bool total = false, CancellationToken cancellationToken = default);
}
