using System.Globalization;
using System.Management.Automation;
using System.Security;
using IkomiaScale.Abstractions;
using IkomiaScale.Authentication;
using IkomiaScale.Connections;
using IkomiaScale.Emulation;
using IkomiaScale.Storage;

namespace IkomiaScale.Commands;

/// <summary>Starts a local emulator and connects the session to it. It ends with this PowerShell, however that ends.</summary>
[Cmdlet(VerbsLifecycle.Start, "IkEmulator", SupportsShouldProcess = true)]
[OutputType(typeof(IkConnection))]
public sealed class StartIkEmulatorCommand : CancellableCmdlet
{
    /// <summary>The port, 0 to 65535; 0, the default, takes a free one.</summary>
    [Parameter(Position = 0)]
    [ValidateRange(0, 65535)]
    public int Port { get; set; }

    /// <summary>The folder for objects and runs; they are there again when it is started on the same folder. Default: the emulator's own.</summary>
    [Parameter]
    [ValidateNotNullOrEmpty]
    public string? DataPath { get; set; }

    /// <summary>The API token that it takes. A plain string is converted.</summary>
    [Parameter]
    [SecureToken]
    [ValidateNotNull]
    public SecureString Token { get; set; } = SecureStrings.Protect("emulator-token");

    /// <summary>Speaks https, with a certificate of an authority that it makes for itself and that this session trusts.</summary>
    [Parameter]
    public SwitchParameter Https { get; set; }

    /// <summary>The emulator's program, or the folder that has it.</summary>
    [Parameter]
    [ValidateNotNullOrEmpty]
    public string? EmulatorPath { get; set; }

    /// <summary>More arguments for the emulator, such as <c>--legacy</c> or <c>--page-size 10</c>, one string each.</summary>
    [Parameter]
    [ValidateNotNull]
    public string[] ArgumentList { get; set; } = [];

    /// <summary>Gives the connection.</summary>
    [Parameter]
    public SwitchParameter PassThru { get; set; }

    /// <inheritdoc/>
    protected override void EndProcessing()
    {
        var path = Required(() => EmulatorLocator.Find(
            EmulatorPath is null ? null : ProviderPaths.Literal(this, EmulatorPath), MyInvocation.MyCommand.Module.ModuleBase));
        if (!ShouldProcess(path, "Start emulator"))
        {
            return;
        }

        if (SessionConnections.Emulator is { IsRunning: true } running)
        {
            ThrowTerminatingError(new ScaleException(
                ScaleErrorId.InvalidInput, $"This session runs an emulator at {running.Address} already. Run Stop-IkEmulator first.").ToErrorRecord(running.Address));
        }

        WriteVerbose($"Starting {path}.");
        var connection = Required(() => Start(path));
        if (PassThru)
        {
            connection.IsGivenOut = true;
            WriteObject(connection);
        }
    }

    private IkConnection Start(string path)
    {
        var emulator = WaitFor(EmulatorProcess.StartAsync(path, Arguments(), Token, SessionState.Path.CurrentFileSystemLocation.ProviderPath, StopToken));
        IkConnection? connection = null;
        try
        {
            connection = Connect(emulator);
            WaitFor(connection.Client.CheckAsync(StopToken));
            SessionConnections.Emulator = emulator;
            SessionConnections.Current = connection;
            return connection;
        }
        catch
        {
            connection?.Close();
            emulator.Dispose();
            throw;
        }
    }

    private IkConnection Connect(EmulatorProcess emulator)
    {
        using var settings = ConnectionSettings.Create(new ConnectionValues
        {
            Token = Token,
            Profile = new IkConnectionProfile
            {
                Endpoint = emulator.Address,
                ScaleUrl = emulator.Address,
                StorageUrl = emulator.Address,
                CertificateAuthority = emulator.CertificateAuthority,
            },
        });
        return settings.Connect();
    }

    private IEnumerable<string> Arguments()
    {
        if (Https)
        {
            yield return "--https";
        }

        yield return "--port";
        yield return Port.ToString(CultureInfo.InvariantCulture);
        if (DataPath is not null)
        {
            yield return "--data";
            yield return ProviderPaths.Literal(this, DataPath);
        }

        foreach (var argument in ArgumentList)
        {
            yield return argument;
        }
    }
}
