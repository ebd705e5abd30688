namespace IkomiaScale.Deployments.Runs;

/// <summary>The URLs of a deployment (docs/protocol.md, section 4).</summary>
internal sealed class DeploymentUrls
{
    private readonly string _root;

    public DeploymentUrls(Uri endpoint)
    {
        Endpoint = endpoint;
        _root = endpoint.AbsoluteUri.TrimEnd('/');
    }

    /// <summary>The endpoint.</summary>
    public Uri Endpoint { get; }

    /// <summary>The workflow document.</summary>
    public Uri Workflow => new($"{_root}/workflow");

    /// <summary>Submits a run.</summary>
    public Uri Run => new($"{_root}/api/run?advice=true");

    /// <summary>The result of a run.</summary>
    /// <exception cref="ScaleException"><see cref="ScaleErrorId.InvalidInput"/>: the text cannot be a uuid.</exception>
    public Uri Results(string uuid, bool hold)
    {
        // A segment of dots would lead to another route.
        if (uuid.Trim('.', ' ').Length == 0)
        {
            throw new ScaleException(
                ScaleErrorId.InvalidInput, $"'{uuid}' is not the uuid of a run. Use the uuid from Invoke-IkDeployment -NoWait.")
            {
                Target = uuid,
            };
        }

        return new Uri($"{_root}/api/results/{Uri.EscapeDataString(uuid)}?advice=true&long={(hold ? "true" : "false")}");
    }

    /// <summary>Whether another URL is the same deployment.</summary>
    public bool IsSame(Uri other) => string.Equals(other.AbsoluteUri.TrimEnd('/'), _root, StringComparison.Ordinal);
}
