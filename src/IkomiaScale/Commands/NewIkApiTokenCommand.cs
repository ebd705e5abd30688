using System.Management.Automation;
using System.Security;
using System.Security.Cryptography.X509Certificates;
using IkomiaScale.Abstractions;
using IkomiaScale.Administration;
using IkomiaScale.Connections;
using IkomiaScale.Profiles;
using IkomiaScale.Storage;

namespace IkomiaScale.Commands;

/// <summary>Creates an API token from a user's name and password. Needs no connection.</summary>
[Cmdlet(VerbsCommon.New, "IkApiToken", SupportsShouldProcess = true)]
[OutputType(typeof(SecureString))]
public sealed class NewIkApiTokenCommand : NetworkCmdlet
{
    /// <summary>The user's name and password on the platform.</summary>
    [Parameter(Mandatory = true, Position = 0)]
    [ValidateNotNull]
    public PSCredential Credential { get; set; } = null!;

    /// <summary>The name of the token in the list of the user's tokens.</summary>
    [Parameter(Mandatory = true, Position = 1)]
    [ValidateNotNullOrEmpty]
    public string Name { get; set; } = string.Empty;

    /// <summary>How long the token is valid: a time span, or a number of seconds.</summary>
    [Parameter]
    [Seconds]
    public TimeSpan TimeToLive { get; set; } = TimeSpan.FromDays(30);

    /// <inheritdoc/>
    protected override void EndProcessing()
    {
        var owned = new List<X509Certificate2>();
        try
        {
            var options = Required(() => Options(owned));
            if (ShouldProcess($"'{Name}' for {Credential.UserName} at {options.ScaleUrl.GetLeftPart(UriPartial.Authority)}", "Create API token"))
            {
                ListenHere();
                WriteObject(Required(() => WaitFor(ApiTokens.CreateAsync(options, Credential.UserName, Credential.Password, Name, TimeToLive, StopToken))));
            }
        }
        finally
        {
            owned.ForEach(certificate => certificate.Dispose());
        }
    }

    // A session behind a proxy reaches its platform only on that way. Parameters describe a way of their own.
    private ScaleClientOptions Options(List<X509Certificate2> owned)
    {
        var session = SessionConnections.Current;
        if (session is not null && !HasNetworkParameter)
        {
            return session.Client.Options;
        }

        using var settings = ConnectionSettings.Create(Given(new IkConnectionProfile { ScaleUrl = session?.ScaleUrl }, null));
        return settings.WithoutToken(owned);
    }
}
