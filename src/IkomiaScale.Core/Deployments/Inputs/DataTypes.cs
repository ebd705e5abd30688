namespace IkomiaScale.Deployments.Inputs;

/// <summary>What kind of data an input is, as PROTOCOL 4 names it.</summary>
internal static class DataTypes
{
    public const string Image = "image";
    public const string Video = "video";

    /// <summary>The kind that a content type tells, or null.</summary>
    public static string? FromContentType(string? contentType) =>
        MediaTypes.IsImage(contentType) ? Image : MediaTypes.IsVideo(contentType) ? Video : null;

    /// <summary>The kind of a thing: given, else by its content type, else by its name.</summary>
    /// <param name="given">What the user says; null for nothing.</param>
    /// <param name="contentType">Its content type, where it has one.</param>
    /// <param name="name">Its name, where it has one.</param>
    /// <param name="subject">What it is, for the error.</param>
    /// <exception cref="ScaleException"><see cref="ScaleErrorId.CannotInferDataType"/>.</exception>
    public static string Of(string? given, string? contentType, string? name, string subject) =>
        Normalize(given) ?? FromContentType(contentType) ?? FromContentType(MediaTypes.FromName(name)) ?? throw CannotInfer(subject, contentType);

    /// <summary>A given kind in the service's spelling.</summary>
    public static string? Normalize(string? given) => given?.Trim() switch
    {
        null or "" => null,
        var type when type.Equals(Image, StringComparison.OrdinalIgnoreCase) => Image,
        var type when type.Equals(Video, StringComparison.OrdinalIgnoreCase) => Video,
        var type => type,
    };

    /// <summary>The error for a thing that does not tell what it is.</summary>
    public static ScaleException CannotInfer(string subject, string? contentType) =>
        new(ScaleErrorId.CannotInferDataType,
            $"Nothing tells what kind of input {subject} is{(contentType is null ? string.Empty : $" (its content type is {contentType})")}. " +
            "Add -DataType image, -DataType video, or for a JSON file the type of its data, such as -DataType DATA_DICT.")
        {
            Target = subject,
        };
}
