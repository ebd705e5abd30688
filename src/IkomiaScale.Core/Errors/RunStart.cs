namespace IkomiaScale;

/// <summary>Whether a run that was sent has begun. It decides whether sending it again could cost twice.</summary>
public enum RunStart
{
    /// <summary>It surely has not: nothing was sent, not all of it, or the service refused it.</summary>
    NotStarted,

    /// <summary>It has: the service said so.</summary>
    Started,

    /// <summary>Nobody knows: all of it may have left, and no answer tells what became of it. Gateways answer 5xx after passing it on, too.</summary>
    Unknown,
}
