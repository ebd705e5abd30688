using System.Diagnostics;
using IkomiaScale.Errors;

namespace IkomiaScale.Checks;

/// <summary>Runs the steps of a connection check and returns their rows.</summary>
internal static class CheckSteps
{
    private const int DetailLimit = 500;

    /// <summary>Runs a step.</summary>
    /// <param name="name">Its name.</param>
    /// <param name="advice">What to do if the failure does not say it.</param>
    /// <param name="step">The step; it returns what was found.</param>
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

    /// <summary>The row of a step that passed.</summary>
    public static IkConnectionCheck Passed(string name, string detail, long milliseconds) => new()
    {
        Check = name,
        Passed = true,
        Detail = Safe(detail),
        Milliseconds = milliseconds,
    };

    /// <summary>The row of a step that failed: the first sentence says what failed, the rest what to do.</summary>
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

    /// <summary>The row of a step that was skipped because another one failed.</summary>
    public static IkConnectionCheck NotTried(string name, IkConnectionCheck failed) =>
        Failed(name, $"Not tried, because {failed.Check} failed.", $"Fix {failed.Check} first.", 0);

    private static string Safe(string text) => Secrets.Hide(Printable.OneLine(text, DetailLimit));
}
