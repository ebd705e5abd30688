using System.Net;
using System.Net.Sockets;

namespace IkomiaScale.Emulator.Hosting;

/// <summary>
/// The sockets of the emulator: the same port on the loopback addresses of IPv4 and, if the machine has it, of IPv6. Clients reach
/// <c>localhost</c> whichever of the two they try first.
/// </summary>
internal sealed class LoopbackSockets : IDisposable
{
    /// <summary>How many ports are tried: a port that is free for IPv4 may be in use for IPv6.</summary>
    private const int Attempts = 20;

    private readonly List<Socket> _sockets;

    private LoopbackSockets(List<Socket> sockets) => _sockets = sockets;

    /// <summary>The addresses and ports, IPv4 first.</summary>
    public IEnumerable<IPEndPoint> Places => _sockets.Select(socket => (IPEndPoint)socket.LocalEndPoint!);

    /// <summary>Binds the port, or a free one for 0.</summary>
    /// <exception cref="SocketException">The port is in use or not allowed.</exception>
    public static LoopbackSockets Bind(int port)
    {
        for (var attempt = 1; ; attempt++)
        {
            var sockets = new List<Socket>();
            try
            {
                sockets.Add(Bind(new IPEndPoint(IPAddress.Loopback, port)));
                var taken = ((IPEndPoint)sockets[0].LocalEndPoint!).Port;
                if (Socket.OSSupportsIPv6 && TryBind(new IPEndPoint(IPAddress.IPv6Loopback, taken)) is { } second)
                {
                    sockets.Add(second);
                }

                return new LoopbackSockets(sockets);
            }
            catch (SocketException exception)
            {
                sockets.ForEach(socket => socket.Dispose());
                if (port != 0 || attempt == Attempts || exception.SocketErrorCode != SocketError.AddressAlreadyInUse)
                {
                    throw;
                }
            }
        }
    }

    /// <summary>The socket that is bound to an address.</summary>
    public Socket SocketFor(EndPoint place) => _sockets.First(socket => place.Equals(socket.LocalEndPoint));

    public void Dispose() => _sockets.ForEach(socket => socket.Dispose());

    // Null if the machine supports IPv6 but has no loopback address for it.
    private static Socket? TryBind(IPEndPoint place)
    {
        try
        {
            return Bind(place);
        }
        catch (SocketException exception) when (exception.SocketErrorCode != SocketError.AddressAlreadyInUse)
        {
            return null;
        }
    }

    private static Socket Bind(IPEndPoint place)
    {
        var socket = new Socket(place.AddressFamily, SocketType.Stream, ProtocolType.Tcp);
        try
        {
            socket.Bind(place);
            return socket;
        }
        catch
        {
            socket.Dispose();
            throw;
        }
    }
}
