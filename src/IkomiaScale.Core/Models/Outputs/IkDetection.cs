namespace IkomiaScale;

/// <summary>An object that was detected in an image.</summary>
public class IkDetection
{
    internal IkDetection()
    {
    }

    /// <summary>The identifier within the output, from the service.</summary>
    public string? Id { get; internal init; }

    /// <summary>The name of its class.</summary>
    public string? Label { get; internal init; }

    /// <summary>The confidence of the model, 0 to 1; null if unknown.</summary>
    public double? Confidence { get; internal init; }

    /// <summary>The bounding box, in pixels; null for none.</summary>
    public IkBox? Box { get; internal init; }

    /// <summary>The color to draw it with; null for none.</summary>
    public IkColor? Color { get; internal init; }

    /// <summary>Label, confidence and box.</summary>
    public override string ToString() => FormattableString.Invariant($"{Label ?? "?"} {Confidence:0.00} {Box}").TrimEnd();

    /// <summary>The confidence for a view: a bar and the number.</summary>
    public string FormatConfidence() => ConfidenceBar.Of(Confidence);
}
