using IkomiaScale.Storage;

namespace IkomiaScale.Administration;

/// <summary>
/// The platform of an account: its projects, workflows and deployments. It follows the public clients (docs/protocol.md,
/// section 8) and was not tested with the service.
/// </summary>
public interface IAdministrationClient
{
    /// <summary>Returns the account of the API token. It also checks the token.</summary>
    Task<IkAccount> GetAccountAsync(CancellationToken cancellationToken = default);

    /// <summary>Lists the projects with a name or a path (namespace and name), in all namespaces or in one.</summary>
    IAsyncEnumerable<IkProject> ListProjectsAsync(NamePattern name, string? nameSpace = null, CancellationToken cancellationToken = default);

    /// <summary>Creates a project.</summary>
    /// <param name="name">The name of the project.</param>
    /// <param name="nameSpace">The name or path of the namespace; null for the namespace of the user.</param>
    /// <param name="description">The description; null for none.</param>
    /// <param name="visibility">Who can see the project; null for the default of the platform.</param>
    /// <param name="cancellationToken">Cancels the call.</param>
    /// <exception cref="ScaleException"><see cref="ScaleErrorId.ObjectExists"/>: the namespace already has a project with
    /// this name.</exception>
    Task<IkProject> CreateProjectAsync(
        string name, string? nameSpace = null, string? description = null, string? visibility = null, CancellationToken cancellationToken = default);

    /// <summary>Deletes a project with everything in it.</summary>
    Task DeleteAsync(IkProject project, CancellationToken cancellationToken = default);

    /// <summary>Lists the members of a project.</summary>
    IAsyncEnumerable<IkProjectMember> ListMembersAsync(
        IkProject project, NamePattern userName, string? role = null, CancellationToken cancellationToken = default);

    /// <summary>Makes a user a member of a project.</summary>
    /// <exception cref="ScaleException"><see cref="ScaleErrorId.ObjectNotFound"/>: the user does not exist.
    /// <see cref="ScaleErrorId.ObjectExists"/>: the user is already a member.</exception>
    Task<IkProjectMember> AddMemberAsync(IkProject project, string userName, string role, CancellationToken cancellationToken = default);

    /// <summary>Removes a member from its project.</summary>
    Task DeleteAsync(IkProjectMember member, CancellationToken cancellationToken = default);

    /// <summary>Lists the workflows of a project.</summary>
    IAsyncEnumerable<IkWorkflow> ListWorkflowsAsync(IkProject project, NamePattern name, CancellationToken cancellationToken = default);

    /// <summary>Publishes a workflow. Its archive is written while it is sent.</summary>
    Task<IkWorkflow> PublishAsync(IkProject project, WorkflowArchive archive, TransferProgress? progress = null, CancellationToken cancellationToken = default);

    /// <summary>Deletes a workflow with its deployments.</summary>
    Task DeleteAsync(IkWorkflow workflow, CancellationToken cancellationToken = default);

    /// <summary>Lists the deployments of a workflow. Null in a filter matches everything.</summary>
    IAsyncEnumerable<IkDeployment> ListDeploymentsAsync(
        IkWorkflow workflow, string? provider = null, string? region = null, string? flavour = null, CancellationToken cancellationToken = default);

    /// <summary>Returns the current state of a deployment.</summary>
    Task<IkDeployment> RefreshAsync(IkDeployment deployment, CancellationToken cancellationToken = default);

    /// <summary>Creates a deployment. If the answer is lost, the platform is searched before the request is sent again.</summary>
    Task<IkDeployment> CreateDeploymentAsync(IkWorkflow workflow, DeploymentSettings settings, CancellationToken cancellationToken = default);

    /// <summary>Changes the size of a deployment, or the tag of its workflow. Null keeps the current value.</summary>
    Task<IkDeployment> UpdateAsync(IkDeployment deployment, string? size, string? tag, CancellationToken cancellationToken = default);

    /// <summary>Deletes a deployment.</summary>
    Task DeleteAsync(IkDeployment deployment, CancellationToken cancellationToken = default);

    /// <summary>Waits until a deployment has an endpoint, or has failed.</summary>
    /// <param name="deployment">The deployment.</param>
    /// <param name="timeout">The longest wait.</param>
    /// <param name="seen">Receives each state that was read, on any thread; null for none.</param>
    /// <param name="cancellationToken">Cancels the wait.</param>
    /// <exception cref="ScaleException"><see cref="ScaleErrorId.WorkflowFailed"/>: the deployment failed.
    /// <see cref="ScaleErrorId.Timeout"/>: it has not started in time, and may still start.</exception>
    Task<IkDeployment> WaitAsync(IkDeployment deployment, TimeSpan timeout, Action<IkDeployment>? seen = null, CancellationToken cancellationToken = default);

    /// <summary>Reads the log of a deployment, oldest lines first.</summary>
    IAsyncEnumerable<IkDeploymentLog> ReadLogsAsync(IkDeployment deployment, LogQuery query, CancellationToken cancellationToken = default);

    /// <summary>Reads the usage of a deployment, by product and time.</summary>
    /// <param name="deployment">The deployment.</param>
    /// <param name="start">The start of the period.</param>
    /// <param name="end">The end of the period.</param>
    /// <param name="total">Whether to return one total for each product.</param>
    /// <param name="cancellationToken">Cancels the call.</param>
    Task<IReadOnlyList<IkDeploymentUsage>> ReadUsageAsync(
        IkDeployment deployment, DateTimeOffset start, DateTimeOffset end, bool total = false, CancellationToken cancellationToken = default);
}
