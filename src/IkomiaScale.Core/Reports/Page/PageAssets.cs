using System.Reflection;
using System.Security.Cryptography;
using System.Text;
using System.Text.RegularExpressions;

namespace IkomiaScale.Reports.Page;

/// <summary>
/// The style and the script of the page, which are embedded. Their source files are modules; in the page they are one script
/// in one scope, so imports and exports are removed.
/// </summary>
internal static class PageAssets
{
    // Each file comes after the files that it imports.
    private static readonly string[] Scripts = ["dom.js", "settings.js", "runs.js", "labels.js", "draw.js", "tooltip.js", "gallery.js", "zoom.js", "details.js", "viewer.js", "panel.js", "main.js"];
    private static readonly string[] Styles = ["base.css", "panel.css", "gallery.css", "shapes.css", "viewer.css", "print.css"];
    private static readonly Regex Import = new(@"^import\s[^;]*;\n", RegexOptions.CultureInvariant | RegexOptions.Multiline);
    private static readonly Regex Export = new(@"^export (?=(async )?function|const|let|class)", RegexOptions.CultureInvariant | RegexOptions.Multiline);

    private static readonly Lazy<string> LazyScript = new(() => Export.Replace(Import.Replace(Join(Scripts), string.Empty), string.Empty));
    private static readonly Lazy<string> LazyStyle = new(() => Join(Styles));

    public static string Script => LazyScript.Value;

    public static string Style => LazyStyle.Value;

    /// <summary>
    /// The content security policy of the page: it may run this script, use this style, and show its own pictures, and
    /// nothing else.
    /// </summary>
    /// <param name="hasFiles">Whether there are pictures next to the page.</param>
    public static string Policy(bool hasFiles)
    {
        // For a page that was opened as a file, 'self' matches nothing; file: matches the folder.
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
