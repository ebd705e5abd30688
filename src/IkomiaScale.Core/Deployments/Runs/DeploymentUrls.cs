namespace IkomiaScale.Deployments.Runs;

/// <summary>The URLs of PROTOCOL 4.</summary>
internal sealed class DeploymentUrls
{
    private readonly string _root;

    public DeploymentUrls(Uri endpoint)
    {
        Endpoint = endpoint;
        _root = endpoint.AbsoluteUri.TrimEnd('/');
    }

    /// <summary>The deployment's own address.</summary>
    public Uri Endpoint { get; }

    /// <summary>The workflow document.</summary>
    public Uri Workflow => new($"{_root}/workflow");

    /// <summary>Where a run is submitted.</summary>
    public Uri Run => new($"{_root}/api/run?advice=true");

    /// <summary>Where the results of a run are asked for.</summary>
    /// <exception cref="ScaleException"><see cref="ScaleErrorId.InvalidInput"/>: the uuid cannot be one.</exception>
    public Uri Results(string uuid, bool hold)
    {
        // A segment of dots would lead to another route.
        if (uuid.Trim('.', ' ').Length == 0)
        {
            throw new ScaleException(
                ScaleErrorId.InvalidInput, $"'{uuid}' is not the uuid of a run. Give the one that Invoke-IkDeployment -NoWait gave.")
            {
                Target = uuid,
            };
        }

        return new Uri($"{_root}/api/results/{Uri.EscapeDataString(uuid)}?advice=true&long={(hold ? "true" : "false")}");
    }

    /// <summary>Whether another address is this deployment's.</summary>
    public bool IsSame(Uri other) => string.Equals(other.AbsoluteUri.TrimEnd('/'), _root, StringComparison.Ordinal);
}
