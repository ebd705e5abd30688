namespace IkomiaScale.Profiles;

/// <summary>The names of profiles, and of the deployments in them. None can be taken for a URL, a path or a pattern.</summary>
internal static class ProfileNames
{
    /// <summary>How many characters one may have.</summary>
    public const int Longest = 64;

    /// <summary>Upper and lower case are the same, as everywhere in PowerShell.</summary>
    public static readonly StringComparer Comparer = StringComparer.OrdinalIgnoreCase;

    /// <summary>Refuses what cannot be a name.</summary>
    /// <exception cref="ScaleException"><see cref="ScaleErrorId.InvalidInput"/>.</exception>
    public static string Check(string name) => IsValid(name) ? name : throw ProfileErrors.BadName(name);

    /// <summary>Whether it can be a name.</summary>
    public static bool IsValid(string name) =>
        name.Length is > 0 and <= Longest && (char.IsLetterOrDigit(name[0]) || name[0] == '_') && name.Trim() == name
        && name.All(character => char.IsLetterOrDigit(character) || character is ' ' or '.' or '-' or '_');
}
