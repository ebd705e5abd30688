using System.Management.Automation.Language;

namespace IkomiaScale.Connections;

/// <summary>Reads the source of a token from the parameters for it.</summary>
internal static class TokenSourceArgument
{
    /// <summary>The source; null if no parameter names one, or if the token is stored, which is decided later.</summary>
    /// <exception cref="ScaleException"><see cref="ScaleErrorId.InvalidInput"/>: several parameters name a source.</exception>
    public static TokenSource? Read(string? secret, string? variable, string[]? command, bool store)
    {
        var sources = new[]
        {
            secret is null ? null : new TokenSource(TokenSourceKind.Secret, secret),
            variable is null ? null : new TokenSource(TokenSourceKind.Variable, variable.StartsWith("env:", StringComparison.OrdinalIgnoreCase) ? variable.Substring(4) : variable),
            command is null ? null : new TokenSource(TokenSourceKind.Command, Script(command)),
        }.Where(source => source is not null).ToList();
        return sources.Count + (store ? 1 : 0) > 1
            ? throw new ScaleException(ScaleErrorId.InvalidInput, "A profile has one source for the token. Use one of -TokenSecret, -TokenVariable, -TokenCommand, and -StoreToken.")
            : sources.FirstOrDefault();
    }

    // One string is a script; several are a program and its literal arguments.
    private static string Script(string[] command) => command.Length == 1
        ? command[0]
        : "& " + string.Join(" ", command.Select(part => "'" + CodeGeneration.EscapeSingleQuotedStringContent(part) + "'"));
}
