namespace IkomiaScale.Profiles;

/// <summary>The failures of profiles, in words.</summary>
internal static class ProfileErrors
{
    private const int NamesLimit = 10;

    public static ScaleException NotFound(string name, IReadOnlyCollection<string> names, string file, ScaleErrorId errorId = ScaleErrorId.NotConnected) => new(
        errorId,
        $"There is no connection profile '{name}' in '{file}'. " +
        (names.Count == 0 ? "There is none at all. " : $"There {(names.Count == 1 ? "is" : "are")}: {string.Join(", ", names.Take(NamesLimit))}{(names.Count > NamesLimit ? ", …" : string.Empty)}. ") +
        $"Make it with: Save-IkConnection -Name {name} -Endpoint <url>.")
    {
        Target = name,
    };

    public static ScaleException Damaged(string file, string what, Exception? cause = null) => new(
        ScaleErrorId.ProfileDamaged,
        $"The file of connection profiles '{file}' is damaged: {what.TrimEnd('.')}. Correct it with an editor, or move it away and save the connections again. Nothing was changed.",
        cause)
    {
        Target = file,
    };

    public static ScaleException OpenToOthers(string file) => new(
        ScaleErrorId.ProfileDamaged,
        $"Others than you may write to the file of connection profiles '{file}', so what it says, commands included, may not be yours. Look at it, then run: chmod 600 '{file}'.")
    {
        Target = file,
    };

    public static ScaleException Unusable(string file, Exception cause) => new(
        ScaleErrorId.InvalidPath, $"The file of connection profiles '{file}' cannot be used: {cause.Message.TrimEnd('.')}. Check the folder and its rights.", cause)
    {
        Target = file,
    };

    public static ScaleException BadName(string name) => new(
        ScaleErrorId.InvalidInput,
        $"'{name}' is no name for a connection profile or a deployment. Use up to {ProfileNames.Longest} letters, digits, spaces, dots, hyphens and underscores, beginning with a letter, a digit or an underscore.")
    {
        Target = name,
    };
}
