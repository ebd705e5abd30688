using System.Collections;
using System.Management.Automation;
using System.Management.Automation.Language;

namespace IkomiaScale.Completion;

/// <summary>Completes the names of tasks.</summary>
public sealed class TaskNameCompleter : IArgumentCompleter
{
    /// <inheritdoc/>
    public IEnumerable<CompletionResult> CompleteArgument(
        string commandName, string parameterName, string wordToComplete, CommandAst commandAst, IDictionary fakeBoundParameters)
    {
        var word = CompletionText.Unquote(wordToComplete);
        return (WorkflowCompleter.Find(fakeBoundParameters)?.Tasks ?? [])
            .Where(task => task.Name.StartsWith(word, StringComparison.OrdinalIgnoreCase))
            .GroupBy(task => task.Name)
            .Select(tasks => new CompletionResult(
                CompletionText.Quote(tasks.Key), tasks.Key, CompletionResultType.ParameterValue, Describe(tasks.First())));
    }

    private static string Describe(IkDeploymentTask task)
    {
        var parameters = task.Parameters.Count == 0 ? "no parameters" : string.Join(", ", task.Parameters);
        return $"{task.Name}{(task.IsFinal ? " (final)" : string.Empty)}: {parameters}";
    }
}
