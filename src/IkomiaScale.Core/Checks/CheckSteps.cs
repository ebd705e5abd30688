using System.Diagnostics;
using IkomiaScale.Errors;

namespace IkomiaScale.Checks;

/// <summary>Tries single steps and makes rows of what came of them.</summary>
internal static class CheckSteps
{
    private const int DetailLimit = 500;

    /// <summary>Tries a step.</summary>
    /// <param name="name">Its name.</param>
    /// <param name="advice">What to do where the failure itself does not say it.</param>
    /// <param name="step">What is done; gives what was found.</param>
    public static async Task<IkConnectionCheck> TryAsync(string name, string advice, Func<Task<string>> step)
    {
        var time = Stopwatch.StartNew();
        try
        {
            return Passed(name, await step().ConfigureAwait(false), time.ElapsedMilliseconds);
        }
        catch (ScaleException failure)
        {
            return Failed(name, failure, advice, time.ElapsedMilliseconds);
        }
    }

    /// <summary>The row of a step that works.</summary>
    public static IkConnectionCheck Passed(string name, string detail, long milliseconds) => new()
    {
        Check = name,
        Passed = true,
        Detail = Safe(detail),
        Milliseconds = milliseconds,
    };

    /// <summary>The row of a step that failed: the first sentence says what, the rest what to do.</summary>
    public static IkConnectionCheck Failed(string name, ScaleException failure, string advice, long milliseconds)
    {
        var end = failure.Message.IndexOf(". ", StringComparison.Ordinal);
        return Failed(
            name,
            end < 0 ? failure.Message : failure.Message.Substring(0, end + 1),
            end < 0 ? advice : failure.Message.Substring(end + 2),
            milliseconds);
    }

    /// <summary>The row of a step that failed.</summary>
    public static IkConnectionCheck Failed(string name, string detail, string advice, long milliseconds) => new()
    {
        Check = name,
        Detail = Safe(detail),
        Advice = Safe(advice),
        Milliseconds = milliseconds,
    };

    /// <summary>The row of a step that makes no sense after another one has failed.</summary>
    public static IkConnectionCheck NotTried(string name, IkConnectionCheck failed) =>
        Failed(name, $"Not tried, as {failed.Check} failed.", $"See to {failed.Check} first.", 0);

    private static string Safe(string text) => Secrets.Hide(Printable.OneLine(text, DetailLimit));
}
