namespace IkomiaScale.Emulator.Http;

/// <summary>The address that the client used. URLs in answers start with it.</summary>
internal static class BaseAddress
{
    public static string Of(HttpContext context)
    {
        var host = context.Request.Host;
        return host.HasValue
            ? $"{context.Request.Scheme}://{host.ToUriComponent()}"
            : $"http://127.0.0.1:{context.Connection.LocalPort}";
    }

    /// <summary>The path of a URL of this emulator: same scheme, a loopback name, same port, no query. Null for any other URL.</summary>
    public static string? PathOf(HttpContext context, string url) =>
        Uri.TryCreate(url, UriKind.Absolute, out var uri)
        && string.Equals(uri.Scheme, context.Request.Scheme, StringComparison.OrdinalIgnoreCase)
        && (uri.Host is "127.0.0.1" or "localhost" or "[::1]")
        && uri.Port == context.Connection.LocalPort
        && uri.Query.Length == 0
            ? uri.AbsolutePath
            : null;
}
