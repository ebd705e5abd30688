using System.Text.RegularExpressions;

namespace IkomiaScale.Emulator.Faults;

/// <summary>A pattern in which <c>*</c> stands for any text, slashes included.</summary>
internal sealed class Glob(string pattern)
{
    // Without backtracking: a pattern of many stars must not take for ever.
    private readonly Regex _expression = new(
        $"^{Regex.Escape(pattern).Replace("\\*", ".*", StringComparison.Ordinal)}$",
        RegexOptions.CultureInvariant | RegexOptions.NonBacktracking | RegexOptions.Singleline);

    public bool Matches(string text) => _expression.IsMatch(text);
}
