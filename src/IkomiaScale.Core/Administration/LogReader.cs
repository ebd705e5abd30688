using System.Globalization;
using System.Runtime.CompilerServices;
using IkomiaScale.Json;
using IkomiaScale.Retries;
using Newtonsoft.Json;
using Newtonsoft.Json.Linq;

namespace IkomiaScale.Administration;

/// <summary>
/// Reads a log to its end, and continues if it is followed. Each request starts a little before the end of the last one,
/// because lines may be written later than their time, and several lines may have the same time. Lines that were returned are
/// not returned again.
/// </summary>
internal sealed class LogReader
{
    private const int FirstLimit = 1000;
    private const int LargestLimit = 100_000;

    /// <summary>The overlap of two requests in milliseconds.</summary>
    private const long Overlap = 5000;

    private readonly PlatformChannel _channel;
    private readonly IkDeployment _deployment;
    private readonly LogQuery _query;

    // How often each line of the overlap was returned, and its time. The same line may occur twice.
    private readonly Dictionary<string, (int Count, long Time)> _given = new(StringComparer.Ordinal);
    private long? _first;

    public LogReader(PlatformChannel channel, IkDeployment deployment, LogQuery query)
    {
        _channel = channel;
        _deployment = deployment;
        _query = query;
    }

    public async IAsyncEnumerable<IkDeploymentLog> ReadAsync([EnumeratorCancellation] CancellationToken cancellationToken)
    {
        _first = _query.Start?.ToUnixTimeMilliseconds();
        var start = _first;
        var limit = FirstLimit;
        while (true)
        {
            var answer = await AskAsync(start, limit, cancellationToken).ConfigureAwait(false);
            var lines = WireJson.Items(answer, "logs").ToList();
            var end = (long?)JsonText.Number(WireJson.Field(answer, "end"));
            var fresh = Fresh(lines, end ?? start ?? 0);
            foreach (var line in fresh)
            {
                yield return line;
            }

            if (lines.Count >= limit)
            {
                // There are more lines. If one millisecond has more lines than a request returns, the request must be larger,
                // not later.
                var isStuck = fresh.Count == 0 && (end is null || end == start);
                (start, limit) = isStuck && limit < LargestLimit
                    ? (start, Math.Min(LargestLimit, limit * 4))
                    : (end is { } last ? (isStuck ? last + 1 : last) : start, limit);
                if (isStuck && limit >= LargestLimit && end is null)
                {
                    yield break;
                }

                Forget(start - Overlap);
                continue;
            }

            if (!_query.Follow || (_query.End is { } until && _channel.Retries.Clock.GetUtcNow() > until))
            {
                yield break;
            }

            await _channel.Retries.Clock.WaitAsync(_query.Interval, cancellationToken).ConfigureAwait(false);
            limit = FirstLimit;
            start = end is { } reached ? Math.Max(_first ?? long.MinValue, reached + 1 - Overlap) : start;
            Forget(start);
        }
    }

    private Task<JToken> AskAsync(long? start, int limit, CancellationToken cancellationToken) => _channel.GetAsync(
        _channel.Below(
            _deployment.PlatformUrl,
            "logs/",
            ("start", start?.ToString(CultureInfo.InvariantCulture)),
            ("end", _query.End?.ToUnixTimeMilliseconds().ToString(CultureInfo.InvariantCulture)),
            ("level", _query.Level),
            ("limit", limit.ToString(CultureInfo.InvariantCulture))),
        $"log of {_deployment.Description}",
        cancellationToken);

    private List<IkDeploymentLog> Fresh(List<JToken> lines, long end)
    {
        var fresh = new List<IkDeploymentLog>();
        foreach (var group in lines.Select((line, index) => (Line: line, Key: line.ToString(Formatting.None), Index: index)).GroupBy(item => item.Key))
        {
            var read = LogLines.Read(group.First().Line, _deployment);
            var before = _given.TryGetValue(group.Key, out var known) ? known.Count : 0;
            var count = group.Count();
            _given[group.Key] = (Math.Max(before, count), read.Time?.ToUnixTimeMilliseconds() ?? end);
            fresh.AddRange(Enumerable.Repeat(read, Math.Max(0, count - before)));
        }

        // Groups are in the order of their first lines. Times order the rest.
        return fresh.All(line => line.Time is not null) ? [.. fresh.OrderBy(line => line.Time)] : fresh;
    }

    private void Forget(long? before)
    {
        foreach (var key in _given.Where(item => item.Value.Time < before).Select(item => item.Key).ToList())
        {
            _given.Remove(key);
        }
    }
}
