using System.Security;
using IkomiaScale.Authentication;

namespace IkomiaScale.Profiles.Stores;

/// <summary>The keyring of a Linux desktop (GNOME Keyring, KWallet), through the program <c>secret-tool</c> of libsecret.</summary>
internal sealed class SecretToolStore(string path) : ITokenStore
{
    private readonly HelperProgram _program = new(path);

    public string Name => "secret-tool";

    public async Task SaveAsync(string key, SecureString secret, CancellationToken cancellationToken)
    {
        var end = await _program.RunAsync(["store", $"--label=IkomiaScale {key}", .. Attributes(key)], secret.Reveal(), cancellationToken).ConfigureAwait(false);
        if (end.ExitCode != 0)
        {
            throw _program.Refused($"The token of '{key}' cannot be stored", end);
        }
    }

    public async Task<SecureString?> ReadAsync(string key, CancellationToken cancellationToken)
    {
        var end = await _program.RunAsync(["lookup", .. Attributes(key)], null, cancellationToken).ConfigureAwait(false);
        if (end.ExitCode == 0 && end.Output.Length > 0)
        {
            return SecureStrings.Protect(end.Output.TrimEnd('\n', '\r'));
        }

        // Without output and message, there is no such secret. With a message, the lookup failed.
        return end.Words.Length == 0 ? null : throw _program.Refused($"The token of '{key}' cannot be read", end);
    }

    public async Task RemoveAsync(string key, CancellationToken cancellationToken)
    {
        var end = await _program.RunAsync(["clear", .. Attributes(key)], null, cancellationToken).ConfigureAwait(false);
        if (end.ExitCode != 0 && end.Words.Length > 0)
        {
            throw _program.Refused($"The token of '{key}' cannot be removed", end);
        }
    }

    private static string[] Attributes(string key) => ["application", "IkomiaScale", "connection", key];
}
