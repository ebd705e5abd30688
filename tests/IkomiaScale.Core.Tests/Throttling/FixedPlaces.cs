using IkomiaScale.Concurrency;

namespace IkomiaScale.Tests.Throttling;

/// <summary>Always the same number of places: what the automatic one is compared with.</summary>
internal sealed class FixedPlaces(int count) : IPlaces
{
    private readonly Queue<TaskCompletionSource<IPlace>> _waiting = new();
    private int _free = count;

    public Task<IPlace> EnterAsync(Load load, CancellationToken cancellationToken)
    {
        var entering = new TaskCompletionSource<IPlace>();
        lock (_waiting)
        {
            _waiting.Enqueue(entering);
            LetIn();
        }

        return entering.Task;
    }

    public IPlace? TryEnter(Load load)
    {
        lock (_waiting)
        {
            return _free > 0 ? EnterAsync(load, CancellationToken.None).Result : null;
        }
    }

    private void LetIn()
    {
        while (_free > 0 && _waiting.TryDequeue(out var next))
        {
            _free--;
            next.SetResult(new Place(this));
        }
    }

    private sealed class Place(FixedPlaces places) : IPlace
    {
        public void Begin()
        {
        }

        public void Dispose()
        {
            lock (places._waiting)
            {
                places._free++;
                places.LetIn();
            }
        }
    }
}
