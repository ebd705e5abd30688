using IkomiaScale.Wire;

namespace IkomiaScale.Deployments.Inputs;

/// <summary>Writes to the network under the inactivity limit, whose clock stands still while a disk is read.</summary>
internal sealed class BodyWriter
{
    private readonly Stream _stream;
    private readonly InactivityTimer _timer;

    public BodyWriter(Stream stream, InactivityTimer timer)
    {
        _stream = stream;
        _timer = timer;
        _timer.Stop();
    }

    /// <summary>Ends reading and writing.</summary>
    public CancellationToken Token => _timer.Token;

    public async Task WriteAsync(byte[] bytes, int count)
    {
        _timer.Start();
        await _stream.WriteAsync(bytes, 0, count, Token).ConfigureAwait(false);
        _timer.Stop();
    }

    /// <summary>Says that all is written: what is waited for now is the answer.</summary>
    public void Finish() => _timer.Start();
}
