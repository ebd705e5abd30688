namespace IkomiaScale.Emulator.Http;

/// <summary>
/// The paths of deployments: the emulator's own deployment is at its address, each created deployment is below
/// <c>/deployments/{id}</c>.
/// </summary>
internal static class DeploymentPath
{
    private const string Root = "/deployments/";
    private static readonly object Key = new();

    /// <summary>The endpoint of a created deployment.</summary>
    public static string Endpoint(string baseAddress, string id) => $"{baseAddress}{Root}{id}";

    /// <summary>The name of a created deployment, as it is stored with runs.</summary>
    public static string Name(string id) => Root.TrimStart('/') + id;

    /// <summary>The id of a created deployment by its name; null for any other deployment.</summary>
    public static string? IdOf(string name) => Split("/" + name)?.Id;

    /// <summary>The id in a path and the rest of the path; null if the path does not belong to a created deployment.</summary>
    public static (string Id, string Path)? Split(string path)
    {
        if (!path.StartsWith(Root, StringComparison.Ordinal))
        {
            return null;
        }

        var end = path.IndexOf('/', Root.Length);
        return end < 0 ? (path[Root.Length..], "/") : (path[Root.Length..end], path[end..]);
    }

    /// <summary>Stores which deployment a request is for.</summary>
    public static void Set(HttpContext context, string id) => context.Items[Key] = id;

    /// <summary>The name of the deployment that a request is for; empty for the emulator's own.</summary>
    public static string Of(HttpContext context) => context.Items[Key] as string ?? "";
}
