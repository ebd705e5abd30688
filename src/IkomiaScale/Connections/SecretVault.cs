using System.Management.Automation;
using System.Security;

namespace IkomiaScale.Connections;

/// <summary>Reads secrets with PowerShell's SecretManagement, if that module is installed.</summary>
internal static class SecretVault
{
    private const string Command = @"Microsoft.PowerShell.SecretManagement\Get-Secret";

    /// <summary>Reads a token from a vault.</summary>
    /// <param name="cmdlet">The cmdlet that needs it.</param>
    /// <param name="profile">The name of the profile.</param>
    /// <param name="secret"><c>vault/name</c>, or a name alone for the default vault.</param>
    /// <param name="patience">The longest time that the vault may take.</param>
    /// <param name="stop">Stops the wait.</param>
    /// <exception cref="ScaleException"><see cref="ScaleErrorId.NotConnected"/>: the module, the vault, or the secret does not exist.</exception>
    public static SecureString Read(PSCmdlet cmdlet, string profile, string secret, TimeSpan patience, CancellationToken stop)
    {
        if (cmdlet.InvokeCommand.GetCommand(Command, CommandTypes.Cmdlet | CommandTypes.Function) is not { } command)
        {
            throw new ScaleException(
                ScaleErrorId.NotConnected,
                $"The token of the profile '{profile}' is the secret '{secret}', and the module Microsoft.PowerShell.SecretManagement is not installed. " +
                "Run: Install-PSResource Microsoft.PowerShell.SecretManagement, and register the vault, or save the connection with another source of the token.")
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
            $"The secret '{secret}' cannot be the token of the profile '{profile}': it is not a one-line string, a secure string, or a credential. Set it with Set-Secret.")
        {
            Target = secret,
        };
    }
}
