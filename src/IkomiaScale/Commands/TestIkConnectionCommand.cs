using System.Management.Automation;
using System.Security;
using IkomiaScale.Abstractions;
using IkomiaScale.Checks;
using IkomiaScale.Completion;
using IkomiaScale.Connections;

namespace IkomiaScale.Commands;

/// <summary>Tests a connection step by step: name, proxy, TLS, clock, token, deployment, storage. Returns a row for each check, with what to do.</summary>
[Cmdlet(VerbsDiagnostic.Test, "IkConnection")]
[OutputType(typeof(IkConnectionCheck))]
public sealed class TestIkConnectionCommand : ConnectionCmdlet
{
    /// <summary>The name of a saved profile, or a deployment's URL. By default the session's connection, then the environment's.</summary>
    [Parameter(Position = 0, ValueFromPipelineByPropertyName = true)]
    [ArgumentCompleter(typeof(ConnectionNameCompleter))]
    [ValidateNotNullOrEmpty]
    public string? Name { get; set; }

    /// <summary>The deployment's URL; by default the profile's, then <c>IKOMIA_ENDPOINT</c>.</summary>
    [Parameter]
    [ValidateNotNull]
    public Uri? Endpoint { get; set; }

    /// <summary>The API token; by default the profile's, then <c>IKOMIA_TOKEN</c>. A plain string is converted.</summary>
    [Parameter(Position = 1)]
    [SecureToken]
    [ValidateNotNull]
    public SecureString? Token { get; set; }

    /// <summary>Also writes to the storage: a temporary object, which expires.</summary>
    [Parameter]
    public SwitchParameter Write { get; set; }

    /// <inheritdoc/>
    protected override void ProcessRecord()
    {
        var isOwn = MyInvocation.BoundParameters.Keys.Any(key => key != nameof(Write) && GetType().GetProperty(key)?.DeclaringType?.Assembly == GetType().Assembly);
        var connection = Required(() => isOwn ? Connect() : SessionConnections.Resolve(null, Tokens));
        using var use = Required(connection.Use);
        try
        {
            ListenHere();
            WriteVerbose($"Testing the connection to {connection}.");
            foreach (var row in Enumerate(ConnectionCheck.RunAsync((ScaleClient)connection.Client, Write, StopToken)))
            {
                WriteObject(row);
            }
        }
        finally
        {
            if (isOwn)
            {
                connection.Close();
            }
        }
    }

    private IkConnection Connect()
    {
        var isUrl = Uri.TryCreate(Name, UriKind.Absolute, out var url);
        var profile = ProfileOf(isUrl ? null : Name, Endpoint ?? url);
        using var settings = Settings(profile, Given(Endpoint ?? url, Token));
        return settings.Connect();
    }
}
