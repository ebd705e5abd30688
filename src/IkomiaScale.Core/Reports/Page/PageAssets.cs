using System.Reflection;
using System.Security.Cryptography;
using System.Text;
using System.Text.RegularExpressions;

namespace IkomiaScale.Reports.Page;

/// <summary>
/// The style and the script of the page, which go into it as they are. They are modules in files of their own; in the page they are one
/// script in one scope, so what they take from one another is left out.
/// </summary>
internal static class PageAssets
{
    // Each after those that it takes something from.
    private static readonly string[] Scripts = ["dom.js", "settings.js", "runs.js", "labels.js", "draw.js", "tooltip.js", "gallery.js", "zoom.js", "details.js", "viewer.js", "panel.js", "main.js"];
    private static readonly string[] Styles = ["base.css", "panel.css", "gallery.css", "shapes.css", "viewer.css", "print.css"];
    private static readonly Regex Import = new(@"^import\s[^;]*;\n", RegexOptions.CultureInvariant | RegexOptions.Multiline);
    private static readonly Regex Export = new(@"^export (?=(async )?function|const|let|class)", RegexOptions.CultureInvariant | RegexOptions.Multiline);

    private static readonly Lazy<string> LazyScript = new(() => Export.Replace(Import.Replace(Join(Scripts), string.Empty), string.Empty));
    private static readonly Lazy<string> LazyStyle = new(() => Join(Styles));

    /// <summary>The script.</summary>
    public static string Script => LazyScript.Value;

    /// <summary>The style.</summary>
    public static string Style => LazyStyle.Value;

    /// <summary>
    /// What the page may do: run this script, use this style, show what is in it, and ask nobody for anything.
    /// </summary>
    /// <param name="hasFiles">Whether pictures lie beside the page.</param>
    public static string Policy(bool hasFiles)
    {
        // Of a page that was opened as a file, "self" is nothing at all; "file:" is the folder.
        var media = hasFiles ? "data: 'self' file:" : "data:";
        return $"default-src 'none'; img-src {media}; media-src {media}; style-src '{HashOf(Style)}'; script-src '{HashOf(Script)}'; base-uri 'none'; form-action 'none'";
    }

    private static string HashOf(string text)
    {
        using var hash = SHA256.Create();
        return "sha256-" + Convert.ToBase64String(hash.ComputeHash(Encoding.UTF8.GetBytes(text)));
    }

    private static string Join(IEnumerable<string> names) => string.Concat(names.Select(Read));

    private static string Read(string name)
    {
        using var stream = Assembly.GetExecutingAssembly().GetManifestResourceStream("report/" + name)
            ?? throw new InvalidOperationException($"The page's '{name}' is not in the assembly.");
        using var reader = new StreamReader(stream, Encoding.UTF8);
        return reader.ReadToEnd().Replace("\r\n", "\n");
    }
}
