namespace IkomiaScale.Profiles;

/// <summary>The names of profiles and of the deployments in them. A name cannot be a URL, a path or a pattern.</summary>
internal static class ProfileNames
{
    /// <summary>The longest name in characters.</summary>
    public const int Longest = 64;

    /// <summary>Ignores case, like names in PowerShell.</summary>
    public static readonly StringComparer Comparer = StringComparer.OrdinalIgnoreCase;

    /// <summary>Returns the name if it is valid.</summary>
    /// <exception cref="ScaleException"><see cref="ScaleErrorId.InvalidInput"/>: it is not.</exception>
    public static string Check(string name) => IsValid(name) ? name : throw ProfileErrors.BadName(name);

    public static bool IsValid(string name) =>
        name.Length is > 0 and <= Longest && (char.IsLetterOrDigit(name[0]) || name[0] == '_') && name.Trim() == name
        && name.All(character => char.IsLetterOrDigit(character) || character is ' ' or '.' or '-' or '_');
}
