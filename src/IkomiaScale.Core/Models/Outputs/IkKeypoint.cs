using System.Globalization;

namespace IkomiaScale;

/// <summary>A keypoint of a detected object.</summary>
public sealed class IkKeypoint
{
    internal IkKeypoint()
    {
    }

    /// <summary>The index among the named points, from 0; null if unknown.</summary>
    public int? Index { get; internal init; }

    /// <summary>The name; null if the output has none for it.</summary>
    public string? Name { get; internal init; }

    /// <summary>Pixels from the left.</summary>
    public double X { get; internal init; }

    /// <summary>Pixels from the top.</summary>
    public double Y { get; internal init; }

    /// <summary>The name or the index, and the place.</summary>
    public override string ToString() =>
        FormattableString.Invariant($"{Name ?? Index?.ToString(CultureInfo.InvariantCulture) ?? "?"} ({X:0.#}, {Y:0.#})");
}
