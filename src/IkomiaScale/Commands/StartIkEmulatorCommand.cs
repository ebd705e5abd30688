using System.Collections;
using System.Globalization;
using System.Management.Automation;
using System.Security;
using IkomiaScale.Abstractions;
using IkomiaScale.Authentication;
using IkomiaScale.Connections;
using IkomiaScale.Emulation;
using IkomiaScale.Emulation.Scripts;
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

    /// <summary>
    /// Journals of batches whose results are returned again: a folder for the deployment that the session is connected to, and in a hashtable folders by the names of further
    /// deployments, whose endpoints have these names as their paths.
    /// </summary>
    [Parameter]
    [ValidateNotNullOrEmpty]
    public object[]? Answers { get; set; }

    /// <summary>How fast recorded runs are played: 1 takes as long as it took, 10 a tenth of it; 0, the default, no time.</summary>
    [Parameter]
    [ValidateRange(0.0, 1e9)]
    public double Speed { get; set; }

    /// <summary>What a run gets that is in no journal: a failure that names the known inputs, the result for the nearest file name, or an empty result.</summary>
    [Parameter]
    [ValidateSet("Error", "Nearest", "Empty")]
    public string Unmatched { get; set; } = "Error";

    /// <summary>Computes what tasks return: gets a run with Task, Parameters and Inputs, and returns its outputs, each with one key that names its type.</summary>
    [Parameter]
    [ValidateNotNull]
    public ScriptBlock? Handler { get; set; }

    /// <summary>How long the handler may take for one run, in seconds. Default: 60.</summary>
    [Parameter]
    [ValidateRange(1, 86400)]
    public int HandlerTimeoutSec { get; set; } = 60;

    /// <summary>A workflow document (JSON) to offer instead of the built-in one.</summary>
    [Parameter]
    [ValidateNotNullOrEmpty]
    public string? WorkflowPath { get; set; }

    /// <summary>Rules by which the emulator fails, one hashtable each.</summary>
    [Parameter]
    [ValidateNotNullOrEmpty]
    public IDictionary[]? Fault { get; set; }

    /// <summary>Refuses and counts requests that break the protocol of the service.</summary>
    [Parameter]
    public SwitchParameter Strict { get; set; }

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
        var folder = SessionState.Path.CurrentFileSystemLocation.ProviderPath;
        using var faults = Fault is null ? null : FaultRules.Write(Fault);
        var handler = Handler is null ? null : new ScriptHandler(Handler.ToString(), folder);
        EmulatorProcess? emulator = null;
        IkConnection? connection = null;
        try
        {
            emulator = WaitFor(EmulatorProcess.StartAsync(path, Arguments(faults, handler).ToList(), Token, folder, StopToken));
            emulator.Companion = handler;
            connection = Connect(emulator);
            WaitFor(connection.Client.CheckAsync(StopToken));
            SessionConnections.Emulator = emulator;
            SessionConnections.Current = connection;
            return connection;
        }
        catch
        {
            connection?.Close();
            emulator?.Dispose();
            handler?.Dispose();
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

    private IEnumerable<string> Arguments(FaultRules? faults, ScriptHandler? handler)
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

        foreach (var argument in Played().Concat(Handled(handler)).Concat(ArgumentList))
        {
            yield return argument;
        }

        if (faults is not null)
        {
            yield return "--faults";
            yield return faults.Path;
        }

        if (WorkflowPath is not null)
        {
            yield return "--workflow";
            yield return ProviderPaths.Literal(this, WorkflowPath);
        }

        if (Strict)
        {
            yield return "--strict";
        }
    }

    private IEnumerable<string> Played() => Answers is null
        ? []
        : AnswersArgument.Read(this, Answers).SelectMany(answers => new[] { "--answers", answers })
            .Concat(["--speed", Speed.ToString("0.######", CultureInfo.InvariantCulture), "--unmatched", Unmatched.ToLowerInvariant()]);

    private IEnumerable<string> Handled(ScriptHandler? handler) => handler is null
        ? []
        : ["--handler-pipe", handler.PipeName, "--handler-timeout", HandlerTimeoutSec.ToString(CultureInfo.InvariantCulture)];
}
