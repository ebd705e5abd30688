using System.Collections;
using System.Management.Automation;
using System.Management.Automation.Language;

namespace IkomiaScale.Completion;

/// <summary>Offers the known values of the platform (PROTOCOL 8). The platform may add others, so none is refused.</summary>
public sealed class KnownValueCompleter : IArgumentCompleter
{
    private static readonly Dictionary<string, string[]> Values = new(StringComparer.OrdinalIgnoreCase)
    {
        ["Provider"] = ["AWS", "GCP", "SCALEWAY_VIA_SCALEDYNAMICS"],
        ["Region"] = ["FRANCE", "GERMANY", "IRELAND", "NETHERLANDS", "US_CENTRAL", "US_EAST"],
        ["Flavour"] = ["SERVERLESS", "CLUSTER", "GPU"],
        ["Size"] = ["XS", "S", "M", "L", "XL"],
        ["Level"] = ["INFO", "WARNING", "ERROR"],
        ["Visibility"] = ["PUBLIC", "TEAM", "PRIVATE"],
        ["Role"] = ["OWNER", "MANAGER", "MEMBER", "PARTNER"],
    };

    /// <inheritdoc/>
    public IEnumerable<CompletionResult> CompleteArgument(
        string commandName, string parameterName, string wordToComplete, CommandAst commandAst, IDictionary fakeBoundParameters)
    {
        var word = CompletionText.Unquote(wordToComplete);
        return (Values.TryGetValue(parameterName, out var values) ? values : [])
            .Where(value => value.StartsWith(word, StringComparison.OrdinalIgnoreCase))
            .Select(value => new CompletionResult(value, value, CompletionResultType.ParameterValue, value));
    }
}
