using IkomiaScale.Emulator.Http;

namespace IkomiaScale.Emulator.Storage;

/// <summary>
/// Reads object paths from the raw request target, so that every name keeps its bytes, and writes them into URLs. Refuses what a
/// client could confuse with another path: empty, <c>.</c>, and <c>..</c> segments, and an encoded slash.
/// </summary>
internal static class ObjectPath
{
    public const string Route = "/v1/objects";

    public const int MaxLength = 1024;

    /// <summary>Reads the path of one object; empty if the request has none.</summary>
    public static string Name(HttpContext context)
    {
        var path = Prefix(context);
        return path.EndsWith('/') ? throw RequestException.BadRequest("An object path must not end with '/'.") : path;
    }

    /// <summary>Reads the prefix of a listing. It may be empty and may end with a slash.</summary>
    public static string Prefix(HttpContext context)
    {
        var raw = RequestTarget.RawPath(context)[Route.Length..];
        return raw.Length <= 1 ? "" : Decode(raw[1..]);
    }

    public static string ToUrl(string path) => string.Join('/', path.Split('/').Select(Uri.EscapeDataString));

    /// <summary>Whether a raw path belongs to the storage.</summary>
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
        return path.Length <= MaxLength ? path : throw RequestException.BadRequest($"The object path is too long. It can have at most {MaxLength} characters.");
    }

    private static string DecodeSegment(string raw, bool mayBeEmpty)
    {
        if (raw.Length == 0)
        {
            return mayBeEmpty ? raw : throw RequestException.BadRequest("An object path must not have empty segments.");
        }

        if (!PercentDecoder.TryDecode(raw, out var segment))
        {
            throw RequestException.BadRequest("The object path must be percent-encoded UTF-8.");
        }

        return segment switch
        {
            "." or ".." => throw RequestException.BadRequest("An object path must not have segments '.' or '..'."),
            _ when segment.Contains('/') => throw RequestException.BadRequest("A segment of an object path must not have an encoded '/'."),
            _ when segment.Any(char.IsControl) => throw RequestException.BadRequest("An object path must not have control characters."),
            _ => segment,
        };
    }
}
