using IkomiaScale.Concurrency;

namespace IkomiaScale.Storage;

/// <summary>When a large content comes over several connections, and in what parts.</summary>
internal sealed class PartsPlan
{
    /// <summary>How many connections at most.</summary>
    public const int MostAtOnce = 8;

    /// <summary>Makes a plan.</summary>
    /// <param name="places">Where each further connection takes a place.</param>
    public PartsPlan(IPlaces places)
    {
        Places = places;
    }

    /// <summary>Where each further connection takes a place.</summary>
    public IPlaces Places { get; }

    /// <summary>What is left must be as much as this, in bytes: less is soon done anyway.</summary>
    public long LeastLeft { get; init; } = 64 * 1024 * 1024;

    /// <summary>How large a part is, in bytes: large beside what a line moves while an answer is waited for.</summary>
    public long PartSize { get; init; } = 16 * 1024 * 1024;

    /// <summary>How long the answer must have taken. On a short line one connection is as fast as it gets.</summary>
    public TimeSpan LeastWait { get; init; } = TimeSpan.FromMilliseconds(8);

    /// <summary>How long a number of connections is tried before it is judged.</summary>
    public TimeSpan Trial { get; init; } = TimeSpan.FromSeconds(1);
}
