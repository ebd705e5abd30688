using IkomiaScale.Errors;

namespace IkomiaScale.Wire;

/// <summary>
/// Limits the contents that move over one connection at the same time. A transfer that waits here has not sent a request, so
/// its wait does not count as silence. Other requests are not limited.
/// </summary>
internal sealed class TransferGate
{
    /// <summary>More transfers would only share the same line.</summary>
    public const int Places = 64;

    private readonly SemaphoreSlim _free = new(Places, Places);

    /// <summary>Waits for a free place. Disposing the result frees it.</summary>
    public async Task<IDisposable> EnterAsync(CancellationToken cancellationToken)
    {
        if (_free.CurrentCount == 0)
        {
            ScaleLog.Tell(() => $"All {Places} places for transfers over this connection are in use; waiting for one.");
        }

        await _free.WaitAsync(cancellationToken).ConfigureAwait(false);
        return new Place(_free);
    }

    private sealed class Place(SemaphoreSlim free) : IDisposable
    {
        private SemaphoreSlim? _free = free;

        public void Dispose() => Interlocked.Exchange(ref _free, null)?.Release();
    }
}
