using System.Collections.Concurrent;
using System.Net;
using System.Security.Cryptography.X509Certificates;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Http.Features;
using Microsoft.AspNetCore.Server.Kestrel.Core;
using Microsoft.AspNetCore.Server.Kestrel.Https;
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

    private TestServer(RequestDelegate answer, X509Certificate2? certificate, bool asksForCertificate)
    {
        var builder = WebApplication.CreateEmptyBuilder(new WebApplicationOptions());
        builder.WebHost.UseKestrelCore().ConfigureKestrel(kestrel =>
        {
            kestrel.Listen(IPAddress.Loopback, 0, listen => Listen(listen, certificate, asksForCertificate));
            kestrel.Limits.MaxRequestBodySize = null;
            kestrel.Limits.MinRequestBodyDataRate = null;
            kestrel.Limits.MinResponseDataRate = null;
        });

        builder.WebHost.UseKestrelHttpsConfiguration();

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

    /// <summary>Starts one.</summary>
    /// <param name="answer">Answers all requests.</param>
    /// <param name="certificate">Makes it speak https, HTTP/2 included, with this certificate.</param>
    /// <param name="asksForCertificate">Whether a client must have a certificate too; any will do.</param>
    public static async Task<TestServer> StartAsync(RequestDelegate answer, X509Certificate2? certificate = null, bool asksForCertificate = false)
    {
        var server = new TestServer(answer, certificate, asksForCertificate);
        await server._app.StartAsync();
        server.Address = new Uri(server._app.Urls.Single());
        return server;
    }

    /// <summary>An address on this server, exactly as it is written here.</summary>
    public Uri Url(string target) => new(Address.GetLeftPart(UriPartial.Authority) + target);

    public ValueTask DisposeAsync() => _app.DisposeAsync();

    private static void Listen(ListenOptions listen, X509Certificate2? certificate, bool asksForCertificate)
    {
        listen.Protocols = certificate is null ? HttpProtocols.Http1 : HttpProtocols.Http1AndHttp2;
        if (certificate is not null)
        {
            listen.UseHttps(certificate, https =>
            {
                https.ClientCertificateMode = asksForCertificate ? ClientCertificateMode.RequireCertificate : ClientCertificateMode.NoCertificate;
                https.ClientCertificateValidation = (_, _, _) => true;
            });
        }
    }

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
