using System.Security;
using IkomiaScale.Authentication;

namespace IkomiaScale.Profiles.Stores;

/// <summary>The Keychain of macOS, through the program <c>security</c>.</summary>
internal sealed class KeychainStore(string path) : ITokenStore
{
    private const string Service = "IkomiaScale";
    private const int NotFound = 44;

    private readonly HelperProgram _program = new(path);

    public string Name => "Keychain";

    public async Task SaveAsync(string key, SecureString secret, CancellationToken cancellationToken)
    {
        // A command on the standard input: other users could read an argument.
        var command = $"add-generic-password -U -s {Service} -a {Quote(key)} -w {Quote(secret.Reveal())}\n";
        var end = await _program.RunAsync(["-i"], command, cancellationToken).ConfigureAwait(false);
        if (end.ExitCode != 0 || end.Words.Length > 0)
        {
            throw _program.Refused($"The token of '{key}' cannot be stored", end);
        }
    }

    public async Task<SecureString?> ReadAsync(string key, CancellationToken cancellationToken)
    {
        var end = await _program.RunAsync(["find-generic-password", "-s", Service, "-a", key, "-w"], null, cancellationToken).ConfigureAwait(false);
        return end.ExitCode switch
        {
            0 => SecureStrings.Protect(end.Output.TrimEnd('\n', '\r')),
            NotFound => null,
            _ => throw _program.Refused($"The token of '{key}' cannot be read", end),
        };
    }

    public async Task RemoveAsync(string key, CancellationToken cancellationToken)
    {
        var end = await _program.RunAsync(["delete-generic-password", "-s", Service, "-a", key], null, cancellationToken).ConfigureAwait(false);
        if (end.ExitCode is not (0 or NotFound))
        {
            throw _program.Refused($"The token of '{key}' cannot be removed", end);
        }
    }

    private static string Quote(string text) => "\"" + text.Replace("\\", "\\\\").Replace("\"", "\\\"") + "\"";
}
