namespace IkomiaScale;

/// <summary>A thing that was found in an image.</summary>
public class IkDetection
{
    internal IkDetection()
    {
    }

    /// <summary>Its number within the output, as the service gives it.</summary>
    public string? Id { get; internal init; }

    /// <summary>What it is.</summary>
    public string? Label { get; internal init; }

    /// <summary>How sure the model is, 0 to 1.</summary>
    public double? Confidence { get; internal init; }

    /// <summary>Where it is, in pixels.</summary>
    public IkBox? Box { get; internal init; }

    /// <summary>The colour to draw it with.</summary>
    public IkColor? Color { get; internal init; }

    /// <summary>Label, confidence and box.</summary>
    public override string ToString() => FormattableString.Invariant($"{Label ?? "?"} {Confidence:0.00} {Box}").TrimEnd();

    /// <summary>How sure the model is, as a view shows it: a bar and the number.</summary>
    public string FormatConfidence() => ConfidenceBar.Of(Confidence);
}
