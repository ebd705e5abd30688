using IkomiaScale.Wire;

namespace IkomiaScale.Deployments.Inputs;

/// <summary>
/// Writes a body to the network. The inactivity limit counts only while the network is waited for, not while a disk is read.
/// </summary>
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

    /// <summary>Cancels reading and writing.</summary>
    public CancellationToken Token => _timer.Token;

    public async Task WriteAsync(byte[] bytes, int count)
    {
        _timer.Start();
        await _stream.WriteAsync(bytes, 0, count, Token).ConfigureAwait(false);
        _timer.Stop();
    }

    /// <summary>Records that everything is written: from here on, the wait is for the answer.</summary>
    public void Finish() => _timer.Start();
}
