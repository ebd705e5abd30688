namespace IkomiaScale.Authentication;

/// <summary>Provides the value of the Authorization header.</summary>
internal interface ITokenSource
{
    /// <summary>The scheme of the header, such as <c>Bearer</c>.</summary>
    string Scheme { get; }

    /// <summary>Completes when the service refuses the token for good, so that other waits can end early.</summary>
    Task Refused { get; }

    /// <summary>The token to use now; requested first if needed.</summary>
    /// <exception cref="ScaleException">The token is not available.</exception>
    Task<string> GetAsync(CancellationToken cancellationToken);

    /// <summary>Forgets a token that the service refused.</summary>
    /// <returns>Whether another token can be requested.</returns>
    bool Invalidate(string token);

    /// <summary>Completes <see cref="Refused"/>.</summary>
    void TellRefused();
}
