using System.Security.Cryptography.X509Certificates;
using IkomiaScale.Emulator.Administration;
using IkomiaScale.Emulator.Data;
using IkomiaScale.Emulator.Deployments;
using IkomiaScale.Emulator.Diagnostics;
using IkomiaScale.Emulator.Faults;
using IkomiaScale.Emulator.Handlers;
using IkomiaScale.Emulator.Http;
using IkomiaScale.Emulator.Security;
using IkomiaScale.Emulator.Storage;
using Microsoft.AspNetCore.Server.Kestrel.Core;
using Microsoft.Extensions.Logging.Console;

namespace IkomiaScale.Emulator.Hosting;

/// <summary>Builds the web application.</summary>
internal static class Application
{
    private static readonly TimeSpan ShutdownTimeout = TimeSpan.FromSeconds(2);

    public static WebApplication Build(EmulatorOptions options, DataFolder folder, Database database, SigningKey key, EmulatorFiles files, X509Certificate2? certificate, LoopbackSockets listening)
    {
        // The empty builder ignores environment variables and settings files of the current folder.
        var builder = WebApplication.CreateEmptyBuilder(new WebApplicationOptions { ContentRootPath = AppContext.BaseDirectory });
        builder.WebHost.UseKestrelCore().ConfigureKestrel(kestrel => Configure(kestrel, listening, certificate));
        builder.WebHost.UseKestrelHttpsConfiguration();
        // There are few clients, so a buffer for each connection is cheaper than a second system call for each read.
        builder.WebHost.UseSockets(sockets =>
        {
            sockets.WaitForDataBeforeAllocatingBuffer = false;
            sockets.CreateBoundListenSocket = listening.SocketFor;
        });
        builder.Logging.AddConsole().SetMinimumLevel(LogLevel.Warning);
        // The program itself reports a failed start, in one line.
        builder.Logging.AddFilter("Microsoft.Extensions.Hosting", LogLevel.None);
        builder.Services.Configure<ConsoleLoggerOptions>(console => console.LogToStandardErrorThreshold = LogLevel.Trace);
        builder.Services.Configure<HostOptions>(host => host.ShutdownTimeout = ShutdownTimeout);
        builder.Services.AddRoutingCore();
        AddServices(builder.Services, options, folder, database, key, files);
        var app = builder.Build();
        MapEndpoints(app);
        return app;
    }

    private static void Configure(KestrelServerOptions kestrel, LoopbackSockets listening, X509Certificate2? certificate)
    {
        kestrel.AddServerHeader = false;
        foreach (var place in listening.Places)
        {
            kestrel.Listen(place, listen =>
            {
                listen.Protocols = certificate is null ? HttpProtocols.Http1 : HttpProtocols.Http1AndHttp2;
                if (certificate is not null)
                {
                    listen.UseHttps(certificate);
                }
            });
        }

        // Transfers have no limits of size and speed.
        kestrel.Limits.MaxRequestBodySize = null;
        kestrel.Limits.MinRequestBodyDataRate = null;
        kestrel.Limits.MinResponseDataRate = null;
        // Percent-encoding can make an object path of 1024 characters nine times longer.
        kestrel.Limits.MaxRequestLineSize = 32 * 1024;
    }

    private static void AddServices(
        IServiceCollection services, EmulatorOptions options, DataFolder folder, Database database, SigningKey key, EmulatorFiles files)
    {
        services
            .AddSingleton(options)
            .AddSingleton(options.Clock)
            .AddSingleton(folder)
            .AddSingleton(database)
            .AddSingleton(key)
            .AddSingleton<IHostLifetime, NoLifetime>()
            .AddSingleton<IssuedTokens>()
            .AddSingleton<ApiToken>()
            .AddSingleton<JsonWebTokens>()
            .AddSingleton<Bearer>()
            .AddSingleton<IssueToken>()
            .AddSingleton<PresignedUrls>()
            .AddSingleton<RequestCounters>()
            .AddSingleton<Referee>();
        // A web page can make the browser send requests here under a name of the page. Only loopback names are answered.
        services.AddHostFiltering(filter =>
        {
            filter.AllowedHosts = ["localhost", "127.0.0.1", "[::1]"];
            filter.AllowEmptyHosts = false;
        });
        services.AddStorage();
        services.AddHandler(options);
        services.AddDeployments(files.Workflow, files.Recordings);
        services.AddAdministration();
        services.AddFaults(files.Faults);
        services.AddHostedService<Sweeper>();
    }

    private static void MapEndpoints(WebApplication app)
    {
        app.UseHostFiltering();
        app.UseRequestCounters();
        app.UseFaults();
        app.UseMiddleware<ErrorMiddleware>();
        app.UseStorageRouting();
        app.UseDeploymentRouting();
        app.UseRouting();
        app.MapGet("/v1/projects/jwt", app.Services.GetRequiredService<IssueToken>().HandleAsync);
        app.MapStorage();
        app.MapDeployments();
        app.MapAdministration();
        app.MapDiagnostics();
        app.MapFaults();
        app.UseEndpoints(_ => { });
    }
}
