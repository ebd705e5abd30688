using System.Diagnostics;
using System.Globalization;
using System.Net;
using System.Net.Sockets;
using IkomiaScale.Wire;

namespace IkomiaScale.Checks;

/// <summary>Checks one host of a connection: name resolution, proxy, certificate, and clock.</summary>
internal sealed class HostProbe
{
    private const int SkewLimit = 120;

    private readonly FlurlTransport _transport;
    private readonly Uri _url;

    public HostProbe(FlurlTransport transport, Uri url)
    {
        _transport = transport;
        _url = url;
    }

    /// <summary>The name of the row for the connection.</summary>
    public string ConnectionStep => _url.Scheme == Uri.UriSchemeHttps ? "Tls" : "Connection";

    /// <summary>Returns the rows, in the order of a request.</summary>
    public async Task<IReadOnlyList<IkConnectionCheck>> RunAsync(CancellationToken cancellationToken)
    {
        var rows = new List<IkConnectionCheck>();
        var proxy = _transport.Route.For(_url);
        var name = proxy is null ? _url.Host : new Uri(proxy).Host;
        rows.Add(await CheckSteps.TryAsync("NameResolution", "Check the name, and the DNS servers of this machine.", () => ResolveAsync(name)).ConfigureAwait(false));

        var time = Stopwatch.StartNew();
        try
        {
            var begun = DateTimeOffset.UtcNow;
            using var response = await _transport.SendAsync(new WireRequest(HttpMethod.Get, new Uri(_url, "/")), cancellationToken).ConfigureAwait(false);
            var middle = begun + TimeSpan.FromTicks((DateTimeOffset.UtcNow - begun).Ticks / 2);
            rows.Add(CheckSteps.Passed("Proxy", proxy is null ? $"{_url.Host} is reached directly." : $"{_url.Host} is reached through {proxy}.", 0));
            rows.Add(CheckSteps.Passed(ConnectionStep, Describe(), time.ElapsedMilliseconds));
            rows.Add(Clock(response.Date, middle));
        }
        catch (ScaleException failure)
        {
            var step = failure.IsOfProxy ? "Proxy" : ConnectionStep;
            rows.Add(CheckSteps.Failed(step, failure, "Check the URL, and whether a firewall blocks it.", time.ElapsedMilliseconds));
        }

        return rows;
    }

    private static async Task<string> ResolveAsync(string name)
    {
        try
        {
            var addresses = await Dns.GetHostAddressesAsync(name).ConfigureAwait(false);
            return $"{name} is {string.Join(", ", addresses.Take(3).Select(address => address.ToString()))}{(addresses.Length > 3 ? ", …" : string.Empty)}.";
        }
        catch (SocketException exception)
        {
            throw new ScaleException(
                ScaleErrorId.NetworkError, $"The host name {name} cannot be resolved: {exception.Message.TrimEnd('.')}. Check the name, and the DNS servers of this machine.", exception);
        }
    }

    private string Describe()
    {
        if (_transport.Trust.Seen(_url.Host) is not { } certificate || _url.Scheme != Uri.UriSchemeHttps)
        {
            return $"{_url.GetLeftPart(UriPartial.Authority)} answers over http, without encryption.";
        }

        var end = certificate.NotAfter.ToString("yyyy-MM-dd", CultureInfo.InvariantCulture);
        return $"{_url.GetLeftPart(UriPartial.Authority)} answers; its certificate from '{certificate.Issuer}' is valid until {end}.";
    }

    private IkConnectionCheck Clock(DateTimeOffset? server, DateTimeOffset here)
    {
        if (server is not { } there)
        {
            return CheckSteps.Passed("Clock", $"{_url.Host} does not return its time.", 0);
        }

        var skew = (int)Math.Round((here - there).TotalSeconds);
        var detail = Math.Abs(skew) <= 2 ? $"This machine and {_url.Host} agree on the time." : $"This machine is {Math.Abs(skew)} s {(skew > 0 ? "ahead of" : "behind")} {_url.Host}.";
        return Math.Abs(skew) <= SkewLimit
            ? CheckSteps.Passed("Clock", detail, 0)
            : CheckSteps.Failed("Clock", detail, "Synchronize the clock of this machine with a time server: certificates and tokens depend on it.", 0);
    }
}
