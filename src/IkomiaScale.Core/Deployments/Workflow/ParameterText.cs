using System.Collections;
using System.Globalization;

namespace IkomiaScale.Deployments.Workflow;

/// <summary>
/// Formats parameter values for the service (docs/protocol.md, section 4): text, invariant culture, <c>True</c> and
/// <c>False</c>.
/// </summary>
internal static class ParameterText
{
    /// <summary>Returns the value as text.</summary>
    /// <param name="name">The parameter, for the error.</param>
    /// <param name="value">The value.</param>
    /// <exception cref="ScaleException"><see cref="ScaleErrorId.InvalidInput"/>: the value is null.</exception>
    public static string Of(string name, object? value) => value switch
    {
        null => throw new ScaleException(
            ScaleErrorId.InvalidInput, $"The parameter '{name}' has no value. Set a value, or leave the parameter out to use the value in the workflow.") { Target = name },
        string text => text,
        bool flag => flag ? "True" : "False",

        // .NET Framework returns the shortest exact form only with this format.
        double number => number.ToString("R", CultureInfo.InvariantCulture),
        float number => number.ToString("R", CultureInfo.InvariantCulture),
        DateTime time => time.ToString("o", CultureInfo.InvariantCulture),
        DateTimeOffset time => time.ToString("o", CultureInfo.InvariantCulture),
        IFormattable formattable => formattable.ToString(null, CultureInfo.InvariantCulture),
        IEnumerable items => $"[{string.Join(", ", items.Cast<object?>().Select(item => Of(name, item)))}]",
        _ => value.ToString() ?? string.Empty,
    };
}
