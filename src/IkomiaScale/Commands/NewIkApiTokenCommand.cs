using System.Management.Automation;
using System.Security;
using IkomiaScale.Abstractions;
using IkomiaScale.Administration;
using IkomiaScale.Authentication;
using IkomiaScale.Connections;
using IkomiaScale.Storage;

namespace IkomiaScale.Commands;

/// <summary>Makes an API token from a user's name and password. Needs no connection.</summary>
[Cmdlet(VerbsCommon.New, "IkApiToken", SupportsShouldProcess = true)]
[OutputType(typeof(SecureString))]
public sealed class NewIkApiTokenCommand : CancellableCmdlet
{
    /// <summary>The user's name and password on the platform.</summary>
    [Parameter(Mandatory = true, Position = 0)]
    [ValidateNotNull]
    public PSCredential Credential { get; set; } = null!;

    /// <summary>What the token is called in the list of the user's tokens.</summary>
    [Parameter(Mandatory = true, Position = 1)]
    [ValidateNotNullOrEmpty]
    public string Name { get; set; } = string.Empty;

    /// <summary>How long it is good: a time span, or a number of seconds.</summary>
    [Parameter]
    [Seconds]
    public TimeSpan TimeToLive { get; set; } = TimeSpan.FromDays(30);

    /// <summary>The platform's URL; without it the session's, then <c>IKOMIA_URL</c>, else the public one.</summary>
    [Parameter]
    [ValidateNotNull]
    public Uri? ScaleUrl { get; set; }

    /// <summary>Allows http to a host that is not this machine.</summary>
    [Parameter]
    public SwitchParameter AllowInsecure { get; set; }

    /// <inheritdoc/>
    protected override void EndProcessing()
    {
        var options = Required(Options);
        if (!ShouldProcess($"'{Name}' for {Credential.UserName} at {options.ScaleUrl.GetLeftPart(UriPartial.Authority)}", "Create API token"))
        {
            return;
        }

        ListenHere();
        WriteObject(Required(() => WaitFor(ApiTokens.CreateAsync(options, Credential.UserName, Credential.Password, Name, TimeToLive, StopToken))));
    }

    private ScaleClientOptions Options()
    {
        using var environment = ConnectionSettings.FromEnvironment();
        return new ScaleClientOptions(SecureStrings.Protect(string.Empty))
        {
            ScaleUrl = ScaleUrl ?? SessionConnections.Current?.ScaleUrl ?? environment.Profile.ScaleUrl ?? ScaleClientOptions.DefaultScaleUrl,
            AllowInsecure = AllowInsecure,
            UserAgent = UserAgent.ForThisRunspace(),
        };
    }
}
