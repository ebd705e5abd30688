namespace IkomiaScale.Deployments;

/// <summary>
/// One deployment: its workflow and its runs (docs/protocol.md, section 4). All methods end immediately when their token is
/// canceled, and throw <see cref="ScaleException"/>.
/// </summary>
public interface IDeploymentClient
{
    /// <summary>Returns the workflow. It is requested once and cached for the life of the client.</summary>
    Task<IkDeployment> GetAsync(CancellationToken cancellationToken = default);

    /// <summary>Returns the current workflow.</summary>
    Task<IkDeployment> RefreshAsync(CancellationToken cancellationToken = default);

    /// <summary>Checks the tasks, outputs and parameters of a request against the workflow. The inputs are not read.</summary>
    /// <returns>The names of the tasks whose outputs it would return, separated by commas.</returns>
    /// <exception cref="ScaleException"><see cref="ScaleErrorId.TaskNotFound"/>, <see cref="ScaleErrorId.AmbiguousTask"/>,
    /// <see cref="ScaleErrorId.ParameterNotFound"/> or <see cref="ScaleErrorId.InvalidInput"/>. The message lists the
    /// existing names.</exception>
    Task<string> CheckAsync(RunRequest request, CancellationToken cancellationToken = default);

    /// <summary>
    /// Submits a run: checks it like <see cref="CheckAsync"/>, prepares its inputs (large ones as temporary objects in the
    /// storage), and sends it. It is sent once: if it may have reached the service, a failure is thrown and the run is not
    /// sent again.
    /// </summary>
    /// <param name="request">What to run.</param>
    /// <param name="progress">Receives the progress; null for none.</param>
    /// <param name="cancellationToken">Cancels the submission. <see cref="ScaleException.RunStart"/> and
    /// <see cref="RunProgress.Start"/> say whether the run may have started.</param>
    Task<IkDeploymentRun> SubmitAsync(RunRequest request, RunProgress? progress = null, CancellationToken cancellationToken = default);

    /// <summary>
    /// Requests the result of a run once. The service returns a result only once, so the returned value is the only copy.
    /// </summary>
    /// <param name="run">A run of this deployment. Its uuid is enough.</param>
    /// <param name="hold">Whether the service may hold the request for up to about 30 s until the run has ended.</param>
    /// <param name="cancellationToken">Cancels the call.</param>
    /// <exception cref="ScaleException">
    /// <see cref="ScaleErrorId.WorkflowFailed"/>, <see cref="ScaleErrorId.NoResults"/>, or a failure of the connection.
    /// </exception>
    Task<RunPoll> PollAsync(IkDeploymentRun run, bool hold = false, CancellationToken cancellationToken = default);

    /// <summary>
    /// Waits for the result of a run. It polls when the service says, otherwise at the intervals of the official clients.
    /// Temporary failures do not end the wait. Cancellation and timeout end the wait, not the run.
    /// </summary>
    /// <param name="run">A run of this deployment. Its uuid is enough.</param>
    /// <param name="options">Timeout and progress.</param>
    /// <param name="cancellationToken">Cancels the wait.</param>
    /// <exception cref="ScaleException"><see cref="ScaleErrorId.WorkflowFailed"/>, <see cref="ScaleErrorId.NoResults"/>,
    /// <see cref="ScaleErrorId.Timeout"/>, or a permanent failure; <see cref="ScaleException.Target"/> is the uuid.</exception>
    Task<IkDeploymentResult> WaitAsync(IkDeploymentRun run, WaitOptions? options = null, CancellationToken cancellationToken = default);
}
