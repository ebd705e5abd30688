namespace IkomiaScale.Emulator.Http;

/// <summary>
/// Where the deployments are: the one that the emulator always has at its own address, those that were created each below
/// <c>/deployments/{id}</c>.
/// </summary>
internal static class DeploymentPath
{
    private const string Root = "/deployments/";
    private static readonly object Key = new();

    /// <summary>The address of a created deployment.</summary>
    public static string Endpoint(string baseAddress, string id) => $"{baseAddress}{Root}{id}";

    /// <summary>The name of a created deployment, as runs keep it.</summary>
    public static string Name(string id) => Root.TrimStart('/') + id;

    /// <summary>The id of a created deployment by its name; null where it is the name of another one.</summary>
    public static string? IdOf(string name) => Split("/" + name)?.Id;

    /// <summary>The id in a path and what comes after it; null where the path is of no created deployment.</summary>
    public static (string Id, string Path)? Split(string path)
    {
        if (!path.StartsWith(Root, StringComparison.Ordinal))
        {
            return null;
        }

        var end = path.IndexOf('/', Root.Length);
        return end < 0 ? (path[Root.Length..], "/") : (path[Root.Length..end], path[end..]);
    }

    /// <summary>Says which deployment a request is for.</summary>
    public static void Set(HttpContext context, string id) => context.Items[Key] = id;

    /// <summary>The deployment that a request is for; empty for the emulator's own.</summary>
    public static string Of(HttpContext context) => context.Items[Key] as string ?? "";
}
