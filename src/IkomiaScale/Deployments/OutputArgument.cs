using System.Collections;
using System.Globalization;
using System.Management.Automation;

namespace IkomiaScale.Deployments;

/// <summary>Reads values of <c>-Output</c>: a task, its name, or a hashtable.</summary>
internal static class OutputArgument
{
    private static readonly string[] Keys =
        [nameof(RunOutput.TaskName), nameof(RunOutput.TaskIndex), nameof(RunOutput.OutputIndex), nameof(RunOutput.SaveTemporary)];

    /// <summary>The output that a value selects.</summary>
    /// <exception cref="ScaleException"><see cref="ScaleErrorId.InvalidInput"/>: the value is something else.</exception>
    public static RunOutput Read(object argument)
    {
        var value = argument is PSObject { BaseObject: not PSCustomObject } wrapped ? wrapped.BaseObject : argument;
        return value switch
        {
            string name => new RunOutput(name),
            IkDeploymentTask task => new RunOutput(task.Name) { TaskIndex = task.Index },
            IDictionary fields => FromFields(fields.Keys.Cast<object>().Select(key => (key.ToString() ?? string.Empty, (object?)fields[key]))),
            PSObject row => FromFields(row.Properties.Select(property => (property.Name, (object?)property.Value))),
            _ => throw Invalid($"'{value}' in -Output is neither a task name nor a hashtable."),
        };
    }

    private static RunOutput FromFields(IEnumerable<(string Name, object? Value)> entries)
    {
        var fields = new Dictionary<string, object?>(StringComparer.OrdinalIgnoreCase);
        foreach (var (key, value) in entries)
        {
            fields[key] = value;
        }

        if (fields.Keys.Except(Keys, StringComparer.OrdinalIgnoreCase).FirstOrDefault() is { } unknown)
        {
            throw Invalid($"-Output has no key '{unknown}'.");
        }

        return fields.TryGetValue(Keys[0], out var name) && name?.ToString() is { Length: > 0 } task
            ? new RunOutput(task)
            {
                TaskIndex = Convert<int?>(fields, Keys[1]),
                OutputIndex = Convert<int?>(fields, Keys[2]),
                SaveTemporary = Convert<bool>(fields, Keys[3]),
            }
            : throw Invalid("A hashtable in -Output needs the key TaskName.");
    }

    private static T? Convert<T>(Dictionary<string, object?> fields, string key)
    {
        if (!fields.TryGetValue(key, out var value) || value is null)
        {
            return default;
        }

        try
        {
            return (T?)LanguagePrimitives.ConvertTo(value, typeof(T), CultureInfo.InvariantCulture);
        }
        catch (PSInvalidCastException)
        {
            throw Invalid($"The value '{value}' of the key {key} in -Output cannot be used.");
        }
    }

    private static ScaleException Invalid(string why) =>
        new(ScaleErrorId.InvalidInput, $"{why} Use task names, or hashtables with the keys {string.Join(", ", Keys)}.");
}
