using System.Collections.Concurrent;
using System.Globalization;
using System.Net;
using System.Net.Sockets;
using System.Text;

namespace IkomiaScale.Hosted.Tests.Support;

/// <summary>A proxy that wants credentials, and answers each request with an API token itself instead of passing it on.</summary>
internal sealed class TokenProxy : IDisposable
{
    private readonly TcpListener _listener = new(IPAddress.Loopback, 0);
    private readonly ConcurrentQueue<string> _requests = new();
    private readonly Task _serving;

    public TokenProxy()
    {
        _listener.Start();
        Address = new Uri($"http://{_listener.LocalEndpoint}");
        _serving = ServeAsync();
    }

    public Uri Address { get; }

    /// <summary>The headers of the requests so far. It serves no more of them.</summary>
    public async Task<IReadOnlyCollection<string>> RequestsAsync()
    {
        _listener.Stop();
        await _serving;
        return [.. _requests];
    }

    /// <inheritdoc/>
    public void Dispose() => _listener.Dispose();

    private async Task ServeAsync()
    {
        try
        {
            while (true)
            {
                using var client = await _listener.AcceptTcpClientAsync();
                await AnswerAsync(client.GetStream());
            }
        }
        catch (Exception exception) when (exception is SocketException or ObjectDisposedException)
        {
            // Stopped.
        }
    }

    private async Task AnswerAsync(NetworkStream stream)
    {
        using var reader = new StreamReader(stream, Encoding.ASCII, leaveOpen: true);
        var headers = new List<string>();
        while (await reader.ReadLineAsync() is { Length: > 0 } line)
        {
            headers.Add(line);
        }

        var length = headers.Where(header => header.StartsWith("Content-Length:", StringComparison.OrdinalIgnoreCase)).Select(header => int.Parse(header[15..], CultureInfo.InvariantCulture)).Single();
        await reader.ReadBlockAsync(new char[length]);
        _requests.Enqueue(string.Join('\n', headers));
        var isAllowed = headers.Contains("Proxy-Authorization: Basic " + Convert.ToBase64String("anne:pr0xy"u8));
        var (status, body) = isAllowed ? ("201 Created", "{\"clear_token\":\"t\"}") : ("407 Proxy Authentication Required\r\nProxy-Authenticate: Basic realm=\"proxy\"", string.Empty);
        var answer = $"HTTP/1.1 {status}\r\nContent-Type: application/json\r\nContent-Length: {body.Length}\r\nConnection: close\r\n\r\n{body}";
        await stream.WriteAsync(Encoding.ASCII.GetBytes(answer));
    }
}
