using IkomiaScale.Json;
using Newtonsoft.Json.Linq;

namespace IkomiaScale.Deployments;

/// <summary>
/// The answer of the service for a run that has not ended: its state, how long it may take, and when to request the result
/// again (docs/protocol.md, section 4).
/// </summary>
public sealed class PollAdvice
{
    private PollAdvice()
    {
    }

    /// <summary>The state from the service.</summary>
    public string? State { get; private init; }

    /// <summary>The shortest remaining time; null if unknown.</summary>
    public TimeSpan? EtaLow { get; private init; }

    /// <summary>The longest remaining time; null if unknown.</summary>
    public TimeSpan? EtaHigh { get; private init; }

    /// <summary>How long to wait before the next request; null if unknown.</summary>
    public TimeSpan? NextPollIn { get; private init; }

    /// <summary>Whether the service may hold the next request until the run has ended.</summary>
    public bool NextPollLong { get; private init; }

    /// <summary>Reads an answer; null if there is no advice (older deployments answer <c>null</c> or a bare uuid).</summary>
    internal static PollAdvice? FromJson(JToken? json)
    {
        if (json is not JObject)
        {
            return null;
        }

        var eta = WireJson.Field(json, "eta") as JArray;
        return new PollAdvice
        {
            State = WireJson.Text(json, "state"),
            EtaLow = WireJson.Milliseconds(eta?.ElementAtOrDefault(0)),
            EtaHigh = WireJson.Milliseconds(eta?.ElementAtOrDefault(1)),
            NextPollIn = WireJson.Milliseconds(WireJson.Field(json, "next_poll_in")),
            NextPollLong = WireJson.Flag(json, "next_poll_long"),
        };
    }
}
