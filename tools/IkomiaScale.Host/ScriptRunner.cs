using System.Management.Automation;
using System.Management.Automation.Runspaces;
using Microsoft.PowerShell;

namespace IkomiaScale.Host;

/// <summary>
/// Runs one script file with the cmdlets that are in the engine itself: those of the modules Utility and Management are
/// not in its package. What it writes is formatted and shown as PowerShell does.
/// </summary>
internal static class ScriptRunner
{
    /// <summary>Runs a script to its end, or to the error that ends it.</summary>
    /// <param name="path">The script's file.</param>
    /// <param name="arguments">Its arguments: <c>-Name value</c>, <c>-Switch</c>, or values by position.</param>
    /// <returns>The exit code: what the script exits with, 1 after an error that ended it.</returns>
    public static int Run(string path, IReadOnlyList<string> arguments)
    {
        var script = Path.GetFullPath(path);
        if (!File.Exists(script))
        {
            Console.Error.WriteLine($"There is no script '{script}'.");
            return 2;
        }

        var host = new ConsoleHost();
        var state = InitialSessionState.CreateDefault2();
        if (OperatingSystem.IsWindows())
        {
            // Other systems know no execution policy.
            state.ExecutionPolicy = ExecutionPolicy.Bypass;
        }

        using var runspace = RunspaceFactory.CreateRunspace(host, state);
        runspace.Open();
        using var shell = PowerShell.Create(runspace);
        ConsoleCancelEventHandler stop = (_, request) =>
        {
            request.Cancel = true;
            shell.BeginStop(null, null);
        };
        Console.CancelKeyPress += stop;
        try
        {
            shell.AddCommand(script);
            AddArguments(shell, arguments);

            // As at a prompt: errors go the way of the output, and both are formatted at its end.
            shell.Commands.Commands[0].MergeMyResults(PipelineResultTypes.Error, PipelineResultTypes.Output);
            shell.AddCommand("Out-Default").Invoke();
            return runspace.SessionStateProxy.GetVariable("LASTEXITCODE") is int code ? code : 0;
        }
        catch (PipelineStoppedException)
        {
            return 130;
        }
        catch (RuntimeException exception)
        {
            Show(host, runspace, exception.ErrorRecord);
            return 1;
        }
        finally
        {
            Console.CancelKeyPress -= stop;
        }
    }

    private static void AddArguments(PowerShell shell, IReadOnlyList<string> arguments)
    {
        for (var index = 0; index < arguments.Count; index++)
        {
            if (!arguments[index].StartsWith('-'))
            {
                shell.AddArgument(arguments[index]);
            }
            else if (index + 1 < arguments.Count && !arguments[index + 1].StartsWith('-'))
            {
                shell.AddParameter(arguments[index][1..], arguments[++index]);
            }
            else
            {
                shell.AddParameter(arguments[index][1..]);
            }
        }
    }

    private static void Show(ConsoleHost host, Runspace runspace, ErrorRecord error)
    {
        using var shell = PowerShell.Create(runspace);
        host.Screen.Target = Console.Error;
        shell.AddCommand("Out-Default").AddParameter("InputObject", error).Invoke();
    }
}
