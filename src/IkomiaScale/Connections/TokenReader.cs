using System.Globalization;
using System.Management.Automation;
using System.Security;
using IkomiaScale.Authentication;
using IkomiaScale.Profiles;
using IkomiaScale.Profiles.Stores;

namespace IkomiaScale.Connections;

/// <summary>Reads the token of a profile from its source. Use it only on the pipeline thread.</summary>
internal sealed class TokenReader
{
    private const string ExitCode = "global:LASTEXITCODE";
    private static readonly TimeSpan Patience = TimeSpan.FromMinutes(2);

    private readonly PSCmdlet _cmdlet;
    private readonly CancellationToken _stop;

    public TokenReader(PSCmdlet cmdlet, CancellationToken stop)
    {
        _cmdlet = cmdlet;
        _stop = stop;
    }

    /// <summary>The token; null if the profile has no source for it.</summary>
    /// <exception cref="ScaleException"><see cref="ScaleErrorId.NotConnected"/> and others: the source has no token, or cannot be read.</exception>
    public SecureString? Read(IkConnectionProfile profile) => profile.TokenSource switch
    {
        null => null,
        { Kind: TokenSourceKind.Variable, Value: var name } => FromVariable(profile, name),
        { Kind: TokenSourceKind.Command, Value: var command } => FromCommand(profile, command),
        { Kind: TokenSourceKind.Secret, Value: var secret } => SecretVault.Read(_cmdlet, profile.Name, secret, Patience, _stop),
        _ => Stored(profile.Name) ?? throw Missing(profile, "is no longer in the protected store of this system", "Store it again with Save-IkConnection -StoreToken."),
    };

    /// <summary>A secret in the system's store; null without one.</summary>
    public SecureString? Stored(string key) => Wait(token => TokenStores.OfThisSystem(ProfilePlace.Folder).ReadAsync(StoreKeys.Of(key), token));

    private static SecureString FromVariable(IkConnectionProfile profile, string name) =>
        Environment.GetEnvironmentVariable(name) is { } text && text.Trim().Length > 0
            ? SecureStrings.Protect(text.Trim())
            : throw Missing(profile, $"is in the environment variable {name}, which is empty", "Set it, or save the connection with another source of the token.");

    private SecureString FromCommand(IkConnectionProfile profile, string command)
    {
        var what = $"The command that prints the token of the profile '{profile.Name}'";
        var before = _cmdlet.SessionState.PSVariable.GetValue(ExitCode);
        _cmdlet.SessionState.PSVariable.Set(ExitCode, 0);
        try
        {
            var output = NestedCommand.Run(what, shell => shell.AddScript(command, useLocalScope: true), Patience, _stop);
            var exit = Convert.ToInt32(_cmdlet.SessionState.PSVariable.GetValue(ExitCode) ?? 0, CultureInfo.InvariantCulture);
            if (exit != 0)
            {
                throw NestedCommand.Failed(what, $"it ended with exit code {exit}");
            }

            return Token(output) ?? throw Missing(
                profile, "is the output of a command, and that output is not one line of text", "Run the command yourself: it must print the token and nothing else.");
        }
        finally
        {
            _cmdlet.SessionState.PSVariable.Set(ExitCode, before);
        }
    }

    /// <summary>The token in an output: one line of text, or one secure string.</summary>
    internal static SecureString? Token(IReadOnlyList<object> output)
    {
        if (output.Count == 1 && output[0] is SecureString secret)
        {
            return secret.Length > 0 ? secret : null;
        }

        var lines = output.Select(item => item as string ?? string.Empty).SelectMany(text => text.Split('\n')).Select(line => line.Trim()).Where(line => line.Length > 0).ToList();
        return lines.Count == 1 ? SecureStrings.Protect(lines[0]) : null;
    }

    private T Wait<T>(Func<CancellationToken, Task<T>> ask)
    {
        try
        {
            return Task.Run(() => ask(_stop), _stop).GetAwaiter().GetResult();
        }
        catch (OperationCanceledException) when (_stop.IsCancellationRequested)
        {
            throw new PipelineStoppedException();
        }
    }

    private static ScaleException Missing(IkConnectionProfile profile, string what, string advice) =>
        new(ScaleErrorId.NotConnected, $"The token of the profile '{profile.Name}' {what}. {advice}") { Target = profile.Name };
}
