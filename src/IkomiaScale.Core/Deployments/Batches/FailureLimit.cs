using System.Globalization;

namespace IkomiaScale.Deployments.Batches;

/// <summary>How many runs of a batch may fail: a number, or a percentage of the runs that have ended.</summary>
internal sealed class FailureLimit
{
    /// <summary>A percentage of fewer runs means nothing, so it applies to at least this many.</summary>
    private const int LeastWhole = 20;

    private readonly long? _number;
    private readonly double _percent;

    private FailureLimit(long? number, double percent)
    {
        _number = number;
        _percent = percent;
    }

    /// <summary>Parses <c>10</c> or <c>5%</c>.</summary>
    /// <exception cref="ScaleException"><see cref="ScaleErrorId.InvalidInput"/>: the text is neither.</exception>
    public static FailureLimit Parse(string text)
    {
        var trimmed = text.Trim();
        if (long.TryParse(trimmed, NumberStyles.None, CultureInfo.InvariantCulture, out var number))
        {
            return new FailureLimit(number, 0);
        }

        return trimmed.EndsWith("%", StringComparison.Ordinal)
            && double.TryParse(trimmed.TrimEnd('%').TrimEnd(), NumberStyles.AllowDecimalPoint, CultureInfo.InvariantCulture, out var percent)
            && percent is >= 0 and <= 100
                ? new FailureLimit(null, percent)
                : throw new ScaleException(ScaleErrorId.InvalidInput, $"The failure limit '{text}' cannot be used. Use a number such as 10, or a percentage such as '5%'.");
    }

    /// <summary>How many runs may have failed when so many have ended.</summary>
    public long Tolerated(long ended) => _number ?? (long)(Math.Max(ended, LeastWhole) * _percent / 100);

    /// <inheritdoc/>
    public override string ToString() =>
        _number?.ToString(CultureInfo.InvariantCulture) ?? _percent.ToString("0.##", CultureInfo.InvariantCulture) + "%";
}
