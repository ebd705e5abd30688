using System.Net;
using System.Net.Sockets;
using System.Threading.Channels;

namespace IkomiaScale.Benchmarks;

/// <summary>
/// A line of any length on one machine: forwards connections on loopback to another port of it, later, slower and less reliably than they came.
/// Needs no right and no kernel module.
/// </summary>
internal sealed class Relay : IDisposable
{
    private const int BlockSize = 32 * 1024;

    /// <summary>How many blocks are on their way in one direction of a connection at most: 8 MB, more than any window that is tried here.</summary>
    private const int BlocksOnTheWay = 256;

    private readonly TcpListener _listener = new(IPAddress.Loopback, 0);
    private readonly IPEndPoint _target;
    private readonly RelayOptions _options;
    private readonly Pace _up;
    private readonly Pace _down;

    /// <summary>Makes a line to a port; nothing is listened to yet.</summary>
    public Relay(IPEndPoint target, RelayOptions options)
    {
        _target = target;
        _options = options;
        _up = new Pace(options.Rate);
        _down = new Pace(options.Rate);
    }

    /// <summary>Begins to listen, and gives the port.</summary>
    public int Start()
    {
        _listener.Start(512);
        _ = AcceptAsync();
        return ((IPEndPoint)_listener.LocalEndpoint).Port;
    }

    public void Dispose() => _listener.Dispose();

    private async Task AcceptAsync()
    {
        try
        {
            while (true)
            {
                _ = ServeAsync(await _listener.AcceptSocketAsync());
            }
        }
        catch (Exception exception) when (exception is SocketException or ObjectDisposedException)
        {
            // The listener was closed.
        }
    }

    private async Task ServeAsync(Socket client)
    {
        using var here = client;
        using var there = new Socket(SocketType.Stream, ProtocolType.Tcp);
        try
        {
            here.NoDelay = there.NoDelay = true;
            await there.ConnectAsync(_target);

            // Opening a connection takes a round trip before the first byte can leave.
            await Task.Delay(2 * _options.Delay);
            var left = Random.Shared.NextDouble() < _options.Loss ? Random.Shared.Next(256 * 1024) : long.MaxValue;
            var pumps = new[] { PumpAsync(here, there, _up, left), PumpAsync(there, here, _down, left) };
            await await Task.WhenAny(pumps);
            await Task.WhenAll(pumps);
        }
        catch (Exception exception) when (exception is SocketException or IOException or ObjectDisposedException)
        {
            // A broken connection is broken on both sides, at once.
            here.LingerState = there.LingerState = new LingerOption(true, 0);
        }
    }

    private async Task PumpAsync(Socket from, Socket to, Pace line, long left)
    {
        var onTheWay = Channel.CreateBounded<(byte[] Block, int Count, long Due)>(new BoundedChannelOptions(BlocksOnTheWay) { SingleReader = true, SingleWriter = true });
        var own = new Pace(_options.ConnectionRate);
        var delivering = DeliverAsync();
        try
        {
            while (true)
            {
                var block = new byte[BlockSize];
                var count = await from.ReceiveAsync(block);

                // Counted here and not when it is delivered: a timer that is late must not make the line slower than its rate.
                var sent = Math.Max(Environment.TickCount64, Math.Max(line.Reserve(count), own.Reserve(count)));
                await onTheWay.Writer.WriteAsync((block, count, sent + (long)_options.Delay.TotalMilliseconds));
                if (count == 0)
                {
                    break;
                }

                if ((left -= count) < 0)
                {
                    throw new IOException("This connection was to be lost.");
                }
            }
        }
        catch (Exception exception)
        {
            onTheWay.Writer.TryComplete(exception);
            from.Dispose();
            to.Dispose();
        }

        await delivering;

        async Task DeliverAsync()
        {
            await foreach (var (block, count, due) in onTheWay.Reader.ReadAllAsync())
            {
                var wait = due - Environment.TickCount64;
                if (wait > 0)
                {
                    await Task.Delay((int)wait);
                }

                if (count == 0)
                {
                    to.Shutdown(SocketShutdown.Send);
                    return;
                }

                for (var sent = 0; sent < count;)
                {
                    sent += await to.SendAsync(block.AsMemory(sent, count - sent));
                }
            }
        }
    }

    /// <summary>When the next bytes may arrive where only so many do in a second.</summary>
    /// <param name="rate">Bytes a second; 0 for any number.</param>
    private sealed class Pace(double rate)
    {
        private readonly object _sync = new();
        private double _free;

        /// <summary>The time in milliseconds at which these bytes have arrived.</summary>
        public long Reserve(int count)
        {
            if (rate <= 0)
            {
                return 0;
            }

            lock (_sync)
            {
                _free = Math.Max(_free, Environment.TickCount64) + (count / rate * 1000);
                return (long)_free;
            }
        }
    }
}
