using IkomiaScale.Wire;

namespace IkomiaScale.Soak;

/// <summary>Counts every request, and takes for a problem what a client would quietly send again.</summary>
internal sealed class StrictTransport(SoakReport report) : ITransport
{
    private readonly FlurlTransport _inner = new("IkomiaScale soak", TimeSpan.FromSeconds(60));

    public async Task<WireResponse> SendAsync(WireRequest request, CancellationToken cancellationToken)
    {
        report.CountRequest();
        try
        {
            var response = await _inner.SendAsync(request, cancellationToken).ConfigureAwait(false);
            if (response.StatusCode is 401 or 408 or 429 or >= 500)
            {
                report.Add($"{request.Method} {request.Url.AbsolutePath} was answered with {response.StatusCode}.");
            }

            return response;
        }
        catch (ScaleException exception)
        {
            report.Add($"{request.Method} {request.Url.AbsolutePath} failed: {exception.Message}");
            throw;
        }
    }

    public void Dispose() => _inner.Dispose();
}
