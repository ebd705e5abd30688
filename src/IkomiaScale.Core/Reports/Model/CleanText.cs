using System.Text.RegularExpressions;
using IkomiaScale.Errors;

namespace IkomiaScale.Reports.Model;

/// <summary>Prepares text for a report. Reports are sent to other people, so tokens and local folders are removed.</summary>
internal static class CleanText
{
    // A full path in quotes, as in errors.
    private static readonly Regex QuotedPath = new(@"'(?:/|[A-Za-z]:[\\/]|\\\\)[^']*[\\/]([^'\\/]+)[\\/]?'", RegexOptions.CultureInvariant);

    /// <summary>Returns the text without secrets, and safe to print.</summary>
    public static string Of(string text) => Printable.EscapeLines(Secrets.Hide(text));

    /// <summary>Returns a message without secrets and local folders.</summary>
    /// <param name="text">The message.</param>
    /// <param name="paths">Full paths that may be in the message.</param>
    public static string OfMessage(string text, IEnumerable<string?> paths)
    {
        foreach (var path in paths.Where(IsLocal).OrderByDescending(path => path!.Length))
        {
            text = text.Replace(path!, FileName(path!));
        }

        return Of(QuotedPath.Replace(text, "'$1'"));
    }

    /// <summary>Returns a name without local folders. A path in the storage is unchanged.</summary>
    public static string OfName(string name) => Of(IsLocal(name) ? FileName(name) : name);

    /// <summary>Whether the text looks like a full path on a local disk.</summary>
    public static bool IsLocal(string? name) =>
        name is { Length: > 1 } && (name[0] is '/' or '\\' || (name.Length > 2 && name[1] == ':' && name[2] is '/' or '\\'));

    private static string FileName(string path)
    {
        var name = path.TrimEnd('/', '\\');
        return name.Substring(name.LastIndexOfAny(['/', '\\']) + 1);
    }
}
