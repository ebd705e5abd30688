using System.CommandLine;
using System.Globalization;

namespace IkomiaScale.Emulator.CommandLine;

/// <summary>Options that take a number. They are parsed here, and not by the library, which reads 0.5 differently in a country with decimal commas.</summary>
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
        "a number that is 0 or more",
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

                result.AddError($"'{text}' is no value for {name}: it takes {form}.");
                return default;
            },
        };
}
