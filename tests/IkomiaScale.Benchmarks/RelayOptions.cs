using System.Globalization;

namespace IkomiaScale.Benchmarks;

/// <summary>What a line is like.</summary>
internal sealed class RelayOptions
{
    private const double Megabyte = 1_000_000;

    /// <summary>How long a byte takes in each direction; a round trip takes twice as long.</summary>
    public TimeSpan Delay { get; private set; }

    /// <summary>How many bytes a second arrive in each direction, over all connections; 0 for any number.</summary>
    public double Rate { get; private set; }

    /// <summary>The same for one connection.</summary>
    public double ConnectionRate { get; private set; }

    /// <summary>How many connections of all break in their first 256 KiB, from 0 to 1.</summary>
    public double Loss { get; private set; }

    /// <summary>Reads <c>--delay MS --rate MB --connection-rate MB --loss PERCENT</c>, all of them optional.</summary>
    public static RelayOptions Parse(ReadOnlySpan<string> arguments)
    {
        var options = new RelayOptions();
        for (var index = 0; index < arguments.Length; index += 2)
        {
            var value = index + 1 < arguments.Length
                ? double.Parse(arguments[index + 1], CultureInfo.InvariantCulture)
                : throw new ArgumentException($"'{arguments[index]}' needs a number.");
            switch (arguments[index])
            {
                case "--delay":
                    options.Delay = TimeSpan.FromMilliseconds(value);
                    break;
                case "--rate":
                    options.Rate = value * Megabyte;
                    break;
                case "--connection-rate":
                    options.ConnectionRate = value * Megabyte;
                    break;
                case "--loss":
                    options.Loss = value / 100;
                    break;
                default:
                    throw new ArgumentException($"There is no option '{arguments[index]}'. Use --delay, --rate, --connection-rate or --loss.");
            }
        }

        return options;
    }
}
