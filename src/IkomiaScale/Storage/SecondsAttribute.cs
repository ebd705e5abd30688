using System.Globalization;
using System.Management.Automation;

namespace IkomiaScale.Storage;

/// <summary>
/// Accepts a duration as a number of seconds too. PowerShell alone would read a number as ticks of 100
/// nanoseconds. The duration must be more than 0.
/// </summary>
[AttributeUsage(AttributeTargets.Property)]
internal sealed class SecondsAttribute : ArgumentTransformationAttribute
{
    public override object Transform(EngineIntrinsics engineIntrinsics, object inputData)
    {
        var value = inputData is PSObject wrapped ? wrapped.BaseObject : inputData;
        var duration = value switch
        {
            TimeSpan span => span,
            string text when double.TryParse(text, NumberStyles.Float, CultureInfo.InvariantCulture, out var seconds) => TimeSpan.FromSeconds(seconds),
            string text when TimeSpan.TryParse(text, CultureInfo.InvariantCulture, out var span) => span,
            IConvertible number and not string => TimeSpan.FromSeconds(number.ToDouble(CultureInfo.InvariantCulture)),
            _ => TimeSpan.Zero,
        };
        return duration > TimeSpan.Zero
            ? duration
            : throw new ArgumentTransformationMetadataException($"'{inputData}' is not a duration of more than 0. Use a time span or a number of seconds.");
    }
}
