namespace IkomiaScale.Deployments.Inputs;

/// <summary>The types of inputs (docs/protocol.md, section 4).</summary>
internal static class DataTypes
{
    public const string Image = "image";
    public const string Video = "video";

    /// <summary>The type for a content type, or null.</summary>
    public static string? FromContentType(string? contentType) =>
        MediaTypes.IsImage(contentType) ? Image : MediaTypes.IsVideo(contentType) ? Video : null;

    /// <summary>The type of an input: the one from the user, or by its content type, or by its name.</summary>
    /// <param name="given">The type from the user; null for none.</param>
    /// <param name="contentType">The content type, if known.</param>
    /// <param name="name">The name, if known.</param>
    /// <param name="subject">What the input is, for the error.</param>
    /// <exception cref="ScaleException"><see cref="ScaleErrorId.CannotInferDataType"/>.</exception>
    public static string Of(string? given, string? contentType, string? name, string subject) =>
        Normalize(given) ?? FromContentType(contentType) ?? FromContentType(MediaTypes.FromName(name)) ?? throw CannotInfer(subject, contentType);

    /// <summary>Returns a type in the spelling of the service.</summary>
    public static string? Normalize(string? given) => given?.Trim() switch
    {
        null or "" => null,
        var type when type.Equals(Image, StringComparison.OrdinalIgnoreCase) => Image,
        var type when type.Equals(Video, StringComparison.OrdinalIgnoreCase) => Video,
        var type => type,
    };

    /// <summary>The error for an input of unknown type.</summary>
    public static ScaleException CannotInfer(string subject, string? contentType) =>
        new ScaleException(ScaleErrorId.CannotInferDataType,
            $"The type of {subject} cannot be inferred{(contentType is null ? string.Empty : $" from its content type {contentType}")}. " +
            "Add -DataType image, -DataType video, or for JSON the type of its data, such as -DataType DATA_DICT.")
        {
            Target = subject,
        };
}
