using System.Collections;
using System.Globalization;

namespace IkomiaScale.Deployments.Workflow;

/// <summary>Parameter values as the service takes them (PROTOCOL 4): text, invariant culture, <c>True</c> and <c>False</c>.</summary>
internal static class ParameterText
{
    /// <summary>The value as text.</summary>
    /// <param name="name">The parameter, for the error.</param>
    /// <param name="value">The value.</param>
    /// <exception cref="ScaleException"><see cref="ScaleErrorId.InvalidInput"/>: there is none.</exception>
    public static string Of(string name, object? value) => value switch
    {
        null => throw new ScaleException(
            ScaleErrorId.InvalidInput, $"The parameter '{name}' has no value. Give it one, or leave it out to use the workflow's.") { Target = name },
        string text => text,
        bool flag => flag ? "True" : "False",

        // On .NET Framework the shortest form that loses nothing has to be asked for.
        double number => number.ToString("R", CultureInfo.InvariantCulture),
        float number => number.ToString("R", CultureInfo.InvariantCulture),
        DateTime time => time.ToString("o", CultureInfo.InvariantCulture),
        DateTimeOffset time => time.ToString("o", CultureInfo.InvariantCulture),
        IFormattable formattable => formattable.ToString(null, CultureInfo.InvariantCulture),
        IEnumerable items => $"[{string.Join(", ", items.Cast<object?>().Select(item => Of(name, item)))}]",
        _ => value.ToString() ?? string.Empty,
    };
}
