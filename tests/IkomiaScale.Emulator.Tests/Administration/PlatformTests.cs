using System.IO.Compression;
using System.Net;
using System.Net.Http.Headers;
using System.Net.Http.Json;
using System.Text;
using System.Text.Json.Nodes;
using IkomiaScale.Emulator.Tests.Support;
using Microsoft.Extensions.Time.Testing;

namespace IkomiaScale.Emulator.Tests.Administration;

public sealed class PlatformTests
{
    private static readonly TimeSpan Delay = TimeSpan.FromMilliseconds(300);

    [Theory]
    [InlineData("/v1/users/me/")]
    [InlineData("/v1/projects/")]
    [InlineData("/v1/namespaces/")]
    public async Task Asks_for_the_API_token(string url)
    {
        await using var emulator = await TestEmulator.StartAsync();
        Assert.Equal(HttpStatusCode.Unauthorized, (await emulator.Client.GetAsync(url)).StatusCode);
        Assert.Equal(HttpStatusCode.OK, (await emulator.Control.GetAsync(url)).StatusCode);
    }

    [Fact]
    public async Task Makes_tokens_for_the_right_password_that_end()
    {
        var clock = new FakeTimeProvider(DateTimeOffset.UtcNow);
        await using var emulator = await TestEmulator.StartAsync(options => options with { Clock = clock });
        Assert.Equal(HttpStatusCode.Unauthorized, (await TokenAsync(emulator, "emulator", "wrong")).StatusCode);
        Assert.Equal(HttpStatusCode.Unauthorized, (await TokenAsync(emulator, "alice", "emulator-token")).StatusCode);
        var token = (string)(await (await TokenAsync(emulator, "emulator", "emulator-token")).JsonAsync())["clear_token"]!;
        using var client = new HttpClient { BaseAddress = emulator.Address, DefaultRequestHeaders = { Authorization = new("Token", token) } };
        Assert.Equal("emulator", (string?)(await client.GetFromJsonAsync<JsonNode>("/v1/users/me/"))!["username"]);
        clock.Advance(TimeSpan.FromMinutes(2));
        Assert.Equal(HttpStatusCode.Unauthorized, (await client.GetAsync("/v1/users/me/")).StatusCode);
    }

