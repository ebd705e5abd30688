using System.Management.Automation.Language;

namespace IkomiaScale.Connections;

/// <summary>Where a token is, from the parameters that can say it.</summary>
internal static class TokenSourceArgument
{
    /// <summary>Reads them; null where none is given, or where the token is to be stored, which is decided later.</summary>
    /// <exception cref="ScaleException"><see cref="ScaleErrorId.InvalidInput"/>: more than one says it.</exception>
    public static TokenSource? Read(string? secret, string? variable, string[]? command, bool store)
    {
        var sources = new[]
        {
            secret is null ? null : new TokenSource(TokenSourceKind.Secret, secret),
            variable is null ? null : new TokenSource(TokenSourceKind.Variable, variable.StartsWith("env:", StringComparison.OrdinalIgnoreCase) ? variable.Substring(4) : variable),
            command is null ? null : new TokenSource(TokenSourceKind.Command, Script(command)),
        }.Where(source => source is not null).ToList();
        return sources.Count + (store ? 1 : 0) > 1
            ? throw new ScaleException(ScaleErrorId.InvalidInput, "A token is in one place. Give one of -TokenSecret, -TokenVariable, -TokenCommand and -StoreToken.")
            : sources.FirstOrDefault();
    }

    // A text is a script as it is; a list is a program and its arguments, taken literally.
    private static string Script(string[] command) => command.Length == 1
        ? command[0]
        : "& " + string.Join(" ", command.Select(part => "'" + CodeGeneration.EscapeSingleQuotedStringContent(part) + "'"));
}
