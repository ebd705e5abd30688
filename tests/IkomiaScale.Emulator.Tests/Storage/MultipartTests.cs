using System.Net;
using IkomiaScale.Emulator.Tests.Support;

namespace IkomiaScale.Emulator.Tests.Storage;

public sealed class MultipartTests(SharedEmulator shared) : IClassFixture<SharedEmulator>
{
    private const string File = "--b\r\nContent-Disposition: form-data; name=file\r\nContent-Type: text/plain\r\n\r\nhello\r\n";
    private const string End = "--b--\r\n";

    private readonly TestEmulator _emulator = shared.Emulator;

    [Theory]
    [InlineData("name=file")]
    [InlineData("name=\"file\"")]
    [InlineData("name=\"file\"; filename=\"blob\"")]
    [InlineData("name=file; filename=blob; filename*=utf-8''bl%C3%B6b")]
    [InlineData("name=\"file\"; filename=\"../../../etc/passwd\"")]
    public async Task The_file_may_be_named_in_every_usual_way(string name)
    {
        var body = $"--b\r\nContent-Disposition: form-data; name=is_directory_archive\r\n\r\ntrue\r\n--b\r\nContent-Disposition: form-data; {name}\r\nContent-Type: text/x-y\r\n\r\nhello\r\n--b--\r\n";
        using var answer = await _emulator.Client.PostAsync("/v1/objects/", Forms.Raw(body));
        Assert.Equal(HttpStatusCode.Created, answer.StatusCode);
        var created = await answer.JsonAsync();
        Assert.Equal("text/x-y", (string?)created["content_type"]);
        Assert.True((bool)created["is_directory_archive"]!);
        Assert.Equal("hello", await _emulator.Client.GetStringAsync((string)created["download_url"]!));
    }

    [Fact]
    public async Task Without_a_type_the_file_is_bytes()
    {
        using var answer = await _emulator.Client.PostAsync("/v1/objects/", Forms.Raw($"--b\r\nContent-Disposition: form-data; name=file\r\n\r\nhello\r\n{End}"));
        Assert.Equal("application/octet-stream", (string?)(await answer.JsonAsync())["content_type"]);
    }

    [Theory]
    [InlineData("", HttpStatusCode.BadRequest)]
    [InlineData("nonsense", HttpStatusCode.BadRequest)]
    [InlineData("--b\r\n", HttpStatusCode.BadRequest)]
    [InlineData(File, HttpStatusCode.BadRequest)]
    [InlineData(File + "--other--\r\n", HttpStatusCode.BadRequest)]
    [InlineData("--b\r\nContent-Disposition: form-data; name=file\r\nnot a header\r\n\r\nx\r\n--b--\r\n", HttpStatusCode.BadRequest)]
    [InlineData("--b\r\nContent-Type: text/plain\r\n\r\nx\r\n--b--\r\n", HttpStatusCode.BadRequest)]
    [InlineData("--b\r\nContent-Disposition: ;;;\r\n\r\nx\r\n--b--\r\n", HttpStatusCode.BadRequest)]
    [InlineData(End, HttpStatusCode.UnprocessableEntity)]
    [InlineData("--b\r\nContent-Disposition: form-data; name=is_directory_archive\r\n\r\ntrue\r\n--b--\r\n", HttpStatusCode.UnprocessableEntity)]
    [InlineData(File + "--b\r\nContent-Disposition: form-data; name=is_directory_archive\r\n\r\nperhaps\r\n--b--\r\n", HttpStatusCode.UnprocessableEntity)]
    [InlineData(File + File + End, HttpStatusCode.UnprocessableEntity)]
    [InlineData(File + "--b\r\nContent-Disposition: form-data; name=copy_from\r\n\r\nx\r\n--b--\r\n", HttpStatusCode.UnprocessableEntity)]
    [InlineData("--b\r\nContent-Disposition: form-data; name=file\r\nContent-Type: no type\r\n\r\nx\r\n--b--\r\n", HttpStatusCode.UnprocessableEntity)]
    [InlineData("--b\r\nContent-Disposition: form-data; name=file\r\nContent-Type: te\u00e9xt/plain\r\n\r\nx\r\n--b--\r\n", HttpStatusCode.UnprocessableEntity)]
    public async Task A_broken_form_is_refused_and_leaves_nothing(string body, HttpStatusCode status)
    {
        var blobs = _emulator.Folder.CountFiles("blobs");
        await Answers.AssertRefusedAsync(_emulator.Client.PostAsync("/v1/objects/a", Forms.Raw(body)), status);
        Assert.Empty(await _emulator.PathsAsync("/v1/objects/?page=1"));
        Assert.Equal(blobs, _emulator.Folder.CountFiles("blobs"));
    }

    [Theory]
    [InlineData("application/json")]
    [InlineData("multipart/mixed; boundary=b")]
    [InlineData("multipart/form-data")]
    [InlineData("multipart/form-data; boundary=")]
    [InlineData("nonsense")]
    public async Task Another_content_type_is_refused(string contentType)
    {
        await Answers.AssertRefusedAsync(_emulator.Client.PostAsync("/v1/objects/a", Forms.Raw(File + End, contentType)), HttpStatusCode.BadRequest);
    }

    [Theory]
    [InlineData("is_directory_archive")]
    [InlineData("copy_from")]
    [InlineData("something")]
    public async Task A_field_may_not_be_large(string name)
    {
        var body = $"--b\r\nContent-Disposition: form-data; name={name}\r\n\r\n{new string('x', 70_000)}\r\n{File}{End}";
        await Answers.AssertRefusedAsync(_emulator.Client.PostAsync("/v1/objects/a", Forms.Raw(body)), HttpStatusCode.RequestEntityTooLarge);
    }

    [Fact]
    public async Task There_may_not_be_many_parts()
    {
        var parts = string.Concat(Enumerable.Range(0, 100).Select(index => $"--b\r\nContent-Disposition: form-data; name=n{index}\r\n\r\nx\r\n"));
        await Answers.AssertRefusedAsync(_emulator.Client.PostAsync("/v1/objects/a", Forms.Raw(parts + File + End)), HttpStatusCode.RequestEntityTooLarge);
    }
}
