using System.Text.RegularExpressions;

namespace IkomiaScale.Emulator.Faults;

/// <summary>A pattern in which <c>*</c> matches any text, slashes included.</summary>
internal sealed class Glob(string pattern)
{
    // Without backtracking, so that a pattern with many stars stays fast.
    private readonly Regex _expression = new(
        $"^{Regex.Escape(pattern).Replace("\\*", ".*", StringComparison.Ordinal)}$",
        RegexOptions.CultureInvariant | RegexOptions.NonBacktracking | RegexOptions.Singleline);

    public bool Matches(string text) => _expression.IsMatch(text);
}
