using System.Diagnostics;
using System.Net;
using IkomiaScale.Emulator.Tests.Support;

namespace IkomiaScale.Emulator.Tests.Faults;

public sealed class CrowdFaultTests
{
    [Fact]
    public async Task So_many_at_once_are_served_and_those_beyond_are_refused()
    {
        await using var faulty = await FaultyEmulator.StartAsync(
            """[{ "route": "create", "times": -1, "action": "refuse-beyond", "atOnce": 3, "headers": { "Retry-After": "1" }, "body": { "detail": "too many" } }]""");
        var bodies = Enumerable.Range(0, 3).Select(_ => new HeldStream()).ToList();
        var held = bodies.Select((body, number) => faulty.Client.PostAsync($"/v1/objects/held-{number}", Forms.Upload(new StreamContent(body), "text/plain"))).ToList();

        // When the three have arrived.
        await Eventually.HoldsAsync(
            async () =>
            {
                using var more = await faulty.Emulator.CreateAsync($"more-{Guid.NewGuid():N}", "content");
                return more.StatusCode == HttpStatusCode.TooManyRequests && more.Headers.RetryAfter!.Delta == TimeSpan.FromSeconds(1);
            },
            "a fourth is refused");
        bodies.ForEach(body => body.Release());
        foreach (var answer in await Task.WhenAll(held))
        {
            Assert.Equal(HttpStatusCode.Created, answer.StatusCode);
            answer.Dispose();
        }

        // They leave when they were answered, and that is a moment before it is known there.
        await Eventually.HoldsAsync(
            async () =>
            {
                using var later = await faulty.Emulator.CreateAsync($"later-{Guid.NewGuid():N}", "content");
                return later.StatusCode == HttpStatusCode.Created;
            },
            "there is room again");
    }

    [Fact]
    public async Task What_comes_beyond_takes_longer()
    {
        await using var faulty = await FaultyEmulator.StartAsync("""[{ "times": -1, "action": "slow-beyond", "atOnce": 1, "seconds": 0.3 }]""");
        var body = new HeldStream();
        var held = faulty.Client.PostAsync("/v1/objects/held", Forms.Upload(new StreamContent(body), "text/plain"));

        await Eventually.HoldsAsync(
            async () =>
            {
                var watch = Stopwatch.StartNew();
                using var second = await faulty.Client.GetAsync("/workflow");
                Assert.True(second.IsSuccessStatusCode);
                return watch.Elapsed >= TimeSpan.FromSeconds(0.3);
            },
            "the second at once waits");
        body.Release();
        using var first = await held;
        Assert.Equal(HttpStatusCode.Created, first.StatusCode);
    }
}
