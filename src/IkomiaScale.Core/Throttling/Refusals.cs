namespace IkomiaScale.Throttling;

/// <summary>
/// Brings word of a service that has too much to do (429, 503, silence) to whoever decides how much it gets. As with a log, listening
/// follows the flow of calls: what is repeated deep below is told all the same.
/// </summary>
internal static class Refusals
{
    private static readonly AsyncLocal<Action?> Listener = new();

    /// <summary>Listens to all that is called from here on; null for nobody. It is called from any thread.</summary>
    public static void Listen(Action? listener) => Listener.Value = listener;

    /// <summary>Tells of a failure, if it means that the service has too much to do.</summary>
    public static void Tell(ScaleException failure)
    {
        if (failure.StatusCode is 429 or 503 || failure.ErrorId == ScaleErrorId.Timeout)
        {
            Listener.Value?.Invoke();
        }
    }
}
