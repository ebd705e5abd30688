using IkomiaScale.Emulator.Http;

namespace IkomiaScale.Emulator.Diagnostics;

/// <summary>The kinds of requests, as counters and fault rules name them.</summary>
internal static class RouteKind
{
    public const string Copy = "copy";

    public static string Of(HttpContext context)
    {
        var raw = RequestTarget.RawPath(context);
        var path = DeploymentPath.Split(raw)?.Path ?? raw;
        return path switch
        {
            _ when IsBelow(path, "/v1/objects") => OfStorage(context.Request.Method),
            _ when IsBelow(path, "/v1/content") || IsBelow(path, "/v1/presigned") => "content",
            _ when IsBelow(path, "/v1/presigned-urls") => "presign",
            _ when IsBelow(path, "/v1/projects/jwt") => "jwt",
            _ when IsAdministration(path) => "administration",
            _ => OfDeployment(path) ?? OfDeployment(WithoutName(path)) ?? "other",
        };
    }

    private static string? OfDeployment(string path) => path switch
    {
        _ when IsBelow(path, "/workflow") => "workflow",
        _ when IsBelow(path, "/api/run") => "run",
        _ when IsBelow(path, "/api/results") => "results",
        _ => null,
    };

    // The path may start with the name of a deployment.
    private static string WithoutName(string path) => path.IndexOf('/', Math.Min(1, path.Length)) is var end and > 0 ? path[end..] : "";

    private static bool IsAdministration(string path) =>
        IsBelow(path, "/v1/users") || IsBelow(path, "/v1/namespaces") || IsBelow(path, "/v1/projects")
        || IsBelow(path, "/v1/workflows") || IsBelow(path, "/v1/deployments");

    private static string OfStorage(string method) => method switch
    {
        "GET" => "list",
        "POST" => "create",
        "PUT" => "overwrite",
        "DELETE" => "delete",
        _ => "other",
    };

    private static bool IsBelow(string path, string root) =>
        path.StartsWith(root, StringComparison.Ordinal) && (path.Length == root.Length || path[root.Length] == '/');
}
