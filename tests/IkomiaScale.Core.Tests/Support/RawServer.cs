using System.Net;
using System.Net.Sockets;
using System.Text;

namespace IkomiaScale.Tests.Support;

/// <summary>A bare listener, for what no web server would do.</summary>
internal sealed class RawServer : IDisposable
{
    private static readonly Lazy<Socket> Taken = new(() =>
    {
        var socket = new Socket(AddressFamily.InterNetwork, SocketType.Stream, ProtocolType.Tcp);
        socket.Bind(new IPEndPoint(IPAddress.Loopback, 0));
        return socket;
    });

    private readonly TcpListener _listener = new(IPAddress.Loopback, 0);
    private readonly Func<NetworkStream, Task> _talk;

    public RawServer(Func<NetworkStream, Task> talk)
    {
        _talk = talk;
        _listener.Start();
        _ = AcceptAsync();
    }

    public Uri Url(string scheme = "http") => new($"{scheme}://{_listener.LocalEndpoint}/");

    /// <summary>An address where nobody listens. Its port stays taken, or another test's server might get it.</summary>
    public static Uri Nobody() => new($"http://{Taken.Value.LocalEndPoint}/");

    /// <summary>Reads until this text has come.</summary>
    public static async Task<string> ReadUntilAsync(Stream stream, string text)
    {
        var received = new StringBuilder();
        var buffer = new byte[4096];
        while (!received.ToString().Contains(text, StringComparison.Ordinal))
        {
            var read = await stream.ReadAsync(buffer);
            if (read == 0)
            {
                break;
            }

            received.Append(Encoding.Latin1.GetString(buffer, 0, read));
        }

        return received.ToString();
    }

    public void Dispose() => _listener.Dispose();

    private async Task AcceptAsync()
    {
        try
        {
            while (true)
            {
                _ = TalkAsync(await _listener.AcceptTcpClientAsync());
            }
        }
        catch (Exception exception) when (exception is SocketException or ObjectDisposedException)
        {
            // The test is over.
        }
    }

    private async Task TalkAsync(TcpClient client)
    {
        using (client)
        {
            try
            {
                await _talk(client.GetStream());
            }
            catch (IOException)
            {
                // The client has gone.
            }
        }
    }
}
