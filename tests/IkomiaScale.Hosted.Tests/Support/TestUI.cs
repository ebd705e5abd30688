using System.Collections.Concurrent;
using System.Collections.ObjectModel;
using System.Management.Automation.Host;
using System.Security;
using System.Text;

namespace IkomiaScale.Hosted.Tests.Support;

/// <summary>Records what is shown and asked. Answers come from a queue; a question that nobody expected is an error.</summary>
internal sealed class TestUI : PSHostUserInterface
{
    private readonly StringBuilder _shown = new();

    /// <summary>The labels to choose, one a question: <c>Yes</c>, <c>No</c>, <c>Yes to All</c> ...</summary>
    public ConcurrentQueue<string> Answers { get; } = new();

    /// <summary>What was asked.</summary>
    public ConcurrentQueue<string> Questions { get; } = new();

    /// <summary>The warnings that went past the streams, as when a pipeline is being stopped.</summary>
    public ConcurrentQueue<string> Warnings { get; } = new();

    /// <summary>What was shown, as it would stand on a screen without colours.</summary>
    public string Shown
    {
        get
        {
            lock (_shown)
            {
                return _shown.ToString();
            }
        }
    }

    public override PSHostRawUserInterface RawUI { get; } = new TestRawUI();

    public override void Write(string value)
    {
        lock (_shown)
        {
            _shown.Append(GetOutputString(value, supportsVirtualTerminal: false));
        }
    }

    public override void Write(ConsoleColor foregroundColor, ConsoleColor backgroundColor, string value) => Write(value);

    public override void WriteLine(string value) => Write(value + "\n");

    public override void WriteErrorLine(string value) => WriteLine(value);

    public override void WriteWarningLine(string message) => Warnings.Enqueue(message);

    // Streams are read from the pipeline, not from the screen.
    public override void WriteVerboseLine(string message)
    {
    }

    public override void WriteDebugLine(string message)
    {
    }

    public override void WriteProgress(long sourceId, ProgressRecord record)
    {
    }

    public override int PromptForChoice(string caption, string message, Collection<ChoiceDescription> choices, int defaultChoice)
    {
        Questions.Enqueue(message);
        if (!Answers.TryDequeue(out var answer))
        {
            throw new InvalidOperationException($"Nobody expected this question: {message}");
        }

        return choices.Select(choice => choice.Label.Replace("&", string.Empty, StringComparison.Ordinal)).ToList().IndexOf(answer);
    }

    public override string ReadLine() => throw Unexpected();

    public override SecureString ReadLineAsSecureString() => throw Unexpected();

    public override Dictionary<string, PSObject> Prompt(string caption, string message, Collection<FieldDescription> descriptions) => throw Unexpected();

    public override PSCredential PromptForCredential(string caption, string message, string userName, string targetName) => throw Unexpected();

    public override PSCredential PromptForCredential(
        string caption, string message, string userName, string targetName, PSCredentialTypes allowedCredentialTypes, PSCredentialUIOptions options) => throw Unexpected();

    private static InvalidOperationException Unexpected() => new("The module must never ask for a text: automation would hang.");
}
