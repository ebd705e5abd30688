using IkomiaScale.Tests.Support;
using Microsoft.AspNetCore.Http;
using Newtonsoft.Json.Linq;

namespace IkomiaScale.Tests.Storage;

/// <summary>Where a content is fetched from, and who gets to see the token.</summary>
public sealed class ContentAddressTests : IAsyncLifetime
{
    private static readonly byte[] Content = "the content"u8.ToArray();

    private readonly List<string> _redirects = [];
    private TestServer _other = null!;
    private FakeService _service = null!;
    private string? _presigned = "/signed/a%2Fb?sig=x%2By%3D&e=1";
    private JObject? _current;

    public async Task InitializeAsync()
    {
        _other = await TestServer.StartAsync(GiveAsync);
        _service = await FakeService.StartAsync(context => context.Target() switch
        {
            var target when target.StartsWith("/v1/presigned-urls/", StringComparison.Ordinal) =>
                context.JsonAsync(new JObject { ["presigned_download_url"] = _presigned }),
            var target when target.StartsWith("/v1/objects/", StringComparison.Ordinal) =>
                context.JsonAsync(_current is null ? StoredObjects.Page(false) : StoredObjects.Page(false, _current)),
            _ => GiveAsync(context),
        });
    }

    public async Task DisposeAsync()
    {
        await _service.DisposeAsync();
        await _other.DisposeAsync();
    }

    [Theory]
    [InlineData("/content/a%2Fb?v=1")]
    [InlineData("{storage}/content/a%2Fb?v=1")]
    public async Task The_storage_itself_gets_the_token(string address)
    {
        await DownloadAsync(address.Replace("{storage}", Origin(_service.Server), StringComparison.Ordinal));

        var call = Assert.Single(_service.Calls);
        Assert.Equal("GET /content/a%2Fb?v=1", call.ToString());
        Assert.Equal("Bearer jwt-1", call.Header("Authorization"));
    }

    [Fact]
    public async Task Another_host_gets_no_token_and_the_content_comes_by_a_presigned_url()
    {
        await DownloadAsync(_other.Url("/content").AbsoluteUri);

        Assert.Empty(_other.Requests);
        Assert.Equal([$"PUT /v1/presigned-urls/download/{StoredObjects.Uid}", "GET /signed/a%2Fb?sig=x%2By%3D&e=1"], _service.CallLines);
        Assert.Null(_service.Calls[1].Header("Authorization"));
    }

    [Fact]
    public async Task The_same_machine_under_another_name_is_another_host()
    {
        await DownloadAsync(new Uri(_service.Server.LocalhostAddress, "/content").AbsoluteUri);

        Assert.DoesNotContain("GET /content", _service.CallLines);
    }

    [Fact]
    public async Task A_presigned_url_may_be_anywhere()
    {
        _presigned = _other.Url("/bucket/a%2Fb?sig=%2B%2F").AbsoluteUri;

        await DownloadAsync("https://cdn.example/x");

        Assert.Equal("GET /bucket/a%2Fb?sig=%2B%2F", Assert.Single(_other.Requests).ToString());
        Assert.Null(_other.Requests[0].Header("Authorization"));
    }

    [Fact]
    public async Task A_redirect_on_the_same_host_keeps_the_token()
    {
        _redirects.AddRange(["/second?x=%2F", "third"]);

        await DownloadAsync("/dir/first");

        Assert.Equal(["GET /dir/first", "GET /second?x=%2F", "GET /third"], _service.CallLines);
        Assert.All(_service.Calls, call => Assert.Equal("Bearer jwt-1", call.Header("Authorization")));
    }

    [Fact]
    public async Task A_redirect_to_another_host_drops_the_token_for_good()
    {
        _redirects.AddRange([_other.Url("/away?sig=a%2Bb").AbsoluteUri, _service.Server.Url("/back").AbsoluteUri]);

        await DownloadAsync("/first");

        Assert.Equal("GET /away?sig=a%2Bb", Assert.Single(_other.Requests).ToString());
        Assert.Null(_other.Requests[0].Header("Authorization"));
        Assert.Equal(["GET /first", "GET /back"], _service.CallLines);
        Assert.Null(_service.Calls[1].Header("Authorization"));
    }

    [Fact]
    public async Task A_redirect_in_a_circle_ends()
    {
        _redirects.AddRange(Enumerable.Repeat("/again", 100));

        await AssertUnusableAsync("/again");

        // The first request and five redirects.
        Assert.Equal(6, _service.Calls.Count(call => call.Method == "GET" && !call.Target.Contains("objects", StringComparison.Ordinal)));
    }

