using System.Management.Automation;
using System.Security;

namespace IkomiaScale.Connections;

/// <summary>Secrets of PowerShell's SecretManagement, where that module is there.</summary>
internal static class SecretVault
{
    private const string Command = @"Microsoft.PowerShell.SecretManagement\Get-Secret";

    /// <summary>The token that a vault has.</summary>
    /// <param name="cmdlet">The cmdlet that needs it.</param>
    /// <param name="profile">The profile that it is for.</param>
    /// <param name="secret"><c>vault/name</c>, or a name alone for the default vault.</param>
    /// <param name="patience">How long the vault may take.</param>
    /// <param name="stop">Ends the wait.</param>
    /// <exception cref="ScaleException"><see cref="ScaleErrorId.NotConnected"/>: the module, the vault or the secret is not there.</exception>
    public static SecureString Read(PSCmdlet cmdlet, string profile, string secret, TimeSpan patience, CancellationToken stop)
    {
        if (cmdlet.InvokeCommand.GetCommand(Command, CommandTypes.Cmdlet | CommandTypes.Function) is not { } command)
        {
            throw new ScaleException(
                ScaleErrorId.NotConnected,
                $"The token of the profile '{profile}' is the secret '{secret}', and the module Microsoft.PowerShell.SecretManagement, which has it, is not installed. " +
                "Run: Install-PSResource Microsoft.PowerShell.SecretManagement, and register the vault; or save the connection with another source of the token.")
            {
                Target = secret,
            };
        }

        var slash = secret.IndexOf('/');
        var output = NestedCommand.Run(
            $"Get-Secret '{secret}', for the token of the profile '{profile}',",
            shell =>
            {
                shell.AddCommand(command).AddParameter("Name", secret.Substring(slash + 1));
                if (slash > 0)
                {
                    shell.AddParameter("Vault", secret.Substring(0, slash));
                }
            },
            patience,
            stop);
        return output is [PSCredential credential] ? credential.Password : TokenReader.Token(output) ?? throw new ScaleException(
            ScaleErrorId.NotConnected,
            $"The secret '{secret}' is no token for the profile '{profile}': it is neither a text of one line, nor a secure string, nor a credential. Set it with: Set-Secret.")
        {
            Target = secret,
        };
    }
}
