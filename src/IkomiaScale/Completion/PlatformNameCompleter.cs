using System.Collections;
using System.Management.Automation;
using System.Management.Automation.Language;
using IkomiaScale.Administration;
using IkomiaScale.Connections;
using IkomiaScale.Errors;

namespace IkomiaScale.Completion;

/// <summary>
/// Completes the names of projects, workflows, and members. It stops after two seconds and hides failures: pressing Tab must
/// neither hang nor print.
/// </summary>
public sealed class PlatformNameCompleter : IArgumentCompleter
{
    private const int NameLimit = 1000;
    private static readonly TimeSpan TimeLimit = TimeSpan.FromSeconds(2);

    /// <inheritdoc/>
    public IEnumerable<CompletionResult> CompleteArgument(
        string commandName, string parameterName, string wordToComplete, CommandAst commandAst, IDictionary fakeBoundParameters)
    {
        // Cmdlets that read, change, or delete take patterns; cmdlets that create take literal names.
        var takesPatterns = commandName.StartsWith("Get-", StringComparison.OrdinalIgnoreCase)
            || commandName.StartsWith("Remove-", StringComparison.OrdinalIgnoreCase) || commandName.StartsWith("Update-", StringComparison.OrdinalIgnoreCase);
        var typed = CompletionText.Unquote(wordToComplete);
        return Find(commandName, parameterName, fakeBoundParameters)
            .Where(name => name.StartsWith(typed, StringComparison.OrdinalIgnoreCase) && !name.Any(char.IsControl))
            .Select(name => new CompletionResult(
                CompletionText.Quote(takesPatterns ? NamePattern.Escape(name) : name), Printable.Escape(name), CompletionResultType.ParameterValue, Printable.Escape(name)));
    }

    private static IReadOnlyCollection<string> Find(string command, string parameter, IDictionary bound)
    {
        try
        {
            var connection = ConnectionArgument.Resolve(bound["Connection"]);
            var project = Bare(bound["Project"]) switch
            {
                string name => name,
                object[] { Length: > 0 } names => names[0]?.ToString(),
                _ => null,
            };
            var isOfProject = parameter is "Workflow" or "UserName" || command.EndsWith("Workflow", StringComparison.OrdinalIgnoreCase) && parameter == "Name";
            return CompletionCache.GetOrAdd(
                connection, $"{(isOfProject ? parameter == "UserName" ? "members" : "workflows" : "projects")} {project}", () => Load(connection.Client.Administration, isOfProject, parameter, project));
        }
        catch (ScaleException)
        {
            return [];
        }
    }

    private static IReadOnlyCollection<string> Load(IAdministrationClient platform, bool isOfProject, string parameter, string? project)
    {
        using var limit = new CancellationTokenSource(TimeLimit);
        var names = new SortedSet<string>(StringComparer.Ordinal);
        Task.Run(() => LoadAsync(platform, isOfProject, parameter, project, names, limit.Token), CancellationToken.None).GetAwaiter().GetResult();
        return names;
    }

    private static async Task LoadAsync(
        IAdministrationClient platform, bool isOfProject, string parameter, string? project, SortedSet<string> names, CancellationToken stop)
    {
        try
        {
            await foreach (var owner in platform.ListProjectsAsync(isOfProject ? NamePattern.Parse(project) : NamePattern.Any, null, stop).ConfigureAwait(false))
            {
                if (!isOfProject)
                {
                    names.Add(owner.Name);
                }
                else if (parameter == "UserName")
                {
                    await foreach (var member in platform.ListMembersAsync(owner, NamePattern.Any, null, stop).ConfigureAwait(false))
                    {
                        names.Add(member.UserName);
                    }
                }
                else
                {
                    await foreach (var workflow in platform.ListWorkflowsAsync(owner, NamePattern.Any, stop).ConfigureAwait(false))
                    {
                        names.Add(workflow.Name);
                    }
                }

                if (names.Count >= NameLimit)
                {
                    return;
                }
            }
        }
        catch (OperationCanceledException)
        {
            // Incomplete completions are better than none.
        }
    }

    private static object? Bare(object? value) => value is PSObject wrapped ? wrapped.BaseObject : value;
}
