using System.Globalization;

namespace IkomiaScale;

/// <summary>A named point of a found object.</summary>
public sealed class IkKeypoint
{
    internal IkKeypoint()
    {
    }

    /// <summary>Which of the named points it is, from 0.</summary>
    public int? Index { get; internal init; }

    /// <summary>Its name; null where the output has none for it.</summary>
    public string? Name { get; internal init; }

    /// <summary>Pixels from the left.</summary>
    public double X { get; internal init; }

    /// <summary>Pixels from the top.</summary>
    public double Y { get; internal init; }

    /// <summary>The name, or the index, and the place.</summary>
    public override string ToString() =>
        FormattableString.Invariant($"{Name ?? Index?.ToString(CultureInfo.InvariantCulture) ?? "?"} ({X:0.#}, {Y:0.#})");
}
