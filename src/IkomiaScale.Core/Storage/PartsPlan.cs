using IkomiaScale.Concurrency;

namespace IkomiaScale.Storage;

/// <summary>When a large content is downloaded over several connections, and in which parts.</summary>
internal sealed class PartsPlan
{
    /// <summary>The largest number of connections.</summary>
    public const int MostAtOnce = 8;

    /// <summary>Creates a plan.</summary>
    /// <param name="places">Where each additional connection takes a place.</param>
    public PartsPlan(IPlaces places)
    {
        Places = places;
    }

    /// <summary>Where each additional connection takes a place.</summary>
    public IPlaces Places { get; }

    /// <summary>The least number of bytes that must be left: less is done soon.</summary>
    public long LeastLeft { get; init; } = 64 * 1024 * 1024;

    /// <summary>The size of a part in bytes: large compared with what a line moves during a round trip.</summary>
    public long PartSize { get; init; } = 16 * 1024 * 1024;

    /// <summary>The least time until the answer. On a short line, one connection is as fast as several.</summary>
    public TimeSpan LeastWait { get; init; } = TimeSpan.FromMilliseconds(8);

    /// <summary>How long a number of connections is tried before it is judged.</summary>
    public TimeSpan Trial { get; init; } = TimeSpan.FromSeconds(1);
}
