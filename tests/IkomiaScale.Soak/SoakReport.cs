using System.Collections.Concurrent;
using System.Globalization;

namespace IkomiaScale.Soak;

/// <summary>What the clients have seen, together.</summary>
internal sealed class SoakReport
{
    private const int Shown = 10;

    private readonly ConcurrentQueue<string> _problems = new();
    private long _requests;
    private long _operations;
    private long _bytes;

    /// <summary>A request was sent.</summary>
    public void CountRequest() => Interlocked.Increment(ref _requests);

    /// <summary>An operation has ended well, and has moved these bytes.</summary>
    public void CountOperation(long bytes)
    {
        Interlocked.Increment(ref _operations);
        Interlocked.Add(ref _bytes, bytes);
    }

    /// <summary>Something is not as it has to be.</summary>
    public void Add(string problem) => _problems.Enqueue(problem);

    /// <summary>Prints the result and gives the exit code.</summary>
    public int Print(int clients, TimeSpan duration, int stored, int expected)
    {
        if (stored != expected)
        {
            Add($"The storage has {stored} objects instead of {expected}.");
        }

        foreach (var problem in _problems.Take(Shown))
        {
            Console.WriteLine(problem);
        }

        Console.WriteLine(string.Create(
            CultureInfo.InvariantCulture,
            $"Soak: {clients} clients for {duration.TotalSeconds} s, {_operations} operations in {_requests} requests, {_bytes / 1024 / 1024} MB, {stored} objects kept, {_problems.Count} problems: {(_problems.IsEmpty ? "passed" : "failed")}"));
        return _problems.IsEmpty ? 0 : 1;
    }
}
