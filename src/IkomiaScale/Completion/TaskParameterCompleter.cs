using System.Collections;
using System.Management.Automation;
using System.Management.Automation.Language;
using IkomiaScale.Deployments.Workflow;

namespace IkomiaScale.Completion;

/// <summary>
/// Completes the parameters of a task. PowerShell completes a whole argument, never a key inside <c>@{ }</c>, so this
/// offers whole hashtables: one for each parameter with the workflow's value, and one with all parameters.
/// </summary>
public sealed class TaskParameterCompleter : IArgumentCompleter
{
    /// <inheritdoc/>
    public IEnumerable<CompletionResult> CompleteArgument(
        string commandName, string parameterName, string wordToComplete, CommandAst commandAst, IDictionary fakeBoundParameters)
    {
        var word = CompletionText.Unquote(wordToComplete).TrimStart('@', '{', ' ');
        var parameters = TaskOf(fakeBoundParameters)?.Parameters ?? [];
        var matches = parameters.Where(parameter => parameter.Name.StartsWith(word, StringComparison.OrdinalIgnoreCase)).ToList();
        foreach (var parameter in matches)
        {
            yield return Offer(parameter.Name, [parameter]);
        }

        if (matches.Count > 1)
        {
            yield return Offer("(all)", matches);
        }
    }

    private static IkDeploymentTask? TaskOf(IDictionary boundParameters)
    {
        if (WorkflowCompleter.Find(boundParameters) is not { } deployment)
        {
            return null;
        }

        try
        {
            return boundParameters["TaskName"]?.ToString() is { Length: > 0 } name
                ? TaskFinder.Find(deployment, name, index: null)
                : deployment.DefaultTask;
        }
        catch (ScaleException)
        {
            return null;
        }
    }

    private static CompletionResult Offer(string label, IEnumerable<IkTaskParameter> parameters)
    {
        var entries = parameters.Select(parameter => $"{Key(parameter.Name)} = {Literal(parameter.Value ?? string.Empty)}");
        var text = $"@{{ {string.Join("; ", entries)} }}";
        return new CompletionResult(text, label, CompletionResultType.ParameterValue, text);
    }

    // Only a plain word needs no quotes: PowerShell reads a keyword or a number as something else.
    private static string Key(string name) =>
        char.IsLetter(name.FirstOrDefault()) && name.All(character => char.IsLetterOrDigit(character) || character == '_') ? name : Literal(name);

    private static string Literal(string value) => "'" + CodeGeneration.EscapeSingleQuotedStringContent(value) + "'";
}
