using System.Text;
using IkomiaScale.Storage;
using IkomiaScale.Tests.Support;
using Newtonsoft.Json.Linq;

namespace IkomiaScale.Tests.Storage;

/// <summary>What is sent in an upload, and what is made of the service's answer.</summary>
public sealed class UploadAnswerTests
{
    [Fact]
    public async Task The_form_is_the_one_of_the_official_clients()
    {
        await using var service = await ServeAsync(StoredObjects.Json("a b/ü.txt"));

        await service.Storage.UploadAsync(new UploadRequest(UploadSource.FromText("content"), "a b/ü.txt"));

        var call = service.Calls.Single();
        Assert.Equal("POST /v1/objects/a%20b/%C3%BC.txt", call.ToString());
        Assert.StartsWith("multipart/form-data; boundary=", call.Header("Content-Type"), StringComparison.Ordinal);
        Assert.Equal($"{call.Body.Length}", call.Header("Content-Length"));
        var boundary = "--" + call.Header("Content-Type")!.Split("boundary=")[1].Trim('"');
        Assert.Equal(
            [
                boundary, "Content-Disposition: form-data; name=\"is_directory_archive\"", "", "false",
                boundary, "Content-Type: text/plain", "Content-Disposition: form-data; name=\"file\"; filename=\"blob\"", "", "content",
                boundary + "--", "",
            ],
            Encoding.UTF8.GetString(call.Body).Split("\r\n"));
    }

    [Fact]
    public async Task A_temporary_object_has_no_path_and_replacing_uses_another_verb()
    {
        await using var service = await ServeAsync(StoredObjects.Json(null));

        await service.Storage.UploadAsync(new UploadRequest(UploadSource.FromText("content"), null) { WhenExists = WhenExists.Overwrite });
        await service.Storage.UploadAsync(new UploadRequest(UploadSource.FromText("content"), "a") { WhenExists = WhenExists.Overwrite });

        Assert.Equal(["POST /v1/objects/", "PUT /v1/objects/a"], service.CallLines);
    }

    [Fact]
    public async Task A_content_type_cannot_smuggle_a_header_in()
    {
        await using var service = await ServeAsync(StoredObjects.Json("a"));

        var error = await Assert.ThrowsAsync<ScaleException>(() => service.Storage.UploadAsync(
            new UploadRequest(UploadSource.FromText("content"), "a") { ContentType = "text/plain\r\nX-Evil: 1" }));

        Assert.Equal(ScaleErrorId.InvalidInput, error.ErrorId);
        Assert.Empty(service.Server.Requests);
    }

    [Fact]
    public async Task Only_a_large_body_asks_first()
    {
        await using var service = await FakeService.StartAsync(async context =>
        {
            await context.KeepBodyAsync();
            await context.JsonAsync(new JObject { ["uid"] = "u" });
        });

        await service.Storage.UploadAsync(new UploadRequest(UploadSource.FromBytes(new byte[1024 * 1024 - 1]), "a"));
        await service.Storage.UploadAsync(new UploadRequest(UploadSource.FromBytes(new byte[1024 * 1024]), "a"));
        await service.Storage.UploadAsync(new UploadRequest(UploadSource.FromStream(new CountingStream(1)), "a"));

        Assert.Equal([null, "100-continue", "100-continue"], service.Calls.Select(call => call.Header("Expect")));
    }

    [Theory]
    [InlineData("sha256", "\"0000000000000000000000000000000000000000000000000000000000000000\"")]
    [InlineData("sha256", "\"\\u001b[2Jnonsense\"")]
    [InlineData("size", "6")]
    [InlineData("size", "0")]
    public async Task A_service_that_holds_something_else_is_found_out(string field, string value)
    {
        var answer = StoredObjects.Json("a");
        answer[field] = JToken.Parse(value);
        await using var service = await ServeAsync(answer);

        var error = await Assert.ThrowsAsync<ScaleException>(() => UploadAsync(service));

        Assert.Equal(ScaleErrorId.ChecksumMismatch, error.ErrorId);
        Assert.Equal("a", error.Target);
        Assert.DoesNotContain(error.Message, char.IsControl);
        Assert.Single(service.Calls, call => call.Method == "POST");
    }

    [Fact]
    public async Task Without_the_checksum_the_size_is_still_compared()
    {
        var answer = StoredObjects.Json("a");
        answer["sha256"] = new string('0', 64);
        await using var service = await ServeAsync(answer);
        await UploadAsync(service, skipChecksum: true);

        answer["size"] = 8;
        var error = await Assert.ThrowsAsync<ScaleException>(() => UploadAsync(service, skipChecksum: true));

        Assert.Equal(ScaleErrorId.ChecksumMismatch, error.ErrorId);
    }

    [Fact]
    public async Task What_the_service_does_not_tell_cannot_differ()
    {
        await using var service = await ServeAsync(new JObject { ["uid"] = "u" });

        Assert.Equal("u", (await UploadAsync(service)).Uid);
    }

    [Fact]
    public async Task A_hash_in_capitals_is_the_same_hash()
    {
        var answer = StoredObjects.Json("a");
        answer["sha256"] = ((string)answer["sha256"]!).ToUpperInvariant();
        await using var service = await ServeAsync(answer);

        await UploadAsync(service);
    }

    [Theory]
    [InlineData("<html>Welcome</html>")]
    [InlineData("")]
    [InlineData("{}")]
    [InlineData("null")]
    public async Task An_answer_that_is_no_object_is_told(string body)
    {
        await using var service = await FakeService.StartAsync(async context =>
        {
            await context.KeepBodyAsync();
            await context.TextAsync(200, body);
        });

        Assert.Equal(ScaleErrorId.InvalidResponse, (await Assert.ThrowsAsync<ScaleException>(() => UploadAsync(service))).ErrorId);
        Assert.Single(service.Calls, call => call.Method == "POST");
    }

    [Theory]
    [InlineData(402, ScaleErrorId.QuotaExceeded)]
    [InlineData(403, ScaleErrorId.Forbidden)]
    [InlineData(413, ScaleErrorId.PayloadTooLarge)]
    [InlineData(507, ScaleErrorId.QuotaExceeded)]
    public async Task A_refusal_is_told_in_the_services_words(int status, ScaleErrorId expected)
    {
        await using var service = await FakeService.StartAsync(context => context.RefuseAsync(status, "10 GB of 10 GB are used"));

        var error = await Assert.ThrowsAsync<ScaleException>(() => UploadAsync(service));

        Assert.Equal(expected, error.ErrorId);
        Assert.Contains("10 GB of 10 GB are used", error.Message, StringComparison.Ordinal);
    }

    private static Task<FakeService> ServeAsync(JObject answer) => FakeService.StartAsync(async context =>
    {
        await context.KeepBodyAsync();
        await context.JsonAsync(answer);
    });

    private static Task<IkStorageObject> UploadAsync(FakeService service, bool skipChecksum = false) => service.Storage.UploadAsync(
        new UploadRequest(UploadSource.FromText("content"), "a") { Options = new TransferOptions { SkipChecksum = skipChecksum } });
}
