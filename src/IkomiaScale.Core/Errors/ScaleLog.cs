namespace IkomiaScale.Errors;

/// <summary>
/// Passes on what the core decides, and why, for <c>-Verbose</c>. A listener follows the flow of calls
/// (<see cref="AsyncLocal{T}"/>) and not the client, because one client serves several callers at the same time. Secrets are
/// hidden.
/// </summary>
internal static class ScaleLog
{
    private static readonly AsyncLocal<Action<string>?> Listener = new();

    /// <summary>Sets the listener for all calls from here on; null for none. It can be called from any thread.</summary>
    public static void Listen(Action<string>? listener) => Listener.Value = listener;

    /// <summary>Passes a message on.</summary>
    /// <param name="message">Creates the message, a sentence. It is called only if somebody listens.</param>
    public static void Tell(Func<string> message)
    {
        if (Listener.Value is { } listener)
        {
            listener(Secrets.Hide(message()));
        }
    }
}
