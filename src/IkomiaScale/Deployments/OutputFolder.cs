namespace IkomiaScale.Deployments;

/// <summary>The folder that <c>-OutDirectory</c> names.</summary>
/// <param name="saver">Saves outputs.</param>
/// <param name="path">The full path of the folder.</param>
internal sealed class OutputFolder(OutputSaver saver, string path)
{
    /// <summary>Saves the outputs of a result. Existing files of a recalled result stay unchanged.</summary>
    /// <returns>The outputs that could not be saved.</returns>
    public async Task<IReadOnlyList<(ScaleException Failure, object? Target)>> SaveAsync(IkDeploymentResult result, CancellationToken cancellationToken)
    {
        var failures = new List<(ScaleException Failure, object? Target)>();
        foreach (var output in result.Outputs)
        {
            try
            {
                if (!result.Recalled || OutputSaver.FindSaved(output, path) is null)
                {
                    await saver.SaveAsync(output, path, overwrite: false, options: null, cancellationToken).ConfigureAwait(false);
                }
            }
            catch (ScaleException exception)
            {
                failures.Add((exception, output));
            }
        }

        return failures;
    }
}
