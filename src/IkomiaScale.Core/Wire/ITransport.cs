namespace IkomiaScale.Wire;

/// <summary>The one way to the network: sends a request and gives the answer as soon as its headers are there.</summary>
internal interface ITransport : IDisposable
{
    /// <summary>
    /// Sends one request, once: no retry, no redirect, and no exception for an error status.
    /// </summary>
    /// <param name="request">The request; its content is created by this call.</param>
    /// <param name="cancellationToken">Ends the call at once.</param>
    /// <returns>The answer, with its body still to be read; the caller disposes it.</returns>
    /// <exception cref="ScaleException"><see cref="ScaleErrorId.NetworkError"/> or <see cref="ScaleErrorId.Timeout"/>.</exception>
    Task<WireResponse> SendAsync(WireRequest request, CancellationToken cancellationToken);
}
