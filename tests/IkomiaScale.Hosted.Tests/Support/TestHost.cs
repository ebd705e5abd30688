using System.Globalization;
using System.Management.Automation.Host;

namespace IkomiaScale.Hosted.Tests.Support;

/// <summary>A host that has nobody before it: it records what is shown, and answers what is asked as it was told to.</summary>
internal sealed class TestHost : PSHost
{
    public TestUI Screen { get; } = new();

    public override string Name => "IkomiaScale.Hosted.Tests";

    public override Version Version { get; } = new(1, 0);

    public override Guid InstanceId { get; } = Guid.NewGuid();

    public override PSHostUserInterface UI => Screen;

    public override CultureInfo CurrentCulture => CultureInfo.InvariantCulture;

    public override CultureInfo CurrentUICulture => CultureInfo.InvariantCulture;

    public override void SetShouldExit(int exitCode)
    {
    }

    public override void EnterNestedPrompt() => throw new NotSupportedException();

    public override void ExitNestedPrompt() => throw new NotSupportedException();

    public override void NotifyBeginApplication()
    {
    }

    public override void NotifyEndApplication()
    {
    }
}
