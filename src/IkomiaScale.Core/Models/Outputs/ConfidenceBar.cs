using System.Globalization;
using System.Text;
using IkomiaScale.Errors;

namespace IkomiaScale;

/// <summary>Parts of the short tables that terminals show of outputs.</summary>
internal static class ConfidenceBar
{
    private const int Cells = 10;
    private const int RowLimit = 20;
    private const int LabelLimit = 30;

    /// <summary>A part of a whole as a bar and a number, <c>█████▌     0.55</c>; empty for none.</summary>
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

    /// <summary>A name on one line that does not break a table.</summary>
    public static string Label(string? text) => Printable.OneLine(text ?? "?", LabelLimit);

    /// <summary>A column: a line for each thing, as many as can be read at once.</summary>
    /// <param name="things">The things.</param>
    /// <param name="line">What is told of each.</param>
    /// <param name="isFirst">Whether it is the column that tells of those left out.</param>
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
