namespace IkomiaScale;

/// <summary>Whether a run that was sent has started. It decides whether sending it again could cost twice.</summary>
public enum RunStart
{
    /// <summary>The run did not start: nothing or only a part was sent, or the service refused it.</summary>
    NotStarted,

    /// <summary>The run started: the service confirmed it.</summary>
    Started,

    /// <summary>
    /// Unknown: the whole request may have left, and no answer says what became of it. Gateways also answer 5xx after they
    /// passed a request on.
    /// </summary>
    Unknown,
}
