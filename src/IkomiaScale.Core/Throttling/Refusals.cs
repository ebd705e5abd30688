namespace IkomiaScale.Throttling;

/// <summary>
/// Reports an overloaded service (429, 503, no answer) to whatever limits its requests. A listener follows the flow of calls,
/// so it also hears of failures that are repeated at a lower level.
/// </summary>
internal static class Refusals
{
    private static readonly AsyncLocal<Action?> Listener = new();

    /// <summary>Sets the listener for all calls from here on; null for none. It can be called from any thread.</summary>
    public static void Listen(Action? listener) => Listener.Value = listener;

    /// <summary>Reports a failure if it means that the service is overloaded.</summary>
    public static void Tell(ScaleException failure)
    {
        if (failure.StatusCode is 429 or 503 || failure.ErrorId == ScaleErrorId.Timeout)
        {
            Listener.Value?.Invoke();
        }
    }
}
