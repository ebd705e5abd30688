using System.Diagnostics;
using System.Net;
using IkomiaScale.Emulator.Tests.Support;

namespace IkomiaScale.Emulator.Tests.Faults;

public sealed class ConnectionFaultTests
{
    [Theory]
    [InlineData("\"when\":\"before-body\"", false)]
    [InlineData("\"when\":\"mid-body\"", false)]
    [InlineData("\"when\":\"mid-body\",\"bytes\":10", false)]
    [InlineData("\"when\":\"after-body\",\"carriedOut\":false", false)]
    [InlineData("\"when\":\"after-body\"", true)]
    public async Task A_reset_upload_is_carried_out_only_after_its_body(string options, bool carriedOut)
    {
        await using var faulty = await FaultyEmulator.StartAsync($$"""[{ "route": "create", "action": "reset", {{options}} }]""");
        await Assert.ThrowsAsync<HttpRequestException>(() => faulty.Emulator.CreateAsync("new", new string('x', 1_000_000)));
        Assert.Equal(carriedOut ? ["a", "new"] : ["a"], await faulty.Emulator.PathsAsync("/v1/objects/"));
        using var again = await faulty.Emulator.CreateAsync("new", "x");
        Assert.Equal(carriedOut ? HttpStatusCode.Conflict : HttpStatusCode.Created, again.StatusCode);
    }

    [Fact]
    public async Task A_reset_after_the_body_of_a_copy_or_a_run_leaves_it_done()
    {
        await using var faulty = await FaultyEmulator.StartAsync("""
            [{ "route": "copy", "action": "reset", "when": "after-body" }, { "route": "run", "action": "reset", "when": "after-body" }]
            """);
        await Assert.ThrowsAsync<HttpRequestException>(() => faulty.Client.PostAsync("/v1/objects/b", Forms.Copy(faulty.ContentUrl.Split('/')[^1])));
        Assert.Equal(["a", "b"], await faulty.Emulator.PathsAsync("/v1/objects/"));
        await Assert.ThrowsAsync<HttpRequestException>(() => faulty.Emulator.SubmitAsync(Runs.Request("describe")));
        await Eventually.HoldsAsync(() => faulty.Emulator.Folder.CountFiles("runs") == 1, "the run has left its result");
    }

    [Theory]
    [InlineData("\"action\":\"reset\",\"when\":\"mid-response\"", "01234")]
    [InlineData("\"action\":\"truncate\"", "01234")]
    [InlineData("\"action\":\"truncate\",\"bytes\":7", "0123456")]
    [InlineData("\"action\":\"truncate\",\"bytes\":0", "")]
    public async Task An_answer_breaks_off(string action, string expected)
    {
        await using var faulty = await FaultyEmulator.StartAsync($$"""[{ "route": "content", {{action}} }]""");
        using var answer = await faulty.Client.GetAsync(faulty.ContentUrl, HttpCompletionOption.ResponseHeadersRead);
        Assert.Equal(10, answer.Content.Headers.ContentLength);
        await using var body = await answer.Content.ReadAsStreamAsync();
        var received = new byte[10];
        await body.ReadExactlyAsync(received.AsMemory(0, expected.Length));
        Assert.Equal(expected, System.Text.Encoding.ASCII.GetString(received, 0, expected.Length));
        await Assert.ThrowsAnyAsync<IOException>(async () => await body.ReadExactlyAsync(received));
        Assert.Equal(FaultyEmulator.Content, await faulty.Client.GetStringAsync(faulty.ContentUrl));
    }

    [Fact]
    public async Task A_result_whose_answer_breaks_off_is_gone()
    {
        await using var faulty = await FaultyEmulator.StartAsync("""[{ "route": "results", "action": "reset", "when": "mid-response" }]""");
        var uuid = await faulty.Emulator.SubmittedAsync(Runs.Request("describe"));
        await Assert.ThrowsAnyAsync<HttpRequestException>(() => faulty.Emulator.PollAsync(uuid));
        using var again = await faulty.Emulator.PollAsync(uuid);
        Assert.Equal(HttpStatusCode.Accepted, again.StatusCode);
    }

    [Fact]
    public async Task A_shortened_answer_looks_complete_and_a_corrupt_one_too()
    {
        await using var faulty = await FaultyEmulator.StartAsync("""
            [
              { "route": "content", "action": "shorten", "bytes": 4 },
              { "route": "content", "action": "corrupt" },
              { "route": "content", "action": "corrupt", "offset": 0 }
            ]
            """);
        Assert.Equal("0123", await faulty.Client.GetStringAsync(faulty.ContentUrl));
        Assert.Equal("0123446789", await faulty.Client.GetStringAsync(faulty.ContentUrl));
        Assert.Equal("1123456789", await faulty.Client.GetStringAsync(faulty.ContentUrl));
        Assert.Equal(FaultyEmulator.Content, await faulty.Client.GetStringAsync(faulty.ContentUrl));
    }

    [Theory]
    [InlineData("\"action\":\"stall\",\"seconds\":0.3")]
    [InlineData("\"action\":\"stall\",\"seconds\":0.3,\"when\":\"mid-response\"")]
    [InlineData("\"action\":\"drip\",\"bytesPerSecond\":30")]
    public async Task A_slow_answer_is_complete_in_the_end(string action)
    {
        await using var faulty = await FaultyEmulator.StartAsync($$"""[{ "route": "content", {{action}} }]""");
        var watch = Stopwatch.StartNew();
        Assert.Equal(FaultyEmulator.Content, await faulty.Client.GetStringAsync(faulty.ContentUrl));
        Assert.True(watch.Elapsed.TotalSeconds > 0.25, $"{watch.Elapsed}");
    }

    [Fact]
    public async Task A_stalled_upload_is_complete_in_the_end()
    {
        await using var faulty = await FaultyEmulator.StartAsync("""[{ "route": "create", "action": "stall", "when": "mid-body", "seconds": 0.3 }]""");
        var watch = Stopwatch.StartNew();
        var created = await faulty.Emulator.CreatedAsync("new", new string('x', 3_000_000));
        Assert.True(watch.Elapsed.TotalSeconds > 0.25, $"{watch.Elapsed}");
        Assert.Equal(3_000_000, (int)created["size"]!);
    }

    [Theory]
    [InlineData("headers")]
    [InlineData("mid-response")]
    public async Task A_stall_without_an_end_lasts_until_the_client_gives_up(string when)
    {
        await using var faulty = await FaultyEmulator.StartAsync($$"""[{ "route": "content", "action": "stall", "seconds": -1, "when": "{{when}}" }]""");
        using var patience = new CancellationTokenSource();
        var reading = faulty.Client.GetStringAsync(faulty.ContentUrl, patience.Token);
        await faulty.Emulator.SeenAsync("content");
        Assert.False(reading.IsCompleted);
        patience.Cancel();
        await Assert.ThrowsAnyAsync<OperationCanceledException>(() => reading);
        Assert.Equal(FaultyEmulator.Content, await faulty.Client.GetStringAsync(faulty.ContentUrl));
    }
}
