namespace IkomiaScale.Connections;

/// <summary>The deployments that a profile has names for.</summary>
internal static class DeploymentNames
{
    /// <summary>The deployment that is meant by a URL or by a name; null where neither is given.</summary>
    /// <exception cref="ScaleException"><see cref="ScaleErrorId.DeploymentNotFound"/>: the connection has no such name.</exception>
    public static Uri? Resolve(IkConnection connection, Uri? endpoint, string? name)
    {
        if (name is null)
        {
            return endpoint;
        }

        if (endpoint is not null)
        {
            throw new ScaleException(ScaleErrorId.InvalidInput, "-Deployment and -Endpoint both name a deployment. Give one of them.");
        }

        return Find(connection.Deployments, name) ?? throw NotFound(connection, name);
    }

    /// <summary>The deployment of a name, in upper or lower case; null where there is none.</summary>
    public static Uri? Find(IReadOnlyDictionary<string, Uri> deployments, string name) =>
        deployments.Where(item => string.Equals(item.Key, name, StringComparison.OrdinalIgnoreCase)).Select(item => item.Value).FirstOrDefault();

    private static ScaleException NotFound(IkConnection connection, string name)
    {
        var names = string.Join(", ", connection.Deployments.Keys.OrderBy(key => key, StringComparer.OrdinalIgnoreCase));
        return new ScaleException(
            ScaleErrorId.DeploymentNotFound,
            names.Length == 0
                ? $"The connection to {connection} has no names of deployments, so not '{name}' either. Give them to a profile with Save-IkConnection -Deployment @{{ {name} = '<url>' }}, and connect with it."
                : $"The connection '{connection.Name}' has no deployment '{name}'. It has: {names}.")
        {
            Target = name,
        };
    }
}
