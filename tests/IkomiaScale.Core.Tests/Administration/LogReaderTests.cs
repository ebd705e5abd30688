using IkomiaScale.Administration;
using IkomiaScale.Authentication;
using IkomiaScale.Tests.Support;
using Microsoft.AspNetCore.Http;
using Newtonsoft.Json.Linq;

namespace IkomiaScale.Tests.Administration;

/// <summary>Logs of services that are less kind than the emulator.</summary>
public sealed class LogReaderTests
{
    private readonly object _gate = new();
    private readonly List<(long Time, string Text)> _written = [];

    [Fact]
    public async Task Gives_all_lines_of_one_millisecond_though_they_are_more_than_a_question_has()
    {
        Write(5, Enumerable.Range(0, 3500).Select(number => $"line {number}"));
        Write(6, ["last"]);
        await using var server = await TestServer.StartAsync(AnswerAsync);
        var lines = await ReadAsync(server, new LogQuery(), int.MaxValue);
        Assert.Equal(3501, lines.Count);
        Assert.Equal(3501, lines.Distinct().Count());
        Assert.Equal("last", lines[^1]);
    }

    [Fact]
    public async Task Gives_as_many_of_the_same_line_as_there_are()
    {
        Write(5, ["same", "same", "other", "same"]);
        await using var server = await TestServer.StartAsync(AnswerAsync);
        Assert.Equal(4, (await ReadAsync(server, new LogQuery(), int.MaxValue)).Count);
    }

    [Fact]
    public async Task Follows_with_nothing_twice_and_nothing_missed_though_lines_come_late()
    {
        Write(100_000, ["one", "two"]);
        var asked = 0;
        await using var server = await TestServer.StartAsync(async context =>
        {
            switch (Interlocked.Increment(ref asked))
            {
                case 3:
                    // Written now, and dated before what was given already; and one that is the same as one before.
                    Write(99_500, ["late"]);
                    Write(100_000, ["two"]);
                    break;
                case 5:
                    Write(104_000, ["next"]);
                    break;
            }

            await AnswerAsync(context);
        });
        var lines = await ReadAsync(server, new LogQuery { Follow = true, Interval = TimeSpan.FromMilliseconds(1) }, 5);
        Assert.Equal(["one", "two", "late", "two", "next"], lines);
    }

    [Fact]
    public async Task Reads_lines_of_any_form()
    {
        await using var server = await TestServer.StartAsync(context => context.JsonAsync(JToken.Parse("""
            { "logs": [ "text", { "time": "2026-01-02T03:04:05Z", "severity": "WARNING", "msg": "m" }, { "a": 1 }, 5 ], "end": null }
            """)));
        var lines = new List<IkDeploymentLog>();
        using var client = Client(server);
        await foreach (var line in client.Administration.ReadLogsAsync(Deployment(server), new LogQuery()))
        {
            lines.Add(line);
        }

        Assert.Equal(["text", "m", "{\"a\":1}", "5"], lines.Select(line => line.Message));
        Assert.Equal("WARNING", lines[1].Level);
        Assert.Equal(new DateTime(2026, 1, 2, 3, 4, 5, DateTimeKind.Utc), lines[1].Time!.Value.UtcDateTime);
    }

    private static ScaleClient Client(TestServer server) => new(new ScaleClientOptions(SecureStrings.Protect("token")) { ScaleUrl = server.Address });

    private static IkDeployment Deployment(TestServer server) => Deployments.Of("{}", server.Url("/v1/deployments/1/").AbsoluteUri);

    private static async Task<List<string>> ReadAsync(TestServer server, LogQuery query, int count)
    {
        using var patience = new CancellationTokenSource(TimeSpan.FromSeconds(60));
        using var client = Client(server);
        var lines = new List<string>();
        await foreach (var line in client.Administration.ReadLogsAsync(Deployment(server), query, patience.Token))
        {
            lines.Add(line.Message);
            if (lines.Count == count)
            {
                break;
            }
        }

        return lines;
    }

    private void Write(long time, IEnumerable<string> texts)
    {
        lock (_gate)
        {
            _written.AddRange(texts.Select(text => (time, text)));
        }
    }

    // In the order of their times; the end is the last line's time where there are lines.
    private Task AnswerAsync(HttpContext context)
    {
        var start = long.TryParse(context.Request.Query["start"], out var given) ? given : 0;
        var limit = int.Parse(context.Request.Query["limit"]!, System.Globalization.CultureInfo.InvariantCulture);
        lock (_gate)
        {
            var lines = _written.Where(line => line.Time >= start).OrderBy(line => line.Time).Take(limit).ToList();
            return context.JsonAsync(new JObject
            {
                ["logs"] = new JArray(lines.Select(line => new JObject { ["timestamp"] = line.Time, ["level"] = "INFO", ["message"] = line.Text })),
                ["end"] = lines.Count > 0 ? lines[^1].Time : start,
            });
        }
    }
}
