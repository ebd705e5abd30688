namespace IkomiaScale.Connections;

/// <summary>Finds the deployments that a profile names.</summary>
internal static class DeploymentNames
{
    /// <summary>The deployment with a URL or a name; null without either.</summary>
    /// <exception cref="ScaleException"><see cref="ScaleErrorId.DeploymentNotFound"/>: the connection has no such name.</exception>
    public static Uri? Resolve(IkConnection connection, Uri? endpoint, string? name)
    {
        if (name is null)
        {
            return endpoint;
        }

        if (endpoint is not null)
        {
            throw new ScaleException(ScaleErrorId.InvalidInput, "-Deployment and -Endpoint both name a deployment. Use one of them.");
        }

        return Find(connection.Deployments, name) ?? throw NotFound(connection, name);
    }

    /// <summary>The deployment with a name, in upper or lower case; null if there is none.</summary>
    public static Uri? Find(IReadOnlyDictionary<string, Uri> deployments, string name) =>
        deployments.Where(item => string.Equals(item.Key, name, StringComparison.OrdinalIgnoreCase)).Select(item => item.Value).FirstOrDefault();

    private static ScaleException NotFound(IkConnection connection, string name)
    {
        var names = string.Join(", ", connection.Deployments.Keys.OrderBy(key => key, StringComparer.OrdinalIgnoreCase));
        return new ScaleException(
            ScaleErrorId.DeploymentNotFound,
            names.Length == 0
                ? $"The connection to {connection} names no deployments, so '{name}' is unknown. Save the name with Save-IkConnection -Deployment @{{ {name} = '<url>' }}, and connect with that profile."
                : $"The connection '{connection.Name}' has no deployment '{name}'. Use one of: {names}.")
        {
            Target = name,
        };
    }
}
