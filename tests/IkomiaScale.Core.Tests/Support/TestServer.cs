using System.Collections.Concurrent;
using System.Net;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Http.Features;
using Microsoft.AspNetCore.Server.Kestrel.Core;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;

namespace IkomiaScale.Tests.Support;

/// <summary>
/// A web server of a test's own, for what no decent service would do. It answers as the test says and keeps what was
/// asked. A second one is another origin; under the name <c>localhost</c> it is another host.
/// </summary>
internal sealed class TestServer : IAsyncDisposable
{
    private readonly WebApplication _app;
    private readonly ConcurrentQueue<SeenRequest> _requests = new();

    private TestServer(RequestDelegate answer)
    {
        var builder = WebApplication.CreateEmptyBuilder(new WebApplicationOptions());
        builder.WebHost.UseKestrelCore().ConfigureKestrel(kestrel =>
        {
            kestrel.Listen(IPAddress.Loopback, 0, listen => listen.Protocols = HttpProtocols.Http1);
            kestrel.Limits.MaxRequestBodySize = null;
            kestrel.Limits.MinRequestBodyDataRate = null;
            kestrel.Limits.MinResponseDataRate = null;
        });

        // What still hangs when the test ends is what the test is about.
        builder.Services.Configure<HostOptions>(host => host.ShutdownTimeout = TimeSpan.Zero);
        _app = builder.Build();
        _app.Run(context => HandleAsync(context, answer));
    }

    public Uri Address { get; private set; } = null!;

    /// <summary>The same server under another host name.</summary>
    public Uri LocalhostAddress => new UriBuilder(Address) { Host = "localhost" }.Uri;

    /// <summary>All that was asked so far, in the order in which it came.</summary>
    public IReadOnlyList<SeenRequest> Requests => [.. _requests];

    public static async Task<TestServer> StartAsync(RequestDelegate answer)
    {
        var server = new TestServer(answer);
        await server._app.StartAsync();
        server.Address = new Uri(server._app.Urls.Single());
        return server;
    }

    /// <summary>An address on this server, exactly as it is written here.</summary>
    public Uri Url(string target) => new(Address.GetLeftPart(UriPartial.Authority) + target);

    public ValueTask DisposeAsync() => _app.DisposeAsync();

    private async Task HandleAsync(HttpContext context, RequestDelegate answer)
    {
        var request = new SeenRequest(
            context.Request.Method,
            context.Features.Get<IHttpRequestFeature>()!.RawTarget,
            context.Request.Headers.ToDictionary(header => header.Key, header => header.Value.ToString(), StringComparer.OrdinalIgnoreCase));
        context.Items[typeof(SeenRequest)] = request;
        _requests.Enqueue(request);
        try
        {
            await answer(context);
        }
        catch (OperationCanceledException) when (context.RequestAborted.IsCancellationRequested)
        {
            // The client has gone, which is what some tests are about.
        }
    }
}
