using System.Net;
using IkomiaScale.Emulator.Tests.Support;

namespace IkomiaScale.Emulator.Tests.Storage;

public sealed class EarlyRefusalTests
{
    [Theory]
    [InlineData("taken", true, "409")]
    [InlineData("taken", true, "409", 1_000)]
    [InlineData("free", false, "401")]
    [InlineData("a//b", true, "400")]
    public async Task A_client_that_waits_for_100_continue_is_answered_before_it_sends(string path, bool authorised, string status, long size = 1_000_000_000)
    {
        await using var emulator = await TestEmulator.StartAsync();
        await emulator.CreatedAsync("taken", "x");
        using var connection = await RawConnection.OpenAsync(emulator.Address);
        await connection.SendAsync(Head(emulator, path, size, "Expect: 100-continue\r\n", authorised));
        var answer = await connection.ReadUntilAsync("}");
        Assert.StartsWith($"HTTP/1.1 {status} ", answer);
        Assert.Contains("Connection: close", answer);
    }

    [Fact]
    public async Task A_client_that_waits_for_100_continue_is_told_to_go_on()
    {
        await using var emulator = await TestEmulator.StartAsync();
        const string Body = "--b\r\nContent-Disposition: form-data; name=file\r\n\r\nhello\r\n--b--\r\n";
        using var connection = await RawConnection.OpenAsync(emulator.Address);
        await connection.SendAsync(Head(emulator, "free", Body.Length, "Expect: 100-continue\r\n"));
        Assert.StartsWith("HTTP/1.1 100 Continue", await connection.ReadUntilAsync("\r\n\r\n"));
        await connection.SendAsync(Body);
        Assert.StartsWith("HTTP/1.1 201 Created", await connection.ReadUntilAsync("}"));
    }

    [Fact]
    public async Task A_large_body_that_is_refused_early_is_never_sent_by_a_client_that_waits()
    {
        await using var emulator = await TestEmulator.StartAsync();
        await emulator.CreatedAsync("taken", "x");
        using var content = new StreamContent(new EndlessStream(2L << 40));
        using var request = new HttpRequestMessage(HttpMethod.Post, "/v1/objects/taken")
        {
            Content = Forms.Upload(content, "application/octet-stream"),
            Headers = { ExpectContinue = true },
        };
        using var answer = await emulator.Client.SendAsync(request);
        await answer.DetailAsync(HttpStatusCode.Conflict);
    }

    [Fact]
    public async Task A_client_that_does_not_wait_gets_the_refusal_as_well()
    {
        await using var emulator = await TestEmulator.StartAsync();
        await emulator.CreatedAsync("taken", "x");
        using var content = new StreamContent(new EndlessStream(64 << 20));
        using var answer = await emulator.Client.PostAsync("/v1/objects/taken", Forms.Upload(content, "application/octet-stream"));
        await answer.DetailAsync(HttpStatusCode.Conflict);
    }

    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public async Task A_body_that_breaks_off_leaves_nothing(bool reset)
    {
        await using var emulator = await TestEmulator.StartAsync();
        using (var connection = await RawConnection.OpenAsync(emulator.Address))
        {
            await connection.SendAsync(Head(emulator, "half", 10_000_000, ""));
            await connection.SendAsync("--b\r\nContent-Disposition: form-data; name=file\r\n\r\n" + new string('x', 600_000));
            await Eventually.HoldsAsync(() => emulator.Folder.CountFiles("blobs") == 1, "the upload is under way");
            if (reset)
            {
                connection.Reset();
            }
        }

        await Eventually.HoldsAsync(() => emulator.Folder.CountFiles("blobs") == 0, "the half upload is thrown away");
        Assert.Empty(await emulator.PathsAsync("/v1/objects/?page=1"));
    }

    [Fact]
    public async Task Of_two_that_create_the_same_object_at_once_one_is_refused()
    {
        await using var emulator = await TestEmulator.StartAsync();
        const string Body = "--b\r\nContent-Disposition: form-data; name=file\r\n\r\nslow one\r\n--b--\r\n";
        using var connection = await RawConnection.OpenAsync(emulator.Address);
        await connection.SendAsync(Head(emulator, "wanted", Body.Length, "") + Body[..60]);
        await Eventually.HoldsAsync(() => emulator.Folder.CountFiles("blobs") == 1, "the first upload is under way");
        await emulator.CreatedAsync("wanted", "fast one");
        await connection.SendAsync(Body[60..]);
        Assert.StartsWith("HTTP/1.1 409 ", await connection.ReadUntilAsync("}"));
        Assert.Equal(1, emulator.Folder.CountFiles("blobs"));
    }

    private static string Head(TestEmulator emulator, string path, long length, string more, bool authorised = true) =>
        $"POST /v1/objects/{path} HTTP/1.1\r\nHost: {emulator.Address.Authority}\r\n" +
        (authorised ? $"Authorization: {emulator.Client.DefaultRequestHeaders.Authorization}\r\n" : "") +
        $"Content-Type: multipart/form-data; boundary=b\r\nContent-Length: {length}\r\n{more}\r\n";
}
