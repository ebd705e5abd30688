using IkomiaScale.Errors;

namespace IkomiaScale.Wire;

/// <summary>
/// How many contents move over one connection at once. Whoever waits here has not asked the network for anything, so that no silence
/// is counted; what is not a transfer does not come by here, and never waits behind one.
/// </summary>
internal sealed class TransferGate
{
    /// <summary>More would only share the same line.</summary>
    public const int Places = 64;

    private readonly SemaphoreSlim _free = new(Places, Places);

    /// <summary>Waits for a free place; disposing what is given frees it again.</summary>
    public async Task<IDisposable> EnterAsync(CancellationToken cancellationToken)
    {
        if (_free.CurrentCount == 0)
        {
            ScaleLog.Tell(() => $"All {Places} places for transfers over this connection are taken; waiting for one.");
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
