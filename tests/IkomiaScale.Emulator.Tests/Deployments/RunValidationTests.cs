using System.Net;
using System.Text;
using IkomiaScale.Emulator.Tests.Support;

namespace IkomiaScale.Emulator.Tests.Deployments;

public sealed class RunValidationTests(SharedEmulator shared) : IClassFixture<SharedEmulator>
{
    private readonly TestEmulator _emulator = shared.Emulator;

    [Theory]
    [InlineData("", "json_invalid")]
    [InlineData("{", "json_invalid")]
    [InlineData("{\"outputs\":[{\"task_name\":\"describe\"}]}x", "json_invalid")]
    [InlineData("[]", "model_type")]
    [InlineData("{}", "\"outputs\"")]
    [InlineData("{\"outputs\":[]}", "\"outputs\"")]
    [InlineData("{\"outputs\":{}}", "list_type")]
    [InlineData("{\"outputs\":[1]}", "\"task_name\"")]
    [InlineData("{\"outputs\":[{}]}", "\"task_name\"")]
    [InlineData("{\"outputs\":[{\"task_name\":7}]}", "string_type")]
    [InlineData("{\"outputs\":[{\"task_name\":\"Describe\"}]}", "no task 'Describe'")]
    [InlineData("{\"outputs\":[{\"task_name\":\"describe\",\"task_index\":1}]}", "\"task_index\"")]
    [InlineData("{\"outputs\":[{\"task_name\":\"describe\",\"output_index\":1}]}", "\"output_index\"")]
    [InlineData("{\"outputs\":[{\"task_name\":\"describe\",\"output_index\":-1}]}", "int_type")]
    [InlineData("{\"outputs\":[{\"task_name\":\"describe\",\"save_temporary\":\"yes\"}]}", "bool_type")]
    [InlineData("{\"outputs\":[{\"task_name\":\"describe\"}],\"inputs\":[1]}", "\"inputs\",0")]
    [InlineData("{\"outputs\":[{\"task_name\":\"describe\"}],\"inputs\":[{}]}", "\"inputs\",0")]
    [InlineData("{\"outputs\":[{\"task_name\":\"describe\"}],\"inputs\":[{\"image\":\"\",\"b\":1}]}", "\"inputs\",0")]
    [InlineData("{\"outputs\":[{\"task_name\":\"describe\"}],\"inputs\":[{\"image\":\"data:image/png;base64,AAAA\"}]}", "base64")]
    [InlineData("{\"outputs\":[{\"task_name\":\"describe\"}],\"inputs\":[{\"image\":1}]}", "base64")]
    [InlineData("{\"outputs\":[{\"task_name\":\"describe\"}],\"inputs\":[{\"storage_object\":\"x\"}]}", "\"url\"")]
    [InlineData("{\"outputs\":[{\"task_name\":\"describe\"}],\"inputs\":[{\"storage_object\":{\"url\":\"http://x/\",\"data_type\":\"image\"}}]}", "url_parsing")]
    [InlineData("{\"outputs\":[{\"task_name\":\"describe\"}],\"inputs\":[{\"storage_object\":{\"url\":\"http://x/?uid=1\"}}]}", "\"data_type\"")]
    [InlineData("{\"outputs\":[{\"task_name\":\"describe\"}],\"parameters\":[{\"task_name\":\"describe\",\"parameters\":{\"x\":\"1\"}}]}", "no parameter 'x'")]
    [InlineData("{\"outputs\":[{\"task_name\":\"slow\"}],\"parameters\":[{\"task_name\":\"slow\",\"parameters\":{\"milliseconds\":1}}]}", "strings")]
    [InlineData("{\"outputs\":[{\"task_name\":\"slow\"}],\"parameters\":[{\"task_name\":\"slow\",\"parameters\":{\"milliseconds\":\"soon\"}}]}", "whole number")]
    [InlineData("{\"outputs\":[{\"task_name\":\"slow\"}],\"parameters\":[{\"task_name\":\"slow\",\"parameters\":[]}]}", "dict_type")]
    [InlineData("{\"outputs\":[{\"task_name\":\"slow\"}],\"parameters\":[{\"task_name\":\"nope\",\"parameters\":{}}]}", "no task 'nope'")]
    [InlineData("{\"outputs\":[{\"task_name\":\"slow\"}],\"parameters\":[3]}", "\"task_name\"")]
    public async Task A_malformed_request_is_refused_with_the_place_of_each_mistake(string body, string expected)
    {
        using var answer = await PutAsync(body);
        Assert.Contains(expected, (await answer.DetailAsync(HttpStatusCode.UnprocessableEntity)).Replace("\\u0027", "'"));
        var error = (await answer.JsonAsync())["detail"]![0]!;
        Assert.Equal("body", (string?)error["loc"]![0]);
        Assert.NotEmpty((string)error["msg"]!);
        Assert.NotEmpty((string)error["type"]!);
        Assert.Equal(0, _emulator.Folder.CountFiles("runs"));
    }

    [Fact]
    public async Task Json_that_is_too_deep_is_refused()
    {
        using var answer = await PutAsync($"{{\"inputs\":{new string('[', 5000)}{new string(']', 5000)}}}");
        await answer.DetailAsync(HttpStatusCode.UnprocessableEntity);
    }

    [Fact]
    public async Task A_request_that_is_too_large_is_refused()
    {
        using var content = new StreamContent(new EndlessStream(1L << 40));
        using var request = new HttpRequestMessage(HttpMethod.Put, "/api/run?advice=true") { Content = content, Headers = { ExpectContinue = true } };
        content.Headers.ContentLength = 1L << 40;
        using var answer = await _emulator.Client.SendAsync(request);
        await answer.DetailAsync(HttpStatusCode.RequestEntityTooLarge);
        Assert.Equal(0, _emulator.Folder.CountFiles("runs"));
    }

    [Theory]
    [InlineData("GET", "/nowhere", HttpStatusCode.NotFound)]
    [InlineData("GET", "/", HttpStatusCode.NotFound)]
    [InlineData("POST", "/api/run", HttpStatusCode.MethodNotAllowed)]
    [InlineData("PATCH", "/v1/objects/a", HttpStatusCode.MethodNotAllowed)]
    [InlineData("GET", "/v1/presigned-urls/download/x", HttpStatusCode.MethodNotAllowed)]
    public async Task What_is_not_served_is_refused_in_json(string method, string url, HttpStatusCode status)
    {
        using var request = new HttpRequestMessage(new HttpMethod(method), url);
        await Answers.AssertRefusedAsync(_emulator.Client.SendAsync(request), status);
    }

    private Task<HttpResponseMessage> PutAsync(string body) =>
        _emulator.Client.PutAsync("/api/run?advice=true", new StringContent(body, Encoding.UTF8, "application/json"));
}
