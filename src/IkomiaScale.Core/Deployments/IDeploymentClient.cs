namespace IkomiaScale.Deployments;

/// <summary>
/// One deployment: its workflow and its runs (PROTOCOL 4). All methods end at once when their token is cancelled, and throw
/// <see cref="ScaleException"/>.
/// </summary>
public interface IDeploymentClient
{
    /// <summary>The workflow. It is asked for once and kept for the life of the client.</summary>
    Task<IkDeployment> GetAsync(CancellationToken cancellationToken = default);

    /// <summary>The workflow as it is now.</summary>
    Task<IkDeployment> RefreshAsync(CancellationToken cancellationToken = default);

    /// <summary>Checks the tasks, outputs and parameters of a request against the workflow; its inputs are not looked at.</summary>
    /// <returns>The name of the task, or tasks, whose outputs it would give.</returns>
    /// <exception cref="ScaleException">
    /// <see cref="ScaleErrorId.TaskNotFound"/>, <see cref="ScaleErrorId.AmbiguousTask"/>, <see cref="ScaleErrorId.ParameterNotFound"/> or
    /// <see cref="ScaleErrorId.InvalidInput"/>, each telling what there is.
    /// </exception>
    Task<string> CheckAsync(RunRequest request, CancellationToken cancellationToken = default);

    /// <summary>
    /// Submits a run: checks it as <see cref="CheckAsync"/> does, gets its inputs ready (large ones through temporary objects of the
    /// storage) and sends it. It is sent once: where it may have reached the service, a failure is told and not repeated.
    /// </summary>
    /// <param name="request">What to run.</param>
    /// <param name="progress">Written meanwhile; null for nobody.</param>
    /// <param name="cancellationToken">Ends the sending.</param>
    Task<IkDeploymentRun> SubmitAsync(RunRequest request, RunProgress? progress = null, CancellationToken cancellationToken = default);

    /// <summary>Asks once for the results of a run. They are given once: what this returns is the only copy.</summary>
    /// <param name="run">The run, of this deployment. Its uuid is enough.</param>
    /// <param name="hold">Whether the service may hold the question back (up to about 30 s) until the run is done.</param>
    /// <param name="cancellationToken">Ends the call.</param>
    /// <exception cref="ScaleException">
    /// <see cref="ScaleErrorId.WorkflowFailed"/>, <see cref="ScaleErrorId.NoResults"/>, or a failure of the connection.
    /// </exception>
    Task<RunPoll> PollAsync(IkDeploymentRun run, bool hold = false, CancellationToken cancellationToken = default);

    /// <summary>
    /// Waits for the results of a run, asking when the service says, else along the official clients' curve. Passing failures
    /// do not end it. Cancelling, or the timeout, ends the waiting and not the run.
    /// </summary>
    /// <param name="run">The run, of this deployment. Its uuid is enough.</param>
    /// <param name="options">Timeout and progress.</param>
    /// <param name="cancellationToken">Ends the waiting.</param>
    /// <exception cref="ScaleException">
    /// <see cref="ScaleErrorId.WorkflowFailed"/>, <see cref="ScaleErrorId.NoResults"/>, <see cref="ScaleErrorId.Timeout"/>, or a failure that
    /// does not pass; <see cref="ScaleException.Target"/> is the uuid.
    /// </exception>
    Task<IkDeploymentResult> WaitAsync(IkDeploymentRun run, WaitOptions? options = null, CancellationToken cancellationToken = default);
}
