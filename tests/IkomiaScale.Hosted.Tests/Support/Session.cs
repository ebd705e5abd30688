using System.Management.Automation.Runspaces;

namespace IkomiaScale.Hosted.Tests.Support;

/// <summary>A runspace with the module in it, as a PowerShell window has one.</summary>
internal sealed class Session : IDisposable
{
    private Session(Runspace runspace, TestHost host)
    {
        Runspace = runspace;
        Screen = host.Screen;
    }

    public Runspace Runspace { get; }

    /// <summary>What it shows and asks.</summary>
    public TestUI Screen { get; }

    /// <summary>The variables that scripts see.</summary>
    public SessionStateProxy Variables => Runspace.SessionStateProxy;

    /// <summary>Opens one without the module.</summary>
    public static Session Bare()
    {
        var host = new TestHost();
        var runspace = RunspaceFactory.CreateRunspace(host, InitialState());
        runspace.Open();
        return new Session(runspace, host);
    }

    /// <summary>Opens one with the module.</summary>
    public static Session WithModule()
    {
        var session = Bare();
        session.Run($"Import-Module '{Built.Manifest}'").Succeeded();
        return session;
    }

    /// <summary>Opens one with the module, connected.</summary>
    public static Session Connected(Emulated emulator)
    {
        var session = WithModule();
        session.Run(ConnectTo(emulator)).Succeeded();
        return session;
    }

    /// <summary>The command that connects to an emulator.</summary>
    public static string ConnectTo(Emulated emulator) =>
        $"Connect-IkScale '{emulator.Address}' {Emulated.Token} -ScaleUrl '{emulator.Address}' -StorageUrl '{emulator.Address}'";

    /// <summary>What a session of the tests begins with: the engine's own cmdlets, and two of the tests'.</summary>
    public static InitialSessionState InitialState()
    {
        var state = InitialSessionState.CreateDefault2();
        state.Commands.Add(new SessionStateCmdletEntry("Select-Few", typeof(SelectFewCommand), null));
        if (OperatingSystem.IsWindows())
        {
            state.ExecutionPolicy = Microsoft.PowerShell.ExecutionPolicy.Bypass;
        }

        return state;
    }

    /// <summary>Runs a script to its end.</summary>
    public Result Run(string script)
    {
        using var shell = PowerShell.Create(Runspace).AddScript(script);
        return Result.Of(shell);
    }

    /// <summary>Runs a script that ends with a terminating error, and gives that.</summary>
    public ErrorRecord Fail(string script)
    {
        var result = Run($"try {{ {script} }} catch {{ throw }}");
        Assert.True(result.Failure is not null, $"This did not end with an error: {script}");
        Assert.Empty(result.Errors);
        return result.Failure;
    }

    /// <summary>Runs a script and gives what its output looks like on a screen.</summary>
    public string Show(string script)
    {
        var before = Screen.Shown.Length;
        Run($"{script} | Out-Host").Succeeded();
        return Screen.Shown[before..];
    }

    /// <summary>Starts a script, to be stopped.</summary>
    public Running Start(string script) => new(PowerShell.Create(Runspace).AddScript(script));

    public void Dispose() => Runspace.Dispose();
}
