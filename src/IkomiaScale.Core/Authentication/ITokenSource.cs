namespace IkomiaScale.Authentication;

/// <summary>Gives what opens a service, for the Authorization header.</summary>
internal interface ITokenSource
{
    /// <summary>How the header calls it, such as <c>Bearer</c>.</summary>
    string Scheme { get; }

    /// <summary>Ends when the service refuses the token for good: whoever waits for something else then need not wait for it.</summary>
    Task Refused { get; }

    /// <summary>What to use now.</summary>
    /// <exception cref="ScaleException">There is none to be had.</exception>
    Task<string> GetAsync(CancellationToken cancellationToken);

    /// <summary>Forgets one that the service refused.</summary>
    /// <returns>Whether another one can be had.</returns>
    bool Invalidate(string token);

    /// <summary>Tells those who wait that the token is refused for good.</summary>
    void TellRefused();
}
