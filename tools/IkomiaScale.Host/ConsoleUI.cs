using System.Collections.ObjectModel;
using System.Management.Automation;
using System.Management.Automation.Host;
using System.Security;

namespace IkomiaScale.Host;

/// <summary>Shows output, errors and messages; progress is not shown, and a question is an error, as with <c>-NonInteractive</c>.</summary>
internal sealed class ConsoleUI : PSHostUserInterface
{
    /// <summary>Where output goes.</summary>
    public TextWriter Target { get; set; } = Console.Out;

    public override PSHostRawUserInterface RawUI { get; } = new ConsoleRawUI();

    // On Windows the console would have to be told first.
    public override bool SupportsVirtualTerminal => !Console.IsOutputRedirected && !OperatingSystem.IsWindows();

    public override void Write(string value) => Target.Write(Styled(value));

    public override void Write(ConsoleColor foregroundColor, ConsoleColor backgroundColor, string value)
    {
        if (Console.IsOutputRedirected)
        {
            Target.Write(Styled(value));
            return;
        }

        Console.ForegroundColor = foregroundColor;
        Target.Write(Styled(value));
        Console.ResetColor();
    }

    public override void WriteLine(string value) => Target.WriteLine(Styled(value));

    public override void WriteErrorLine(string value) => Console.Error.WriteLine(Styled(value));

    public override void WriteWarningLine(string message) => Target.WriteLine($"WARNING: {message}");

    public override void WriteVerboseLine(string message) => Target.WriteLine($"VERBOSE: {message}");

    public override void WriteDebugLine(string message) => Target.WriteLine($"DEBUG: {message}");

    public override void WriteProgress(long sourceId, ProgressRecord record)
    {
    }

    public override string ReadLine() => throw Unanswered();

    public override SecureString ReadLineAsSecureString() => throw Unanswered();

    public override Dictionary<string, PSObject> Prompt(string caption, string message, Collection<FieldDescription> descriptions) => throw Unanswered();

    public override int PromptForChoice(string caption, string message, Collection<ChoiceDescription> choices, int defaultChoice) => throw Unanswered();

    public override PSCredential PromptForCredential(string caption, string message, string userName, string targetName) => throw Unanswered();

    public override PSCredential PromptForCredential(
        string caption, string message, string userName, string targetName, PSCredentialTypes allowedCredentialTypes, PSCredentialUIOptions options) => throw Unanswered();

    // Without its colours where $PSStyle says so: to leave them out is the host's part.
    private string Styled(string value) => GetOutputString(value, SupportsVirtualTerminal);

    private static PSInvalidOperationException Unanswered() => new("The script asks a question, and here is nobody to answer it.");
}
