using System.Collections;
using System.Management.Automation;
using System.Management.Automation.Language;
using IkomiaScale.Profiles;

namespace IkomiaScale.Completion;

/// <summary>Completes the names of connection profiles.</summary>
public sealed class ConnectionNameCompleter : IArgumentCompleter
{
    /// <inheritdoc/>
    public IEnumerable<CompletionResult> CompleteArgument(
        string commandName, string parameterName, string wordToComplete, CommandAst commandAst, IDictionary fakeBoundParameters)
    {
        var word = CompletionText.Unquote(wordToComplete);
        try
        {
            return ProfileStore.OfUser().List()
                .Where(profile => profile.Name.StartsWith(word, StringComparison.OrdinalIgnoreCase))
                .Select(profile => new CompletionResult(
                    CompletionText.Quote(profile.Name), profile.Name, CompletionResultType.ParameterValue, profile.Endpoint?.GetLeftPart(UriPartial.Path) ?? profile.Name))
                .ToList();
        }
        catch (ScaleException)
        {
            return [];
        }
    }
}
