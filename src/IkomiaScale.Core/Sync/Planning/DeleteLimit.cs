using System.Globalization;

namespace IkomiaScale.Sync.Planning;

/// <summary>How much a sync may delete: a number, or a percentage of the target.</summary>
internal sealed class DeleteLimit
{
    private readonly long? _number;
    private readonly double _percent;

    private DeleteLimit(long? number, double percent, bool isDefault)
    {
        _number = number;
        _percent = percent;
        IsDefault = isDefault;
    }

    /// <summary>50 % of the target.</summary>
    public static DeleteLimit Default { get; } = new(null, 50, isDefault: true);

    /// <summary>Whether the user has not set a limit.</summary>
    public bool IsDefault { get; }

    /// <summary>Parses <c>100</c> or <c>10%</c>.</summary>
    /// <exception cref="ScaleException"><see cref="ScaleErrorId.InvalidInput"/>: the text is neither.</exception>
    public static DeleteLimit Parse(string text)
    {
        var trimmed = text.Trim();
        if (long.TryParse(trimmed, NumberStyles.None, CultureInfo.InvariantCulture, out var number))
        {
            return new DeleteLimit(number, 0, isDefault: false);
        }

        return trimmed.EndsWith("%", StringComparison.Ordinal)
            && double.TryParse(trimmed.TrimEnd('%').TrimEnd(), NumberStyles.AllowDecimalPoint, CultureInfo.InvariantCulture, out var percent)
            && percent is >= 0 and <= 100
                ? new DeleteLimit(null, percent, isDefault: false)
                : throw new ScaleException(ScaleErrorId.InvalidInput, $"The delete limit '{text}' cannot be used. Use a number such as 100, or a percentage such as '10%'.");
    }

    /// <summary>Whether so many of so many entries may be deleted.</summary>
    public bool Allows(long deletes, long whole) => _number is { } number ? deletes <= number : deletes * 100.0 <= whole * _percent;

    public override string ToString() => _number is { } number
        ? number.ToString(CultureInfo.InvariantCulture)
        : _percent.ToString("0.##", CultureInfo.InvariantCulture) + " %";
}
