using System.Management.Automation;
using System.Security;
using IkomiaScale.Abstractions;
using IkomiaScale.Completion;
using IkomiaScale.Connections;

namespace IkomiaScale.Commands;

/// <summary>Connects the session to a project: by a saved profile, or by values.</summary>
[Cmdlet(VerbsCommunications.Connect, "IkScale")]
[OutputType(typeof(IkConnection))]
public sealed class ConnectIkScaleCommand : ConnectionCmdlet
{
    /// <summary>
    /// The deployment's URL, as the web application shows it; default <c>IKOMIA_ENDPOINT</c>. What is no absolute URL is the name of a profile.
    /// </summary>
    [Parameter(Position = 0)]
    [ArgumentCompleter(typeof(ConnectionNameCompleter))]
    [ValidateNotNull]
    public Uri? Endpoint { get; set; }

    /// <summary>The API token; default the profile's, else <c>IKOMIA_TOKEN</c>. A plain string is converted.</summary>
    [Parameter(Position = 1)]
    [SecureToken]
    [ValidateNotNull]
    public SecureString? Token { get; set; }

    /// <summary>The name of a saved profile; default <c>IKOMIA_PROFILE</c>. Other values that are given replace the profile's.</summary>
    [Parameter]
    [ArgumentCompleter(typeof(ConnectionNameCompleter))]
    [ValidateNotNullOrEmpty]
    public string? Name { get; set; }

    /// <summary>Does not ask the service for a JWT now.</summary>
    [Parameter]
    public SwitchParameter SkipCheck { get; set; }

    /// <summary>Gives the connection.</summary>
    [Parameter]
    public SwitchParameter PassThru { get; set; }

    /// <inheritdoc/>
    protected override void EndProcessing()
    {
        var connection = Required(Connect);
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

    private IkConnection Connect()
    {
        var profile = ProfileOf(Name, Endpoint);
        var endpoint = Name is null && profile is not null ? null : Endpoint;
        using var settings = Settings(profile, Given(endpoint, Token));
        return settings.Connect();
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
