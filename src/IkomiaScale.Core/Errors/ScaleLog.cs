namespace IkomiaScale.Errors;

/// <summary>
/// Tells whoever listens what is decided on the way, and why. Listening follows the calls, as a flow of control does, and not the
/// client: that one serves many at once. No secret is told.
/// </summary>
internal static class ScaleLog
{
    private static readonly AsyncLocal<Action<string>?> Listener = new();

    /// <summary>Listens to all that is called from here on; null for nobody. It is called from any thread.</summary>
    public static void Listen(Action<string>? listener) => Listener.Value = listener;

    /// <summary>Tells something.</summary>
    /// <param name="message">A sentence for a person; made only where somebody listens.</param>
    public static void Tell(Func<string> message)
    {
        if (Listener.Value is { } listener)
        {
            listener(Secrets.Hide(message()));
        }
    }
}
