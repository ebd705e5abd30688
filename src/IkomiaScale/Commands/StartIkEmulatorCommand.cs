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

/// <summary>Starts a local emulator and connects the session to it. The emulator ends with this PowerShell process.</summary>
[Cmdlet(VerbsLifecycle.Start, "IkEmulator", SupportsShouldProcess = true)]
[OutputType(typeof(IkConnection))]
public sealed class StartIkEmulatorCommand : CancellableCmdlet
{
    /// <summary>The port, 0 to 65535; 0, the default, selects a free one.</summary>
    [Parameter(Position = 0)]
    [ValidateRange(0, 65535)]
    public int Port { get; set; }

    /// <summary>The folder for objects and runs, which a later start with the same folder finds again. The emulator's own by default.</summary>
    [Parameter]
    [ValidateNotNullOrEmpty]
    public string? DataPath { get; set; }

    /// <summary>The API token that the emulator accepts. A plain string is converted.</summary>
    [Parameter]
    [SecureToken]
    [ValidateNotNull]
    public SecureString Token { get; set; } = SecureStrings.Protect("emulator-token");

    /// <summary>Uses https, with a certificate of the emulator's own authority, which this session trusts.</summary>
    [Parameter]
    public SwitchParameter Https { get; set; }

    /// <summary>The emulator's program, or the folder with it.</summary>
    [Parameter]
    [ValidateNotNullOrEmpty]
    public string? EmulatorPath { get; set; }

    /// <summary>
    /// Journals whose results the emulator returns: a folder for the deployment that the session connects to, and a hashtable with the folders of
    /// further deployments by name. Their endpoints have these names as paths.
    /// </summary>
    [Parameter]
    [ValidateNotNullOrEmpty]
    public object[]? Answers { get; set; }

    /// <summary>The speed of recorded runs: 1 takes the recorded time, 10 a tenth of it, and 0, the default, no time.</summary>
    [Parameter]
    [ValidateRange(0.0, 1e9)]
    public double Speed { get; set; }

    /// <summary>What a run gets that no journal has: a failure that names the known inputs, the result for the nearest file name, or an empty result.</summary>
    [Parameter]
    [ValidateSet("Error", "Nearest", "Empty")]
    public string Unmatched { get; set; } = "Error";

    /// <summary>Computes the outputs of tasks. It receives a run with Task, Parameters, and Inputs, and returns outputs, each with one key that names its type.</summary>
    [Parameter]
    [ValidateNotNull]
    public ScriptBlock? Handler { get; set; }

    /// <summary>The longest time of the handler for one run, in seconds; 60 by default.</summary>
    [Parameter]
    [ValidateRange(1, 86400)]
    public int HandlerTimeoutSec { get; set; } = 60;

    /// <summary>A workflow document (JSON) that replaces the built-in workflow.</summary>
    [Parameter]
    [ValidateNotNullOrEmpty]
    public string? WorkflowPath { get; set; }

    /// <summary>Fault rules, one hashtable each.</summary>
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

    /// <summary>Returns the connection.</summary>
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
                ScaleErrorId.InvalidInput, $"This session already runs an emulator at {running.Address}. Run Stop-IkEmulator first.").ToErrorRecord(running.Address));
        }

        WriteVerbose($"Starting {path}.");
        var connection = Required(() => Start(path));
        if (PassThru)
        {
            connection.MayBeHeld = true;
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
