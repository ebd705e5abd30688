namespace IkomiaScale.Wire;

/// <summary>The only way to the network: sends a request and returns the answer when its headers have arrived.</summary>
internal interface ITransport : IDisposable
{
    /// <summary>Sends one request once: no retry, no redirect, and no exception for an error status.</summary>
    /// <param name="request">The request. Its content is created by this call.</param>
    /// <param name="cancellationToken">Cancels the call.</param>
    /// <returns>The answer with an unread body. The caller disposes it.</returns>
    /// <exception cref="ScaleException"><see cref="ScaleErrorId.NetworkError"/> or <see cref="ScaleErrorId.Timeout"/>.</exception>
    Task<WireResponse> SendAsync(WireRequest request, CancellationToken cancellationToken);
}
