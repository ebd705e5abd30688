using System.Globalization;
using System.Text.RegularExpressions;
using IkomiaScale.Emulator.Http;

namespace IkomiaScale.Emulator.Faults.Actions;

/// <summary>Replaces the placeholders <c>{base}</c>, <c>{port}</c> and <c>{now+N}</c>.</summary>
internal static partial class Placeholders
{
    public static string Fill(string text, HttpContext context)
    {
        var filled = text
            .Replace("{base}", BaseAddress.Of(context), StringComparison.Ordinal)
            .Replace("{port}", context.Connection.LocalPort.ToString(CultureInfo.InvariantCulture), StringComparison.Ordinal);
        return NowPlus().Replace(filled, match =>
            DateTimeOffset.UtcNow.AddSeconds(double.Parse(match.Groups[1].ValueSpan, CultureInfo.InvariantCulture)).ToString("r", CultureInfo.InvariantCulture));
    }

    [GeneratedRegex(@"\{now\+([0-9]{1,6})\}")]
    private static partial Regex NowPlus();
}
