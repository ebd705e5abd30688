using System.Text.RegularExpressions;
using IkomiaScale.Errors;

namespace IkomiaScale.Reports.Model;

/// <summary>Text as it may leave the house: a report is mailed to people who are to see pictures, and neither tokens nor somebody's folders.</summary>
internal static class CleanText
{
    // A full path in quotes, as errors name files.
    private static readonly Regex QuotedPath = new(@"'(?:/|[A-Za-z]:[\\/]|\\\\)[^']*[\\/]([^'\\/]+)[\\/]?'", RegexOptions.CultureInvariant);

    /// <summary>The text without secrets, and printable.</summary>
    public static string Of(string text) => Printable.EscapeLines(Secrets.Hide(text));

    /// <summary>A message without secrets and folders of this machine.</summary>
    /// <param name="text">The message.</param>
    /// <param name="paths">Full paths that it may name.</param>
    public static string OfMessage(string text, IEnumerable<string?> paths)
    {
        foreach (var path in paths.Where(IsLocal).OrderByDescending(path => path!.Length))
        {
            text = text.Replace(path!, FileName(path!));
        }

        return Of(QuotedPath.Replace(text, "'$1'"));
    }

    /// <summary>A name without the folders of this machine; a path in the storage stays as it is.</summary>
    public static string OfName(string name) => Of(IsLocal(name) ? FileName(name) : name);

    /// <summary>Whether it looks like a full path on some machine.</summary>
    public static bool IsLocal(string? name) =>
        name is { Length: > 1 } && (name[0] is '/' or '\\' || (name.Length > 2 && name[1] == ':' && name[2] is '/' or '\\'));

    private static string FileName(string path)
    {
        var name = path.TrimEnd('/', '\\');
        return name.Substring(name.LastIndexOfAny(['/', '\\']) + 1);
    }
}
