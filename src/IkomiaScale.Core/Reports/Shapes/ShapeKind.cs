namespace IkomiaScale.Reports.Shapes;

/// <summary>What is drawn for a thing that was found.</summary>
internal enum ShapeKind
{
    /// <summary>A rectangle.</summary>
    Box,

    /// <summary>The thing's own mask.</summary>
    Mask,

    /// <summary>All pixels of a class.</summary>
    Area,

    /// <summary>Points and the lines between them.</summary>
    Keypoints,

    /// <summary>A piece of text in its polygon.</summary>
    Text,
}
