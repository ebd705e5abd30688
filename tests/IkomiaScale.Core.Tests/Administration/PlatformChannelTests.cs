using IkomiaScale.Administration;
using IkomiaScale.Authentication;
using IkomiaScale.Tests.Support;
using Newtonsoft.Json.Linq;

namespace IkomiaScale.Tests.Administration;

public sealed class PlatformChannelTests
{
    [Fact]
    public async Task Sends_the_API_token_to_the_platform_and_to_no_other_host()
    {
        await using var other = await TestServer.StartAsync(context => context.JsonAsync(new JObject()));
        await using var platform = await TestServer.StartAsync(context => context.JsonAsync(new JObject { ["username"] = "me" }));
        using var client = Client(platform.Address);
        await client.Administration.GetAccountAsync();
        Assert.Equal("Token secret", platform.Requests[0].Header("Authorization"));
        var failure = await Assert.ThrowsAsync<ScaleException>(() => client.Administration.DeleteAsync(Deployments.Project(other.Url("/v1/projects/1/").AbsoluteUri)));
        Assert.Equal(ScaleErrorId.InvalidResponse, failure.ErrorId);
        Assert.Empty(other.Requests);
        Assert.Single(platform.Requests);
    }

    [Fact]
    public async Task Follows_no_redirect_with_the_token()
    {
        await using var other = await TestServer.StartAsync(context => context.JsonAsync(new JObject { ["username"] = "me" }));
        await using var platform = await TestServer.StartAsync(context =>
        {
            context.Response.Redirect(other.Url("/v1/users/me/").AbsoluteUri);
            return Task.CompletedTask;
        });
        using var client = Client(platform.Address);
        await Assert.ThrowsAsync<ScaleException>(() => client.Administration.GetAccountAsync());
        Assert.Empty(other.Requests);
    }

    [Fact]
    public async Task Asks_a_refused_token_once()
    {
        await using var platform = await TestServer.StartAsync(context => context.RefuseAsync(401, "Invalid token."));
        using var client = Client(platform.Address);
        var failure = await Assert.ThrowsAsync<ScaleException>(() => client.Administration.GetAccountAsync());
        Assert.Equal(ScaleErrorId.Unauthorized, failure.ErrorId);
        Assert.True(failure.IsOfConnection);
        Assert.Single(platform.Requests);
    }

    [Fact]
    public async Task Leaves_fields_that_are_null_out_of_a_change_and_keeps_what_it_does_not_know()
    {
        await using var platform = await TestServer.StartAsync(async context =>
        {
            await context.KeepBodyAsync();
            await context.JsonAsync(new JObject { ["size"] = "M", ["status"] = "NEW_WORD" });
        });
        using var client = Client(platform.Address);
        var deployment = Deployments.Of(
            """{ "size": "S", "tag": "1", "endpoint": null, "more": { "a": [1] } }""", platform.Url("/v1/deployments/1/").AbsoluteUri);
        var changed = await client.Administration.UpdateAsync(deployment, "M", null);
        var body = JObject.Parse(System.Text.Encoding.UTF8.GetString(platform.Requests[0].Body));
        Assert.False(body.ContainsKey("endpoint"));
        Assert.Equal("M 1 1", $"{body["size"]} {body["tag"]} {body["more"]!["a"]![0]}");
        Assert.Equal("NEW_WORD", changed.Status);
    }

    [Fact]
    public async Task Writes_names_into_queries_so_that_nothing_in_them_is_read_as_something_else()
    {
        await using var platform = await TestServer.StartAsync(context => context.JsonAsync(new JObject { ["results"] = new JArray(), ["next"] = null }));
        using var client = Client(platform.Address);
        await foreach (var project in client.Administration.ListProjectsAsync(NamePattern.Literal("a&b=c #1/\"x\" %20+")))
        {
            Assert.Fail(project.Name);
        }

        Assert.Equal("/v1/projects/?name=a%26b%3Dc%20%231%2F%22x%22%20%2520%2B&page=1", platform.Requests[0].Target);
    }

    [Fact]
    public async Task Ends_a_list_that_goes_in_circles()
    {
        await using var platform = await TestServer.StartAsync(context => context.JsonAsync(new JObject
        {
            ["results"] = new JArray(new JObject { ["url"] = "http://127.0.0.1/1", ["name"] = "a" }), ["next"] = "more",
        }));
        using var client = Client(platform.Address);
        var count = 0;
        var failure = await Assert.ThrowsAsync<ScaleException>(async () =>
        {
            await foreach (var project in client.Administration.ListProjectsAsync(NamePattern.Any))
            {
                count++;
            }
        });
        Assert.Equal(ScaleErrorId.InvalidResponse, failure.ErrorId);
        Assert.Equal(1, count);
    }

    private static ScaleClient Client(Uri address) => new(new ScaleClientOptions(SecureStrings.Protect("secret")) { ScaleUrl = address });
}
