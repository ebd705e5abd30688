using System.Text.RegularExpressions;

namespace IkomiaScale.Docs.Tests;

/// <summary>The glossary, and the phrases that it asks to avoid.</summary>
internal static class Glossary
{
    /// <summary>The name of its page.</summary>
    public const string Name = "docs/glossary.md";

    /// <summary>Its page.</summary>
    public static Page Page { get; } = Checkout.Pages.Single(page => page.Name == Name);

    /// <summary>The phrases to avoid, and what to write instead.</summary>
    public static IReadOnlyList<(Regex Pattern, string Better)> Avoided { get; } = Page.Below("Words to avoid")
        .Where(line => line.StartsWith("| `", StringComparison.Ordinal))
        .Select(line => line.Trim('|', ' ').Split(" | "))
        .SelectMany(cells => Regex.Matches(cells[0], "`([^`]+)`").Select(match => (Whole(match.Groups[1].Value), cells[1])))
        .ToList();

    /// <summary>Returns a problem for each phrase to avoid in a text, also one that a line break divides.</summary>
    /// <param name="text">The text.</param>
    /// <param name="place">Returns where a line of the text is, from 0.</param>
    public static IEnumerable<string> Find(string text, Func<int, string> place)
    {
        foreach (var (pattern, better) in Avoided)
        {
            foreach (var match in pattern.Matches(text).Cast<Match>())
            {
                var line = text.AsSpan(0, match.Index).Count('\n');
                yield return $"{place(line)}: '{Regex.Replace(match.Value, @"\s+", " ")}' in '{text.Split('\n')[line].Trim()}'; write: {better}";
            }
        }
    }

    private static Regex Whole(string phrase) => new($@"(?<![\w-]){Regex.Escape(phrase).Replace(@"\ ", @"\s+")}(?![\w-])", RegexOptions.IgnoreCase);
}
