using System.Globalization;
using IkomiaScale.Emulator.Vision;

namespace IkomiaScale.Emulator.Tasks;

/// <summary>Finds the things in the input of a task, with the parameters that "detect" and "shapes" share.</summary>
internal static class Sight
{
    private const string Threshold = "threshold";
    private const string LeastArea = "min_area";

    /// <summary>The largest file that is read, in bytes.</summary>
    private const long MaxBytes = 256L * 1024 * 1024;

    public static IReadOnlyList<TaskParameter> Parameters { get; } =
    [
        new TaskParameter(Threshold, "48", value => Number(value, 255) is null ? $"'{Threshold}' must be a number from 0 to 255" : null),
        new TaskParameter(LeastArea, "0.1", value => Number(value, 100) is null ? $"'{LeastArea}' must be a number from 0 to 100, in percent of the picture" : null),
    ];

    /// <summary>Returns the things in the picture; null if the input is not a PNG or JPEG picture.</summary>
    /// <exception cref="WorkflowFailedException">The picture is damaged or too large.</exception>
    public static async Task<Scene?> LookAsync(TaskContext context)
    {
        var input = context.Input;
        if (ImageFormat.SizeOf(await input.ReadAsync(ImageFormat.HeaderBytes, context.Cancellation)) is not var (width, height))
        {
            return null;
        }

        if ((long)width * height > Picture.MaxPixels || input.Size > MaxBytes)
        {
            throw new WorkflowFailedException($"The picture of {width} x {height} pixels is too large. It can have at most {Picture.MaxPixels} pixels.");
        }

        var picture = Picture.Decode(await input.ReadAsync(MaxBytes, context.Cancellation))
            ?? throw new WorkflowFailedException($"The picture of {width} x {height} pixels cannot be decoded. It is damaged, or has a variant of PNG or JPEG that the emulator does not support.");
        return Scene.Of(
            picture,
            (int)(Number(context.Parameters.GetValueOrDefault(Threshold, "48"), 255) ?? 48),
            (Number(context.Parameters.GetValueOrDefault(LeastArea, "0.1"), 100) ?? 0.1) / 100);
    }

    private static double? Number(string text, double most) =>
        double.TryParse(text, NumberStyles.AllowDecimalPoint, CultureInfo.InvariantCulture, out var number) && number >= 0 && number <= most ? number : null;
}
