namespace IkomiaScale.Reports.Shapes;

/// <summary>What is drawn for a shape.</summary>
internal enum ShapeKind
{
    /// <summary>A rectangle.</summary>
    Box,

    /// <summary>The mask of one shape.</summary>
    Mask,

    /// <summary>All pixels of a class.</summary>
    Area,

    /// <summary>Points with lines between them.</summary>
    Keypoints,

    /// <summary>A text in its polygon.</summary>
    Text,
}
