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

    private static async Task<ResultBody> ReceiveAsync(HttpContent content, long longestInMemory, long longestText)
    {
        using var timer = new InactivityTimer(Timeout.InfiniteTimeSpan, CancellationToken.None);
        using var response = new WireResponse(new HttpResponseMessage(HttpStatusCode.OK) { Content = content }, TestClient.Endpoint, timer);
        return await ResultBody.ReceiveAsync(response, CancellationToken.None, longestInMemory, longestText);
    }
}
