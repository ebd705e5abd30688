using System.Collections;
using System.Collections.Specialized;
using System.Management.Automation;
using IkomiaScale.Profiles;

namespace IkomiaScale.Connections;

/// <summary>Reads names and URLs of deployments from a hashtable.</summary>
internal static class DeploymentArgument
{
    /// <summary>Reads the hashtable; null is an empty one.</summary>
    /// <exception cref="ScaleException"><see cref="ScaleErrorId.InvalidInput"/>: a name or a URL is not valid.</exception>
    public static IReadOnlyDictionary<string, Uri> Read(IDictionary? argument)
    {
        var deployments = new Dictionary<string, Uri>(ProfileNames.Comparer);
        foreach (DictionaryEntry entry in argument ?? new OrderedDictionary())
        {
            var name = ProfileNames.Check(entry.Key.ToString() ?? string.Empty);
            var value = (entry.Value is PSObject wrapped ? wrapped.BaseObject : entry.Value)?.ToString();
            deployments[name] = Uri.TryCreate(value, UriKind.Absolute, out var url) ? url : throw new ScaleException(
                ScaleErrorId.InvalidInput, $"'{value}' is not the URL of the deployment '{name}'. Copy it from the deployment's page in the web application.");
        }

        return deployments;
    }
}
