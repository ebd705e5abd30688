using System.Management.Automation;
using System.Security;
using IkomiaScale.Abstractions;
using IkomiaScale.Connections;

namespace IkomiaScale.Commands;

/// <summary>Connects the session to a project.</summary>
[Cmdlet(VerbsCommunications.Connect, "IkScale")]
[OutputType(typeof(IkConnection))]
public sealed class ConnectIkScaleCommand : CancellableCmdlet
{
    /// <summary>The deployment's URL, as the web application shows it; default <c>IKOMIA_ENDPOINT</c>.</summary>
    [Parameter(Position = 0)]
    [ValidateNotNull]
    public Uri? Endpoint { get; set; }

    /// <summary>The API token; default <c>IKOMIA_TOKEN</c>. A plain string is converted.</summary>
    [Parameter(Position = 1)]
    [SecureToken]
    [ValidateNotNull]
    public SecureString? Token { get; set; }

    /// <summary>The platform's URL; default <c>IKOMIA_URL</c>, else the public one.</summary>
    [Parameter]
    [ValidateNotNull]
    public Uri? ScaleUrl { get; set; }

    /// <summary>The storage's URL; default <c>IKOMIA_SCALEFS_URL</c>, else the public one.</summary>
    [Parameter]
    [ValidateNotNull]
    public Uri? StorageUrl { get; set; }

    /// <summary>The longest time in seconds in which nothing moves on the wire; not a limit on a whole transfer.</summary>
    [Parameter]
    [ValidateRange(1, 86400)]
    public int TimeoutSec { get; set; } = 100;

    /// <summary>Allows http to a host that is not this machine.</summary>
    [Parameter]
    public SwitchParameter AllowInsecure { get; set; }

    /// <summary>Does not ask the service for a JWT now.</summary>
    [Parameter]
    public SwitchParameter SkipCheck { get; set; }

    /// <summary>Gives the connection.</summary>
    [Parameter]
    public SwitchParameter PassThru { get; set; }

    /// <inheritdoc/>
    protected override void EndProcessing()
    {
        var connection = Required(() =>
        {
            using var settings = ConnectionSettings.Create(Endpoint, Token, ScaleUrl, StorageUrl, TimeSpan.FromSeconds(TimeoutSec), AllowInsecure);
            return settings.Connect();
        });
        if (!SkipCheck)
        {
            Check(connection);
        }

        SessionConnections.Current = connection;
        if (PassThru)
        {
            connection.IsGivenOut = true;
            WriteObject(connection);
        }
    }

    private void Check(IkConnection connection)
    {
        var isGood = false;
        try
        {
            WriteVerbose($"Asking {connection.ScaleUrl.GetLeftPart(UriPartial.Authority)} for access to {connection}.");
            Required(() =>
            {
                WaitFor(connection.Client.CheckAsync(StopToken));
                return connection;
            });
            isGood = true;
        }
        finally
        {
            if (!isGood)
            {
                connection.Close();
            }
        }
    }
}
