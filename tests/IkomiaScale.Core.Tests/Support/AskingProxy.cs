using System.Collections.Concurrent;
using System.Net;
using System.Net.Sockets;
using System.Text;

namespace IkomiaScale.Tests.Support;

/// <summary>A proxy as companies have them: it asks who is there, passes http requests on and opens tunnels for https.</summary>
internal sealed class AskingProxy : IAsyncDisposable
{
    private const int HeadLimit = 64 * 1024;

    private readonly TcpListener _listener = new(IPAddress.Loopback, 0);
    private readonly CancellationTokenSource _end = new();
    private readonly ConcurrentQueue<string> _passed = new();
    private readonly string? _expected;
    private readonly Task _accepting;
    private int _asked;

    /// <param name="user">The user that it lets through; null for anybody.</param>
    /// <param name="password">The user's password.</param>
    public AskingProxy(string? user = null, string? password = null)
    {
        _expected = user is null ? null : "Basic " + Convert.ToBase64String(Encoding.UTF8.GetBytes($"{user}:{password}"));
        _listener.Start();
        _accepting = AcceptAsync();
    }

    public Uri Url => new($"http://{_listener.LocalEndpoint}/");

    /// <summary>What it has passed on: the first lines of requests.</summary>
    public IReadOnlyList<string> Passed => [.. _passed];

    /// <summary>How often it has asked who is there.</summary>
    public int Asked => _asked;

    /// <summary>The status of its refusal of all tunnels; null where it opens them.</summary>
    public int? Refuses { get; init; }

    public async ValueTask DisposeAsync()
    {
        await _end.CancelAsync();
        _listener.Dispose();
        await _accepting;
        _end.Dispose();
    }

    private async Task AcceptAsync()
    {
        try
        {
            while (true)
            {
                _ = ServeAsync(await _listener.AcceptTcpClientAsync(_end.Token));
            }
        }
        catch (Exception exception) when (exception is OperationCanceledException or SocketException or ObjectDisposedException)
        {
            // The test is over.
        }
    }

    private async Task ServeAsync(TcpClient client)
    {
        using (client)
        {
            try
            {
                await TalkAsync(client.GetStream());
            }
            catch (Exception exception) when (exception is IOException or SocketException or OperationCanceledException or ObjectDisposedException)
            {
                // One of the two has gone.
            }
        }
    }

    private async Task TalkAsync(NetworkStream client)
    {
        var (lines, rest) = await ReadHeadAsync(client);
        if (lines.Length == 0)
        {
            return;
        }

        if (_expected is not null && !lines.Contains($"Proxy-Authorization: {_expected}", StringComparer.OrdinalIgnoreCase))
        {
            Interlocked.Increment(ref _asked);
            await AnswerAsync(client, "407 Proxy Authentication Required\r\nProxy-Authenticate: Basic realm=\"test\"");
            return;
        }

        _passed.Enqueue(lines[0]);
        var words = lines[0].Split(' ');
        var isTunnel = words[0] == "CONNECT";
        if (isTunnel && Refuses is { } status)
        {
            await AnswerAsync(client, $"{status} No");
            return;
        }

        var target = new Uri(isTunnel ? $"https://{words[1]}/" : words[1]);
        using var server = new TcpClient();
        await server.ConnectAsync(target.Host, target.Port, _end.Token);
        var origin = server.GetStream();
        if (isTunnel)
        {
            await client.WriteAsync("HTTP/1.1 200 OK\r\n\r\n"u8.ToArray(), _end.Token);
        }
        else
        {
            // One request a connection: the next one is seen too.
            var head = lines.Skip(1).Where(line => !line.StartsWith("Proxy-", StringComparison.OrdinalIgnoreCase) && !line.StartsWith("Connection:", StringComparison.OrdinalIgnoreCase));
            var text = string.Join("\r\n", (string[])[$"{words[0]} {target.PathAndQuery} {words[2]}", .. head, "Connection: close", string.Empty, string.Empty]);
            await origin.WriteAsync(Encoding.Latin1.GetBytes(text), _end.Token);
        }

        await origin.WriteAsync(rest, _end.Token);
        await Task.WhenAny(client.CopyToAsync(origin, _end.Token), origin.CopyToAsync(client, _end.Token));
        await origin.FlushAsync(_end.Token);
    }

    private async Task AnswerAsync(NetworkStream client, string status)
    {
        await client.WriteAsync(Encoding.Latin1.GetBytes($"HTTP/1.1 {status}\r\nContent-Length: 0\r\nConnection: close\r\n\r\n"), _end.Token);
        client.Socket.Shutdown(SocketShutdown.Send);

        // What is still on its way must not make a reset of the answer.
        await client.CopyToAsync(Stream.Null, _end.Token);
    }

    // The lines of the head, and what has come of the body with them.
    private async Task<(string[] Lines, byte[] Body)> ReadHeadAsync(NetworkStream client)
    {
        var received = new MemoryStream();
        var buffer = new byte[4096];
        while (received.Length < HeadLimit)
        {
            var read = await client.ReadAsync(buffer, _end.Token);
            received.Write(buffer, 0, read);
            var text = Encoding.Latin1.GetString(received.ToArray());
            var end = text.IndexOf("\r\n\r\n", StringComparison.Ordinal);
            if (end >= 0)
            {
                return (text[..end].Split("\r\n"), received.ToArray()[(end + 4)..]);
            }

            if (read == 0)
            {
                break;
            }
        }

        return ([], []);
    }
}
