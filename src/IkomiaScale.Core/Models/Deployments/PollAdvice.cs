using IkomiaScale.Json;
using Newtonsoft.Json.Linq;

namespace IkomiaScale.Deployments;

/// <summary>What the service says about a run that is not done: its state, when it may be, and when to ask again (PROTOCOL 4).</summary>
public sealed class PollAdvice
{
    private PollAdvice()
    {
    }

    /// <summary>The state, in the service's word.</summary>
    public string? State { get; private init; }

    /// <summary>How long it will take at least; null where the service does not tell.</summary>
    public TimeSpan? EtaLow { get; private init; }

    /// <summary>How long it will take at most; null where the service does not tell.</summary>
    public TimeSpan? EtaHigh { get; private init; }

    /// <summary>When to ask again; null where the service does not tell.</summary>
    public TimeSpan? NextPollIn { get; private init; }

    /// <summary>Whether the next question may be held back until the run is done.</summary>
    public bool NextPollLong { get; private init; }

    /// <summary>Reads an answer; null where it is none (older deployments answer <c>null</c> or a bare uuid).</summary>
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
