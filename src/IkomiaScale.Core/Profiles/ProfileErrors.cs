using IkomiaScale.Errors;

namespace IkomiaScale.Profiles;

/// <summary>The errors of profiles.</summary>
internal static class ProfileErrors
{
    private const int NamesLimit = 10;

    public static ScaleException NotFound(string name, IReadOnlyCollection<string> names, string file, ScaleErrorId errorId = ScaleErrorId.NotConnected) => new(
        errorId,
        $"There is no connection profile '{name}' in '{file}'.{Suggestion.For(name, names)} " +
        (names.Count == 0 ? "The file has no profiles. " : $"Its profiles are {string.Join(", ", names.Take(NamesLimit))}{(names.Count > NamesLimit ? ", …" : string.Empty)}. ") +
        $"To create it, run: Save-IkConnection -Name '{name}' -Endpoint <url>")
    {
        Target = name,
    };

    public static ScaleException Damaged(string file, string what, Exception? cause = null) => new(
        ScaleErrorId.ProfileDamaged,
        $"The file of connection profiles '{file}' is damaged: {what.TrimEnd('.')}. Nothing was changed. Correct the file in an editor, or move it away and save the connections again with Save-IkConnection.",
        cause)
    {
        Target = file,
    };

    public static ScaleException OpenToOthers(string file) => new(
        ScaleErrorId.ProfileDamaged,
        $"The file of connection profiles '{file}' cannot be used: other users may write to it, so its commands may not be yours. Check the file, then run: chmod 600 '{file}'")
    {
        Target = file,
    };

    public static ScaleException Unusable(string file, Exception cause) => new(
        ScaleErrorId.InvalidPath, $"The file of connection profiles '{file}' cannot be used: {cause.Message.TrimEnd('.')}. Check the folder and its permissions.", cause)
    {
        Target = file,
    };

    public static ScaleException BadName(string name) => new(
        ScaleErrorId.InvalidInput,
        $"'{name}' cannot be the name of a connection profile or a deployment. Use up to {ProfileNames.Longest} letters, digits, spaces, dots, hyphens and underscores, and start with a letter, a digit or an underscore.")
    {
        Target = name,
    };
}
