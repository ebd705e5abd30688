using System.Globalization;
using System.Management.Automation.Host;

namespace IkomiaScale.Host;

/// <summary>The host of one script on a console, or with its output redirected.</summary>
internal sealed class ConsoleHost : PSHost
{
    public override string Name => "IkomiaScale.Host";

    public override Version Version { get; } = typeof(ConsoleHost).Assembly.GetName().Version!;

    public override Guid InstanceId { get; } = Guid.NewGuid();

    public ConsoleUI Screen { get; } = new();

    public override PSHostUserInterface UI => Screen;

    public override CultureInfo CurrentCulture => CultureInfo.CurrentCulture;

    public override CultureInfo CurrentUICulture => CultureInfo.CurrentUICulture;

    // A script that exits ends by itself; its code is in $LASTEXITCODE.
    public override void SetShouldExit(int exitCode)
    {
    }

    public override void EnterNestedPrompt() => throw new NotSupportedException("This host has no prompt.");

    public override void ExitNestedPrompt() => throw new NotSupportedException("This host has no prompt.");

    public override void NotifyBeginApplication()
    {
    }

    public override void NotifyEndApplication()
    {
    }
}
