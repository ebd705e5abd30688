using IkomiaScale.Emulator.Http;

namespace IkomiaScale.Emulator.Storage;

/// <summary>
/// Object paths, read from the raw request target so that every name survives the way byte for byte, and written into URLs.
/// What could be mistaken for another name (empty, <c>.</c> and <c>..</c> segments, an encoded slash) is refused.
/// </summary>
internal static class ObjectPath
{
    public const string Route = "/v1/objects";

    public const int MaxLength = 1024;

    /// <summary>The path of one object; empty when the request names none.</summary>
    public static string Name(HttpContext context)
    {
        var path = Prefix(context);
        return path.EndsWith('/') ? throw RequestException.BadRequest("An object path does not end with '/'.") : path;
    }

    /// <summary>The beginning of object paths: may be empty, and may end with a slash.</summary>
    public static string Prefix(HttpContext context)
    {
        var raw = RequestTarget.RawPath(context)[Route.Length..];
        return raw.Length <= 1 ? "" : Decode(raw[1..]);
    }

    public static string ToUrl(string path) => string.Join('/', path.Split('/').Select(Uri.EscapeDataString));

    /// <summary>Whether a raw path is one of the storage: decided before anything is decoded or normalised.</summary>
    public static bool IsStoragePath(string rawPath) =>
        rawPath.StartsWith(Route, StringComparison.Ordinal) && (rawPath.Length == Route.Length || rawPath[Route.Length] == '/');

    private static string Decode(string raw)
    {
        var segments = raw.Split('/');
        for (var index = 0; index < segments.Length; index++)
        {
            var isLast = index == segments.Length - 1;
            segments[index] = DecodeSegment(segments[index], mayBeEmpty: isLast && index > 0);
        }

        var path = string.Join('/', segments);
        return path.Length <= MaxLength ? path : throw RequestException.BadRequest($"An object path has at most {MaxLength} characters.");
    }

    private static string DecodeSegment(string raw, bool mayBeEmpty)
    {
        if (raw.Length == 0)
        {
            return mayBeEmpty ? raw : throw RequestException.BadRequest("An object path has no empty segments.");
        }

        if (!PercentDecoder.TryDecode(raw, out var segment))
        {
            throw RequestException.BadRequest("The object path is not valid percent-encoded UTF-8.");
        }

        return segment switch
        {
            "." or ".." => throw RequestException.BadRequest("An object path has no '.' or '..' segments."),
            _ when segment.Contains('/') => throw RequestException.BadRequest("A segment of an object path holds no encoded '/'."),
            _ when segment.Any(char.IsControl) => throw RequestException.BadRequest("An object path holds no control characters."),
            _ => segment,
        };
    }
}
