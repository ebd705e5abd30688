using System.Collections.Concurrent;
using System.Net;
using System.Net.Sockets;
using System.Text.Json.Nodes;

namespace IkomiaScale.Soak.Batches;

/// <summary>
/// Stands in front of an emulator that is killed and started again elsewhere: its address stays, and it counts how often each input was
/// passed on to be run. Where the emulator is gone it answers 502, also for what it has passed on.
/// </summary>
internal sealed class Gateway : IDisposable
{
    private readonly HttpListener _listener = new();
    private readonly HttpClient _client = new(new SocketsHttpHandler { UseProxy = false });

    public Gateway()
    {
        var probe = new TcpListener(IPAddress.Loopback, 0);
        probe.Start();
        var port = ((IPEndPoint)probe.LocalEndpoint).Port;
        probe.Stop();
        Address = new Uri($"http://127.0.0.1:{port}/");
        _listener.Prefixes.Add(Address.AbsoluteUri);
        _listener.Start();
        _ = Task.Run(AcceptAsync);
    }

    public Uri Address { get; }

    /// <summary>Where the emulator is now.</summary>
    public Uri? Emulator { get; set; }

    /// <summary>How often each input was passed on.</summary>
    public ConcurrentDictionary<string, int> Runs { get; } = new();

    public void Dispose()
    {
        _listener.Close();
        _client.Dispose();
    }

    private async Task AcceptAsync()
    {
        while (_listener.IsListening)
        {
            try
            {
                var context = await _listener.GetContextAsync().ConfigureAwait(false);
                _ = Task.Run(() => PassOnAsync(context));
            }
            catch (Exception exception) when (exception is HttpListenerException or ObjectDisposedException)
            {
                // A client that was killed, or the end.
            }
        }
    }

    private async Task PassOnAsync(HttpListenerContext context)
    {
        try
        {
            using var body = new MemoryStream();
            await context.Request.InputStream.CopyToAsync(body).ConfigureAwait(false);
            if (body.Length < context.Request.ContentLength64)
            {
                // Who sent it was killed in the middle.
                TryAnswer(context.Response, HttpStatusCode.BadRequest);
                return;
            }

            using var request = new HttpRequestMessage(new HttpMethod(context.Request.HttpMethod), Rewritten(context.Request.RawUrl!))
            {
                Content = body.Length == 0 ? null : new ByteArrayContent(body.ToArray()),
            };
            request.Headers.TryAddWithoutValidation("Authorization", context.Request.Headers["Authorization"]);
            if (context.Request.ContentType is { } type)
            {
                request.Content?.Headers.TryAddWithoutValidation("Content-Type", type);
            }

            Count(context.Request, body.ToArray());
            using var answer = await _client.SendAsync(request).ConfigureAwait(false);
            var content = await answer.Content.ReadAsByteArrayAsync().ConfigureAwait(false);
            context.Response.StatusCode = (int)answer.StatusCode;
            context.Response.ContentType = answer.Content.Headers.ContentType?.ToString();
            context.Response.ContentLength64 = content.Length;
            await context.Response.OutputStream.WriteAsync(content).ConfigureAwait(false);
            context.Response.Close();
        }
        catch (Exception exception) when (exception is HttpRequestException or IOException or HttpListenerException or ObjectDisposedException or InvalidOperationException)
        {
            // As any gateway does.
            TryAnswer(context.Response, HttpStatusCode.BadGateway);
        }
    }

    private static void TryAnswer(HttpListenerResponse response, HttpStatusCode status)
    {
        try
        {
            response.StatusCode = (int)status;
            response.Close();
        }
        catch (Exception exception) when (exception is HttpListenerException or ObjectDisposedException or InvalidOperationException)
        {
            // Who asked was killed.
        }
    }

    // The emulator knows itself as a deployment, and not the gateway.
    private Uri Rewritten(string url) =>
        new(Emulator!, url.Replace(Uri.EscapeDataString(Address.AbsoluteUri), Uri.EscapeDataString(Emulator!.AbsoluteUri), StringComparison.OrdinalIgnoreCase));

    private void Count(HttpListenerRequest request, byte[] body)
    {
        if (request.Url!.AbsolutePath == "/api/run" && (string?)JsonNode.Parse(body)?["inputs"]?[0]?["DATA_DICT"]?["name"] is { } input)
        {
            Runs.AddOrUpdate(input, 1, (_, count) => count + 1);
        }
    }
}
