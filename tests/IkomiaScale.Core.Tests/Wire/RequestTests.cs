using System.Net;
using IkomiaScale.Tests.Support;
using IkomiaScale.Wire;
using Microsoft.AspNetCore.Http;

namespace IkomiaScale.Tests.Wire;

/// <summary>What is sent, and what comes of the answer.</summary>
public sealed class RequestTests
{
    [Fact]
    public async Task A_plain_request_says_who_asks_and_nothing_else()
    {
        await using var server = await TestServer.StartAsync(_ => Task.CompletedTask);
        using var transport = Wired.Transport();

        await transport.GetTextAsync(server.Url("/"));

        var request = server.Requests.Single();
        Assert.Equal(Wired.UserAgent, request.Header("User-Agent"));
        Assert.Null(request.Header("Authorization"));
        Assert.Null(request.Header("Expect"));
        Assert.Null(request.Header("Range"));

        // A compressed content would have another size and hash than the object's.
        Assert.Null(request.Header("Accept-Encoding"));
    }

    [Fact]
    public async Task Token_method_and_range_go_along()
    {
        await using var server = await TestServer.StartAsync(_ => Task.CompletedTask);
        using var transport = Wired.Transport();
        var request = new WireRequest(HttpMethod.Delete, server.Url("/x")) { Authorization = "Bearer a.b-c_d", RangeStart = 5_000_000_000 };

        using var response = await transport.SendAsync(request, CancellationToken.None);

        var seen = server.Requests.Single();
        Assert.Equal("DELETE /x", seen.ToString());
        Assert.Equal("Bearer a.b-c_d", seen.Header("Authorization"));
        Assert.Equal("bytes=5000000000-", seen.Header("Range"));
    }

    [Fact]
    public async Task The_token_of_one_request_does_not_go_along_with_the_next()
    {
        await using var server = await TestServer.StartAsync(_ => Task.CompletedTask);
        using var transport = Wired.Transport();
        using (await transport.SendAsync(new WireRequest(HttpMethod.Get, server.Url("/1")) { Authorization = "Bearer x" }, CancellationToken.None))
        {
        }

        await transport.GetTextAsync(server.Url("/2"));

        Assert.Null(server.Requests[1].Header("Authorization"));
    }

    [Theory]
    [InlineData(204)]
    [InlineData(304)]
    [InlineData(400)]
    [InlineData(401)]
    [InlineData(404)]
    [InlineData(409)]
    [InlineData(500)]
    [InlineData(503)]
    [InlineData(520)]
    public async Task Every_status_is_an_answer_and_is_asked_for_once(int status)
    {
        await using var server = await TestServer.StartAsync(context =>
        {
            context.Response.StatusCode = status;
            return Task.CompletedTask;
        });
        using var transport = Wired.Transport();

        using var response = await transport.SendAsync(new WireRequest(HttpMethod.Get, server.Url("/")), CancellationToken.None);

        Assert.Equal(status, response.StatusCode);
        Assert.Equal(status < 300, response.IsSuccess);
        Assert.Single(server.Requests);
    }

    [Theory]
    [InlineData(301)]
    [InlineData(302)]
    [InlineData(303)]
    [InlineData(307)]
    [InlineData(308)]
    public async Task No_redirect_is_followed(int status)
    {
        await using var server = await TestServer.StartAsync(context =>
        {
            context.Response.StatusCode = status;
            context.Response.Headers.Location = "../elsewhere?sig=a%2Fb";
            return Task.CompletedTask;
        });
        using var transport = Wired.Transport();

        using var response = await transport.SendAsync(new WireRequest(HttpMethod.Get, server.Url("/a/b/c")), CancellationToken.None);

        Assert.Equal(status, response.StatusCode);
        Assert.Equal(server.Url("/a/elsewhere?sig=a%2Fb"), response.Location);
        Assert.Single(server.Requests);
    }

    [Theory]
    [InlineData(307)]
    [InlineData(308)]
    public async Task What_starts_a_run_is_not_sent_again_to_where_a_redirect_leads(int status)
    {
        await using var other = await TestServer.StartAsync(_ => Task.CompletedTask);
        await using var server = await TestServer.StartAsync(async context =>
        {
            await context.KeepBodyAsync();
            context.Response.StatusCode = status;
            context.Response.Headers.Location = other.Url("/api/run").AbsoluteUri;
        });
        using var transport = Wired.Transport();
        var request = new WireRequest(HttpMethod.Put, server.Url("/api/run"))
        {
            Authorization = "Bearer a.b.c",
            CreateContent = _ => new StringContent("{}"),
        };

        using var response = await transport.SendAsync(request, CancellationToken.None);

        Assert.Equal(status, response.StatusCode);
        Assert.Single(server.Requests);
        Assert.Empty(other.Requests);
    }

    [Fact]
    public async Task Cookies_are_not_kept()
    {
        await using var server = await TestServer.StartAsync(context =>
        {
            context.Response.Headers.SetCookie = "session=1; Path=/";
            return Task.CompletedTask;
        });
        using var transport = Wired.Transport();

        await transport.GetTextAsync(server.Url("/"));
        await transport.GetTextAsync(server.Url("/"));

        Assert.Null(server.Requests[1].Header("Cookie"));
    }

    [Fact]
    public async Task Where_a_partial_content_starts_is_known_only_of_a_206()
    {
        await using var server = await TestServer.StartAsync(context =>
        {
            context.Response.StatusCode = int.Parse(context.Request.Path.Value![1..], System.Globalization.CultureInfo.InvariantCulture);
            context.Response.Headers.ContentRange = "bytes 7-8/9";
            return context.Response.WriteAsync("xy");
        });
        using var transport = Wired.Transport();

        using var partial = await transport.SendAsync(new WireRequest(HttpMethod.Get, server.Url("/206")), CancellationToken.None);
        using var whole = await transport.SendAsync(new WireRequest(HttpMethod.Get, server.Url("/200")), CancellationToken.None);

        Assert.Equal(7, partial.RangeStart);
        Assert.Null(whole.RangeStart);
        Assert.Equal((int)HttpStatusCode.OK, whole.StatusCode);
    }

    [Fact]
    public async Task Only_the_beginning_of_an_answer_is_read_where_more_is_not_wanted()
    {
        await using var server = await TestServer.StartAsync(context => context.TextAsync(200, new string('é', 1_000_000)));
        using var transport = Wired.Transport();
        using var response = await transport.SendAsync(new WireRequest(HttpMethod.Get, server.Url("/")), CancellationToken.None);

        Assert.Equal(new string('é', 50), await response.ReadTextAsync(100, CancellationToken.None));
        Assert.Equal("text/plain", response.ContentType);
        Assert.Equal(2_000_000, response.ContentLength);
    }
}
