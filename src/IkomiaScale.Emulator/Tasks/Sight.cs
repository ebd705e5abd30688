using System.Globalization;
using IkomiaScale.Emulator.Vision;

namespace IkomiaScale.Emulator.Tasks;

/// <summary>Looks at the input of a task, with the parameters that the tasks for pictures have in common.</summary>
internal static class Sight
{
    private const string Threshold = "threshold";
    private const string LeastArea = "min_area";

    /// <summary>Larger files are not read.</summary>
    private const long MaxBytes = 256L * 1024 * 1024;

    public static IReadOnlyList<TaskParameter> Parameters { get; } =
    [
        new TaskParameter(Threshold, "48", value => Number(value, 255) is null ? $"'{Threshold}' is a number from 0 to 255" : null),
        new TaskParameter(LeastArea, "0.1", value => Number(value, 100) is null ? $"'{LeastArea}' is a number from 0 to 100: percent of the picture" : null),
    ];

    /// <summary>Gives what is in the picture; null where the input is no PNG or JPEG picture.</summary>
    /// <exception cref="WorkflowFailedException">It is one, and is broken or too large.</exception>
    public static async Task<Scene?> LookAsync(TaskContext context)
    {
        var input = context.Input;
        if (ImageFormat.SizeOf(await input.ReadAsync(ImageFormat.HeaderBytes, context.Cancellation)) is not var (width, height))
        {
            return null;
        }

        if ((long)width * height > Picture.MaxPixels || input.Size > MaxBytes)
        {
            throw new WorkflowFailedException($"The picture of {width} x {height} pixels is too large to look at: {Picture.MaxPixels} pixels are the most.");
        }

        var picture = Picture.Decode(await input.ReadAsync(MaxBytes, context.Cancellation))
            ?? throw new WorkflowFailedException($"The picture of {width} x {height} pixels cannot be decoded: it is damaged, or of a kind that the emulator does not know.");
        return Scene.Of(
            picture,
            (int)(Number(context.Parameters.GetValueOrDefault(Threshold, "48"), 255) ?? 48),
            (Number(context.Parameters.GetValueOrDefault(LeastArea, "0.1"), 100) ?? 0.1) / 100);
    }

    private static double? Number(string text, double most) =>
        double.TryParse(text, NumberStyles.AllowDecimalPoint, CultureInfo.InvariantCulture, out var number) && number >= 0 && number <= most ? number : null;
}
