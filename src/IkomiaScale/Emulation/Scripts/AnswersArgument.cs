using System.Collections;
using System.Management.Automation;
using IkomiaScale.Storage;

namespace IkomiaScale.Emulation.Scripts;

/// <summary>Reads <c>-Answers</c>: folders of journals, and hashtables with the folders of further deployments by name.</summary>
internal static class AnswersArgument
{
    /// <summary>The values for the emulator's option, with full paths.</summary>
    public static IEnumerable<string> Read(PSCmdlet cmdlet, IEnumerable<object> answers)
    {
        foreach (var item in answers.Select(item => item is PSObject { BaseObject: not PSCustomObject } wrapped ? wrapped.BaseObject : item))
        {
            if (item is not IDictionary named)
            {
                yield return ProviderPaths.Literal(cmdlet, item.ToString() ?? string.Empty);
                continue;
            }

            foreach (DictionaryEntry entry in named)
            {
                yield return $"{entry.Key}={ProviderPaths.Literal(cmdlet, entry.Value?.ToString() ?? string.Empty)}";
            }
        }
    }
}
