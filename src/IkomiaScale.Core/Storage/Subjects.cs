using IkomiaScale.Errors;

namespace IkomiaScale.Storage;

/// <summary>How messages name stored objects.</summary>
internal static class Subjects
{
    /// <summary>An object by its path, or a temporary one.</summary>
    public static string Object(string? path) => path switch
    {
        null => "temporary object",
        "" => "object in the project",
        _ => $"object '{Printable.OneLine(path, 300)}'",
    };
}
