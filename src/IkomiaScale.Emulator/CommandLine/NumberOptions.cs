using System.CommandLine;
using System.Globalization;

namespace IkomiaScale.Emulator.CommandLine;

/// <summary>Options with a number. The library would parse 0.5 by the culture of the user, so they are parsed here.</summary>
internal static class NumberOptions
{
    private const double MaxSeconds = 1e9;

    public static Option<int> Whole(string name, int byDefault, int least, int most, string description) => Create(
        name,
        "N",
        byDefault,
        description,
        $"a whole number from {least} to {most}",
        text => int.TryParse(text, NumberStyles.AllowLeadingSign, CultureInfo.InvariantCulture, out var value) && value >= least && value <= most ? value : null);

    public static Option<double> Seconds(string name, double byDefault, string description) => Create(
        name,
        "SECONDS",
        byDefault,
        description,
        "a positive number of seconds",
        text => double.TryParse(text, NumberStyles.AllowDecimalPoint, CultureInfo.InvariantCulture, out var value) && value is > 0 and <= MaxSeconds ? value : (double?)null);

    public static Option<double> Factor(string name, double byDefault, string description) => Create(
        name,
        "N",
        byDefault,
        description,
        "a number from 0",
        text => double.TryParse(text, NumberStyles.AllowDecimalPoint, CultureInfo.InvariantCulture, out var value) && value is >= 0 and <= MaxSeconds ? value : (double?)null);

    private static Option<T> Create<T>(string name, string helpName, T byDefault, string description, string form, Func<string, T?> parse)
        where T : struct => new(name)
        {
            HelpName = helpName,
            Description = description,
            DefaultValueFactory = _ => byDefault,
            CustomParser = result =>
            {
                var text = result.Tokens.Count == 1 ? result.Tokens[0].Value : "";
                if (parse(text) is { } value)
                {
                    return value;
                }

                result.AddError($"'{text}' is not valid for {name}. Use {form}.");
                return default;
            },
        };
}
