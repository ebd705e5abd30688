using System.Net;
using System.Text;
using IkomiaScale.Deployments.Polling;
using IkomiaScale.Tests.Deployments.Support;
using IkomiaScale.Wire;

namespace IkomiaScale.Tests.Deployments;

/// <summary>The body of an answer that comes once: kept whatever its length is.</summary>
public sealed class ResultBodyTests
{
    private const string Answer = """{"results":[],"x":"é"}""";
    private static readonly int Length = Encoding.UTF8.GetByteCount(Answer);

    [Theory]
    [InlineData(0, 1000)]
    [InlineData(-1, 0)]
    [InlineData(1000, 0)]
    public async Task What_can_be_text_is_text_and_leaves_no_file(int beyondMemory, int beyondText)
    {
        var body = await ReceiveAsync(new ByteArrayContent(Encoding.UTF8.GetBytes(Answer)), Length + beyondMemory, Length + beyondText);

        Assert.Equal((Answer, null, Length, null), (body.Text, body.FilePath, body.Length, body.Broken));
    }

    [Fact]
    public async Task What_is_too_long_for_text_is_whole_in_a_file_that_the_result_names()
    {
        var body = await ReceiveAsync(new ByteArrayContent(Encoding.UTF8.GetBytes(Answer)), Length / 2, Length - 1);
        try
        {
            var result = ResultReader.Read(TestClient.Run, body, DateTimeOffset.UnixEpoch);

            Assert.Equal(Answer, File.ReadAllText(body.FilePath!));
            Assert.Equal((string.Empty, body.FilePath), (result.Raw, result.RawPath));
            Assert.Empty(result.Outputs);
            Assert.Contains(body.FilePath!, result.Problem, StringComparison.Ordinal);
            Assert.Equal(ScaleErrorId.InvalidResponse, result.Failure!.ErrorId);
            if (!OperatingSystem.IsWindows())
            {
                Assert.Equal(UnixFileMode.UserRead | UnixFileMode.UserWrite, File.GetUnixFileMode(body.FilePath!));
            }
        }
        finally
        {
            File.Delete(body.FilePath!);
        }
    }

    [Fact]
    public async Task What_arrived_of_a_long_answer_that_breaks_off_is_in_the_file()
    {
        var body = await ReceiveAsync(BrokenBody.Message(Answer).Content, 3, 3);
        try
        {
            var result = ResultReader.Read(TestClient.Run, body, DateTimeOffset.UnixEpoch);

            Assert.Equal(Answer, File.ReadAllText(body.FilePath!));
            Assert.Equal(ScaleErrorId.NetworkError, result.Failure!.ErrorId);
            Assert.Contains(body.FilePath!, result.Problem, StringComparison.Ordinal);
        }
        finally
        {
            File.Delete(body.FilePath!);
        }
    }

    [Theory]
    [InlineData(0)]
    [InlineData(-1)]
    public async Task Who_keeps_it_gets_the_bytes_as_they_came(int beyondMemory)
    {
        byte[]? kept = null;

        var body = await ReceiveAsync(new ByteArrayContent(Encoding.UTF8.GetBytes(Answer)), Length + beyondMemory, Length, async (content, broken) =>
        {
            using var copy = new MemoryStream();
            await content.CopyToAsync(copy);
            Assert.False(content.CanWrite);
            Assert.Null(broken);
            kept = copy.ToArray();
        });

        Assert.Equal(Encoding.UTF8.GetBytes(Answer), kept);
        Assert.Equal(Answer, body.Text);
    }

    [Fact]
    public async Task A_long_answer_in_many_parts_is_whole()
    {
        var text = string.Concat(Enumerable.Range(0, 60_000).Select(number => $"{number:d5},"));

        var body = await ReceiveAsync(new ByteArrayContent(Encoding.UTF8.GetBytes(text)), 200_000, text.Length);

        Assert.Equal((text, null, text.Length), (body.Text, body.FilePath, body.Length));
    }

    [Fact]
    public async Task A_mark_before_the_text_is_no_part_of_it()
    {
        var body = await ReceiveAsync(new ByteArrayContent([0xef, 0xbb, 0xbf, (byte)'[', (byte)']']), 100, 100);

        Assert.Equal(("[]", 5), (body.Text, body.Length));
    }

    [Fact]
    public async Task Of_an_answer_that_was_spilled_and_read_no_file_is_left()
    {
        var text = new string('x', 100_000) + Guid.NewGuid();
        var before = DateTime.UtcNow.AddSeconds(-5);

        await ReceiveAsync(new ByteArrayContent(Encoding.UTF8.GetBytes(text)), 10, text.Length);

        Assert.DoesNotContain(
            Directory.EnumerateFiles(Path.GetTempPath(), "ikomiascale-results-*").Select(file => new FileInfo(file)).Where(file => file.Exists && file.LastWriteTimeUtc > before && file.Length == text.Length),
            file => File.ReadAllText(file.FullName) == text);
    }

    private static async Task<ResultBody> ReceiveAsync(HttpContent content, long longestInMemory, long longestText, Func<Stream, ScaleException?, Task>? keep = null)
    {
        using var timer = new InactivityTimer(Timeout.InfiniteTimeSpan, CancellationToken.None);
        using var response = new WireResponse(new HttpResponseMessage(HttpStatusCode.OK) { Content = content }, TestClient.Endpoint, timer);
        return await ResultBody.ReceiveAsync(response, CancellationToken.None, longestInMemory, longestText, keep);
    }
}
