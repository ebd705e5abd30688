using System.Globalization;
using System.Text;
using IkomiaScale.Errors;

namespace IkomiaScale;

/// <summary>Parts of the short tables of outputs in a terminal.</summary>
internal static class ConfidenceBar
{
    private const int Cells = 10;
    private const int RowLimit = 20;
    private const int LabelLimit = 30;

    /// <summary>Returns a share as a bar and a number, such as <c>█████▌     0.55</c>; empty for none.</summary>
    public static string Of(double? part)
    {
        if (part is not { } value || double.IsNaN(value))
        {
            return string.Empty;
        }

        var eighths = (int)Math.Round(Math.Max(0, Math.Min(1, value)) * Cells * 8);
        var bar = new StringBuilder(new string('█', eighths / 8));
        if (eighths % 8 > 0)
        {
            bar.Append((char)('█' + 8 - (eighths % 8)));
        }

        return bar.ToString().PadRight(Cells) + " " + value.ToString("0.00", CultureInfo.InvariantCulture);
    }

    /// <summary>Returns a name on one line, cut so that it fits into a table.</summary>
    public static string Label(string? text) => Printable.OneLine(text ?? "?", LabelLimit);

    /// <summary>Breaks a text into lines that fit into the column, between words. PowerShell itself breaks within them.</summary>
    public static string Wrap(string text)
    {
        var lines = new StringBuilder();
        var used = 0;
        foreach (var word in text.Split(' '))
        {
            var isNewLine = used > 0 && used + 1 + word.Length > LabelLimit;
            lines.Append(used == 0 ? string.Empty : isNewLine ? "\n" : " ").Append(word);
            used = isNewLine || used == 0 ? word.Length : used + 1 + word.Length;
        }

        return lines.ToString();
    }

    /// <summary>Returns a column with a line for each item, up to a limit.</summary>
    /// <param name="things">The items.</param>
    /// <param name="line">Returns the line of an item.</param>
    /// <param name="isFirst">Whether the column also says how many items are left out.</param>
    public static string Column<T>(IReadOnlyList<T> things, Func<T, string> line, bool isFirst = false)
    {
        var lines = things.Take(RowLimit).Select(line).ToList();
        if (isFirst)
        {
            lines.Add(things.Count == 0 ? "(nothing found)" : things.Count > RowLimit ? FormattableString.Invariant($"… {things.Count - RowLimit} more") : string.Empty);
        }

        return string.Join("\n", lines).TrimEnd('\n');
    }
}
