using System.Management.Automation;
using System.Security;
using IkomiaScale.Abstractions;
using IkomiaScale.Administration;
using IkomiaScale.Completion;
using IkomiaScale.Connections;

namespace IkomiaScale.Commands;

/// <summary>Connects the session to a project: by a saved profile, or by values.</summary>
[Cmdlet(VerbsCommunications.Connect, "IkScale")]
[OutputType(typeof(IkConnection))]
public sealed class ConnectIkScaleCommand : ConnectionCmdlet
{
    private int _piped;
    private bool _isOverSession;

    /// <summary>
    /// The deployment's URL, as the web application shows it; default <c>IKOMIA_ENDPOINT</c>. What is no absolute URL is the name of a profile.
    /// </summary>
    [Parameter(Position = 0, ValueFromPipelineByPropertyName = true)]
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

    /// <summary>The name or path of a project of the platform: the endpoint is that of its deployment.</summary>
    [Parameter]
    [ArgumentCompleter(typeof(PlatformNameCompleter))]
    [ValidateNotNullOrEmpty]
    public string? Project { get; set; }

    /// <summary>The name of the workflow whose deployment is meant, where the project has several.</summary>
    [Parameter]
    [ArgumentCompleter(typeof(PlatformNameCompleter))]
    [ValidateNotNullOrEmpty]
    public string? Workflow { get; set; }

    /// <summary>Does not ask the service for a JWT now.</summary>
    [Parameter]
    public SwitchParameter SkipCheck { get; set; }

    /// <summary>Gives the connection.</summary>
    [Parameter]
    public SwitchParameter PassThru { get; set; }

    /// <inheritdoc/>
    protected override void ProcessRecord()
    {
        if (++_piped > 1)
        {
            Required<int>(() => throw new ScaleException(
                ScaleErrorId.InvalidInput, "A session has one connection, and several deployments came down the pipeline. Choose one with Where-Object, or use -PassThru once for each."));
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
            connection.IsGivenOut = true;
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

    // A deployment of the platform that is meant without a token is one of the account that the session is connected to.
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
                Project ?? throw new ScaleException(ScaleErrorId.InvalidInput, "-Workflow needs -Project. Name the project, too."), Workflow));
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