    [Theory]
    [InlineData(1)]
    [InlineData(20)]
    public async Task Lists_by_pages_with_addresses_of_the_next(int pageSize)
    {
        await using var emulator = await TestEmulator.StartAsync(options => options with { PageSize = pageSize });
        for (var number = 0; number < 3; number++)
        {
            await CreateProjectAsync(emulator, $"a b/\"{number}\"");
        }

        var names = new List<string?>();
        for (var url = (string?)"/v1/projects/?namespace=emulator"; url is not null;)
        {
            var page = (await emulator.Control.GetFromJsonAsync<JsonNode>(url))!;
            Assert.Equal(3, (int)page["count"]!);
            names.AddRange(page["results"]!.AsArray().Select(project => (string?)project!["name"]));
            url = (string?)page["next"];
        }

        Assert.Equal(["a b/\"0\"", "a b/\"1\"", "a b/\"2\""], names);
        var one = await emulator.Control.GetFromJsonAsync<JsonNode>($"/v1/projects/?name={Uri.EscapeDataString("a b/\"1\"")}");
        Assert.Equal(1, (int)one!["count"]!);
        Assert.Equal(HttpStatusCode.NotFound, (await emulator.Control.GetAsync("/v1/projects/?page=99")).StatusCode);
    }

    [Fact]
    public async Task Keeps_everything_over_a_restart()
    {
        using var folder = new TestFolder();
        string deployment;
        await using (var emulator = await TestEmulator.StartAsync(options => options with { DeploymentDelay = Delay }, folder))
        {
            deployment = await DeployAsync(emulator);
            await UpAsync(emulator, deployment);
        }

        await using var again = await TestEmulator.StartAsync(folder: folder);
        var project = (await again.Control.GetFromJsonAsync<JsonNode>("/v1/projects/"))!["results"]![0]!;
        var workflow = (await again.Control.GetFromJsonAsync<JsonNode>((string)project["workflows"]!))!["results"]![0]!;
        var found = (await again.Control.GetFromJsonAsync<JsonNode>((string)workflow["deployments"]!))!["results"]![0]!;
        Assert.Equal("RUNNING", (string?)found["status"]);
        Assert.Equal(HttpStatusCode.OK, (await again.TokenRequestAsync($"endpoint={Uri.EscapeDataString((string)found["endpoint"]!)}&storage=true")).StatusCode);
    }

    [Fact]
    public async Task Brings_a_deployment_up_after_a_while_and_serves_its_workflow()
    {
        await using var emulator = await TestEmulator.StartAsync(options => options with { DeploymentDelay = Delay });
        var url = await DeployAsync(emulator);
        var up = await UpAsync(emulator, url);
        var endpoint = (string)up["endpoint"]!;
        Assert.Equal("mine", (string?)(await emulator.Client.GetFromJsonAsync<JsonNode>($"{endpoint}/workflow"))!["metadata"]!["name"]);
        using var run = await emulator.Client.PutAsJsonAsync($"{endpoint}/api/run?advice=true", new { outputs = new[] { new { task_name = "describe" } } });
        var uuid = (string)(await run.JsonAsync())["uuid"]!;
        using var result = await emulator.Client.GetAsync($"{endpoint}/api/results/{uuid}?advice=true&long=true");
        Assert.Equal(HttpStatusCode.OK, result.StatusCode);
        var logs = (await emulator.Control.GetFromJsonAsync<JsonNode>($"{url}logs/?limit=1"))!;
        Assert.Single(logs["logs"]!.AsArray());
        Assert.Equal((long)logs["logs"]![0]!["timestamp"]!, (long)logs["end"]!);
        var usage = (await emulator.Control.GetFromJsonAsync<JsonNode>($"{url}usage/"))![0]!;
        Assert.Equal("SERVERLESS_S", (string?)usage["product"]!["name"]);
        Assert.Equal(1, (int)usage["hits"]!["total"]!);
        Assert.Equal(1, usage["hits"]!["data"]!.AsObject().Sum(hour => (int)hour.Value!));
        Assert.Equal(HttpStatusCode.NoContent, (await emulator.Control.DeleteAsync(url)).StatusCode);
        Assert.Equal(HttpStatusCode.NotFound, (await emulator.Client.GetAsync($"{endpoint}/workflow")).StatusCode);
        Assert.Equal(HttpStatusCode.NotFound, (await emulator.Control.GetAsync(url)).StatusCode);
    }

    [Fact]
    public async Task Lets_a_deployment_fail_on_order()
    {
        await using var emulator = await TestEmulator.StartAsync(options => options with { DeploymentDelay = Delay });
        using var rules = new StringContent("""[{ "route": "administration", "path": "*/deployments/", "method": "POST", "action": "fail-deployment" }]""");
        (await emulator.Control.PutAsync("/_emulator/faults", rules)).EnsureSuccessStatusCode();
        var url = await DeployAsync(emulator);
        await Eventually.HoldsAsync(async () => (string?)(await emulator.Control.GetFromJsonAsync<JsonNode>(url))!["status"] == "ERROR", "it fails");
        Assert.Null((await emulator.Control.GetFromJsonAsync<JsonNode>(url))!["endpoint"]);
    }

    [Fact]
    public async Task Gives_the_next_tag_to_a_workflow_that_comes_again_and_takes_a_deployment_to_it()
    {
        await using var emulator = await TestEmulator.StartAsync(options => options with { DeploymentDelay = Delay });
        var url = await DeployAsync(emulator);
        var project = (await emulator.Control.GetFromJsonAsync<JsonNode>("/v1/projects/"))!["results"]![0]!;
        Assert.Equal("2", (string?)(await PublishAsync(emulator, (string)project["workflows"]!))["tag"]);
        Assert.Equal("1", (string?)(await emulator.Control.GetFromJsonAsync<JsonNode>(url))!["tag"]);
        Assert.Equal(HttpStatusCode.BadRequest, (await emulator.Control.PutAsJsonAsync(url, new { size = "M", tag = "7" })).StatusCode);
        using var updated = await emulator.Control.PutAsJsonAsync(url, new { size = "M", tag = "2" });
        Assert.Equal("2 M", $"{(await updated.JsonAsync())["tag"]} {(await updated.JsonAsync())["size"]}");
    }

    [Theory]
    [InlineData("no zip", null)]
    [InlineData(null, "{}")]
    [InlineData(null, """{"metadata":{"name":"x"},"tasks":[{"task_id":0,"task_data":{"name":"p","url":"file://p","parameters":[],"outputs":[]}}],"connections":[]}""")]
    public async Task Refuses_an_archive_that_is_none(string? bytes, string? document)
    {
        await using var emulator = await TestEmulator.StartAsync();
        var project = await CreateProjectAsync(emulator, "traffic");
        using var form = Form(bytes is null ? Zip(document!) : Encoding.UTF8.GetBytes(bytes));
        Assert.Equal(HttpStatusCode.BadRequest, (await emulator.Control.PostAsync((string)project["workflows"]!, form)).StatusCode);
    }

    private static async Task<JsonNode> CreateProjectAsync(TestEmulator emulator, string name)
    {
        using var answer = await emulator.Control.PostAsJsonAsync("/v1/namespaces/1/projects/", new { name });
        Assert.Equal(HttpStatusCode.Created, answer.StatusCode);
        return await answer.JsonAsync();
    }

    private static async Task<JsonNode> PublishAsync(TestEmulator emulator, string workflows)
    {
        using var form = Form(Zip("""
            {"metadata":{"name":"mine"},"tasks":[{"task_id":0,"task_data":{"name":"describe","parameters":[],"outputs":[{"name":"o"}]}}],"connections":[{"source_id":-1,"source_index":0,"target_id":0,"target_index":0}]}
            """));
        using var answer = await emulator.Control.PostAsync(workflows, form);
        Assert.Equal(HttpStatusCode.Created, answer.StatusCode);
        return await answer.JsonAsync();
    }

    private static async Task<string> DeployAsync(TestEmulator emulator)
    {
        var workflow = await PublishAsync(emulator, (string)(await CreateProjectAsync(emulator, "traffic"))["workflows"]!);
        using var answer = await emulator.Control.PostAsJsonAsync(
            (string)workflow["deployments"]!, new { provider = "AWS", region = "FRANCE", flavour = "SERVERLESS", size = "S" });
        Assert.Equal(HttpStatusCode.Created, answer.StatusCode);
        var made = await answer.JsonAsync();
        Assert.Null(made["endpoint"]);
        return (string)made["url"]!;
    }

    private static async Task<JsonNode> UpAsync(TestEmulator emulator, string url)
    {
        await Eventually.HoldsAsync(async () => (await emulator.Control.GetFromJsonAsync<JsonNode>(url))!["endpoint"] is not null, "it is up");
        return (await emulator.Control.GetFromJsonAsync<JsonNode>(url))!;
    }

    private static async Task<HttpResponseMessage> TokenAsync(TestEmulator emulator, string user, string password)
    {
        using var request = new HttpRequestMessage(HttpMethod.Post, "/v1/users/me/tokens/") { Content = JsonContent.Create(new { name = "n", ttl = 60 }) };
        request.Headers.Authorization = new AuthenticationHeaderValue("Basic", Convert.ToBase64String(Encoding.UTF8.GetBytes($"{user}:{password}")));
        using var client = emulator.Anonymous();
        return await client.SendAsync(request);
    }

    private static MultipartFormDataContent Form(byte[] archive) => new() { { new ByteArrayContent(archive), "archive", "a.zip" } };

    private static byte[] Zip(string document)
    {
        using var bytes = new MemoryStream();
        using (var zip = new ZipArchive(bytes, ZipArchiveMode.Create, leaveOpen: true))
        {
            using var entry = new StreamWriter(zip.CreateEntry("workflow.json").Open());
            entry.Write(document);
        }

        return bytes.ToArray();
    }
}
