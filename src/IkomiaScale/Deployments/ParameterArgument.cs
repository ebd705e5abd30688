using System.Collections;
using System.Management.Automation;

namespace IkomiaScale.Deployments;

/// <summary>Reads <c>-Parameter</c>, without PowerShell's wrappers.</summary>
internal static class ParameterArgument
{
    /// <summary>The values by name. A nested hashtable belongs to the task that its key names.</summary>
    public static IReadOnlyDictionary<string, object?> Read(IDictionary? parameters)
    {
        var values = new Dictionary<string, object?>();
        foreach (DictionaryEntry entry in parameters ?? new Hashtable())
        {
            values[entry.Key.ToString() ?? string.Empty] = Bare(entry.Value);
        }

        return values;
    }

    private static object? Bare(object? value)
    {
        switch (value is PSObject wrapped ? wrapped.BaseObject : value)
        {
            case object[] items:
                return items.Select(Bare).ToArray();
            case IDictionary nested:
                var bare = new Hashtable();
                foreach (DictionaryEntry entry in nested)
                {
                    bare[entry.Key] = Bare(entry.Value);
                }

                return bare;
            case SwitchParameter given:
                return given.IsPresent;
            case var other:
                return other;
        }
    }
}
