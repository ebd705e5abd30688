using System.Collections;
using System.Management.Automation;
using System.Management.Automation.Language;
using IkomiaScale.Profiles;

namespace IkomiaScale.Completion;

/// <summary>Completes the names of deployments in the connection's profile.</summary>
public sealed class DeploymentNameCompleter : IArgumentCompleter
{
    /// <inheritdoc/>
    public IEnumerable<CompletionResult> CompleteArgument(
        string commandName, string parameterName, string wordToComplete, CommandAst commandAst, IDictionary fakeBoundParameters)
    {
        var word = CompletionText.Unquote(wordToComplete);
        return Deployments(fakeBoundParameters["Connection"])
            .Where(item => item.Key.StartsWith(word, StringComparison.OrdinalIgnoreCase))
            .OrderBy(item => item.Key, StringComparer.OrdinalIgnoreCase)
            .Select(item => new CompletionResult(
                CompletionText.Quote(item.Key), item.Key, CompletionResultType.ParameterValue, item.Value.GetLeftPart(UriPartial.Path)));
    }

    // The names are in the profile, so they are known before anything is connected.
    private static IReadOnlyDictionary<string, Uri> Deployments(object? connection)
    {
        try
        {
            var given = connection is PSObject wrapped ? wrapped.BaseObject : connection;
            return given is string name ? ProfileStore.OfUser().Find(name).Deployments : ConnectionArgument.Resolve(given).Deployments;
        }
        catch (ScaleException)
        {
            return IkConnectionProfile.NoDeployments;
        }
    }
}