    [Theory]
    [InlineData("")]
    [InlineData("ftp://127.0.0.1/x")]
    [InlineData("file:///etc/passwd")]
    [InlineData("javascript:alert(1)")]
    [InlineData("http://nobody.invalid/insecure")]
    [InlineData("http://")]
    [InlineData("//")]
    public async Task A_redirect_to_no_usable_address_is_told(string location)
    {
        _redirects.Add(location);

        await AssertUnusableAsync("/first");

        Assert.Single(_service.Calls);
    }

    [Theory]
    [InlineData("http://")]
    [InlineData("//")]
    public async Task An_address_that_is_none_is_told(string address)
    {
        await AssertUnusableAsync(address);

        Assert.Empty(_service.Calls);
    }

    [Theory]
    [InlineData(null)]
    [InlineData("ftp://cdn.example/x")]
    [InlineData("http://nobody.invalid/insecure")]
    public async Task A_presigned_url_that_is_none_is_told(string? url)
    {
        _presigned = url;

        var error = await Assert.ThrowsAsync<ScaleException>(() => DownloadAsync("https://cdn.example/x"));

        Assert.Equal(ScaleErrorId.InvalidResponse, error.ErrorId);
        Assert.Single(_service.Calls);
    }

    [Theory]
    [InlineData(null)]
    [InlineData("/stale/403")]
    [InlineData("/stale/404")]
    [InlineData("/stale/410")]
    public async Task An_old_address_is_replaced_by_the_objects_new_one(string? old)
    {
        _current = StoredObjects.Json("a", Content, "/content");

        await DownloadAsync(old);

        Assert.Equal($"GET /v1/objects/?uid={StoredObjects.Uid}&page=1", _service.CallLines.ElementAt(old is null ? 0 : 1));
        Assert.Equal("GET /content", _service.CallLines.Last());
    }

    [Theory]
    [InlineData(null)]
    [InlineData("/stale/404")]
    public async Task An_object_that_is_gone_is_told(string? old)
    {
        var error = await Assert.ThrowsAsync<ScaleException>(() => DownloadAsync(old));

        Assert.Equal(ScaleErrorId.ObjectNotFound, error.ErrorId);
        Assert.Contains(StoredObjects.Uid, error.Message, StringComparison.Ordinal);
        Assert.Equal("a", error.Target);
    }

    [Fact]
    public async Task What_is_forbidden_stays_forbidden()
    {
        _current = StoredObjects.Json("a", Content, "/stale/403");

        Assert.Equal(ScaleErrorId.Forbidden, (await Assert.ThrowsAsync<ScaleException>(() => DownloadAsync("/stale/403"))).ErrorId);
    }

    [Fact]
    public async Task A_signed_address_is_in_no_error()
    {
        _presigned = "/stale/403?sig=s3cr3t";

        var error = await Assert.ThrowsAsync<ScaleException>(() => DownloadAsync("https://cdn.example/x?sig=s3cr3t"));

        Assert.DoesNotContain("s3cr3t", error + error.Target, StringComparison.Ordinal);
    }

    private static string Origin(TestServer server) => server.Address.GetLeftPart(UriPartial.Authority);

    private Task GiveAsync(HttpContext context)
    {
        if (context.Target().StartsWith("/stale/", StringComparison.Ordinal))
        {
            return context.RefuseAsync(int.Parse(context.Request.Path.Value!["/stale/".Length..], System.Globalization.CultureInfo.InvariantCulture));
        }

        if (_redirects.Count == 0)
        {
            return context.Response.Body.WriteAsync(Content).AsTask();
        }

        context.Response.StatusCode = 302;
        context.Response.Headers.Location = _redirects[0];
        _redirects.RemoveAt(0);
        return Task.CompletedTask;
    }

    private async Task DownloadAsync(string? address)
    {
        using var destination = new MemoryStream();
        await _service.Storage.DownloadAsync(StoredObjects.Object("a", Content, address), destination);
        Assert.Equal(Content, destination.ToArray());
    }

    private async Task AssertUnusableAsync(string address)
    {
        var error = await Assert.ThrowsAsync<ScaleException>(() => DownloadAsync(address));
        Assert.Equal(ScaleErrorId.InvalidResponse, error.ErrorId);
        Assert.Equal("a", error.Target);
    }
}
