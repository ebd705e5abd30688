using System.Management.Automation;
using System.Security;
using IkomiaScale.Abstractions;
using IkomiaScale.Administration;
using IkomiaScale.Completion;
using IkomiaScale.Connections;

namespace IkomiaScale.Commands;

/// <summary>Connects the session to a project, with a saved profile or with values.</summary>
[Cmdlet(VerbsCommunications.Connect, "IkScale")]
[OutputType(typeof(IkConnection))]
public sealed class ConnectIkScaleCommand : ConnectionCmdlet
{
    private int _piped;
    private bool _isOverSession;

    /// <summary>
    /// The deployment's URL, as the web application shows it; by default <c>IKOMIA_ENDPOINT</c>. Anything but an absolute URL is the name of a profile.
    /// </summary>
    [Parameter(Position = 0, ValueFromPipelineByPropertyName = true)]
    [ArgumentCompleter(typeof(ConnectionNameCompleter))]
    [ValidateNotNull]
    public Uri? Endpoint { get; set; }

    /// <summary>The API token; by default the profile's, then <c>IKOMIA_TOKEN</c>. A plain string is converted.</summary>
    [Parameter(Position = 1)]
    [SecureToken]
    [ValidateNotNull]
    public SecureString? Token { get; set; }

    /// <summary>The name of a saved profile; by default <c>IKOMIA_PROFILE</c>. Other parameters replace the profile's values.</summary>
    [Parameter]
    [ArgumentCompleter(typeof(ConnectionNameCompleter))]
    [ValidateNotNullOrEmpty]
    public string? Name { get; set; }

    /// <summary>The name or path of a project; the endpoint is the one of its deployment.</summary>
    [Parameter]
    [ArgumentCompleter(typeof(PlatformNameCompleter))]
    [ValidateNotNullOrEmpty]
    public string? Project { get; set; }

    /// <summary>The name of the workflow, if the project has several deployments.</summary>
    [Parameter]
    [ArgumentCompleter(typeof(PlatformNameCompleter))]
    [ValidateNotNullOrEmpty]
    public string? Workflow { get; set; }

    /// <summary>Doesn't request an access token now.</summary>
    [Parameter]
    public SwitchParameter SkipCheck { get; set; }

    /// <summary>Returns the connection.</summary>
    [Parameter]
    public SwitchParameter PassThru { get; set; }

    /// <inheritdoc/>
    protected override void ProcessRecord()
    {
        if (++_piped > 1)
        {
            Required<int>(() => throw new ScaleException(
                ScaleErrorId.InvalidInput, "A session has one connection, and several deployments came down the pipeline. Choose one with Where-Object, or run Connect-IkScale -PassThru once for each."));
        }
    }

    /// <inheritdoc/>
    protected override void EndProcessing()
    {
        var connection = OverSession() ?? Required(() => Connect(null));
        if (Project is not null || Workflow is not null)
        {
            connection = ToDeployment(connection);
        }

        if (!SkipCheck)
        {
            Check(connection);
        }

        SessionConnections.Current = connection;
        if (PassThru)
        {
            connection.MayBeHeld = true;
            WriteObject(connection);
        }
    }

    private IkConnection Connect(Uri? found)
    {
        var profile = ProfileOf(Name, Endpoint);
        var endpoint = found ?? (Name is null && profile is not null ? null : Endpoint);
        using var settings = Settings(profile, Given(endpoint, Token));
        return settings.Connect();
    }

    // Without a token, a deployment of the platform belongs to the account that the session is connected to.
    private IkConnection? OverSession()
    {
        var isOfPlatform = Project is not null || Workflow is not null || MyInvocation.ExpectingInput;
        if (!isOfPlatform || Token is not null || Name is not null || ScaleUrl is not null || StorageUrl is not null || SessionConnections.Current is not { IsClosed: false, CanShare: true } session)
        {
            return null;
        }

        _isOverSession = true;
        return Required(() => session.To(Endpoint ?? session.Endpoint));
    }

    private IkConnection ToDeployment(IkConnection account)
    {
        try
        {
            var endpoint = Required(() => new EndpointFinder(this, account.Client.Administration, StopToken).Find(
                Project ?? throw new ScaleException(ScaleErrorId.InvalidInput, "-Workflow names a workflow of a project. Add -Project <name>."), Workflow));
            return Required(() => _isOverSession ? account.To(endpoint) : Connect(endpoint));
        }
        finally
        {
            account.Close();
        }
    }

    private void Check(IkConnection connection)
    {
        var isGood = false;
        try
        {
            WriteVerbose($"Requesting an access token for {connection} from {connection.ScaleUrl.GetLeftPart(UriPartial.Authority)}.");
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
