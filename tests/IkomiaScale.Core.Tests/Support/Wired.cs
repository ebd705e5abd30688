using IkomiaScale.Wire;

namespace IkomiaScale.Tests.Support;

/// <summary>The real transport against a server of the test's own.</summary>
internal static class Wired
{
    public const string UserAgent = "IkomiaScale/1.2 (PowerShell/7.4; test)";

    /// <summary>A limit that no test reaches.</summary>
    public static readonly TimeSpan Long = TimeSpan.FromSeconds(60);

    /// <summary>A limit that is reached soon, perhaps even sooner than the test wants to.</summary>
    public static readonly TimeSpan Short = TimeSpan.FromMilliseconds(300);

    /// <summary>A limit that is reached only where really nothing moves, however busy the machine is.</summary>
    public static readonly TimeSpan Fair = TimeSpan.FromSeconds(2.5);

    public static FlurlTransport Transport(TimeSpan? limit = null, NetworkOptions? network = null) => new(UserAgent, limit ?? Long, network);

    /// <summary>Sends a GET and gives the answer's text.</summary>
    public static async Task<string> GetTextAsync(this ITransport transport, Uri url)
    {
        using var response = await transport.SendAsync(new WireRequest(HttpMethod.Get, url), CancellationToken.None);
        return await response.ReadTextAsync(1024 * 1024, CancellationToken.None);
    }
}
