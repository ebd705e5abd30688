using IkomiaScale.Errors;

namespace IkomiaScale.Storage;

/// <summary>How messages name objects.</summary>
internal static class Subjects
{
    /// <summary>An object by its path; null for a temporary one.</summary>
    public static string Object(string? path) => path switch
    {
        null => "temporary object",
        "" => "object in the project",
        _ => $"object '{Printable.OneLine(path, 300)}'",
    };

    /// <summary>An object by its uid.</summary>
    public static string Uid(string uid) => $"object with uid '{Printable.OneLine(uid, 100)}'";

    /// <summary>An object by its sha256.</summary>
    public static string Sha256(string sha256) => $"object with sha256 '{Printable.OneLine(sha256, 100)}'";
}
