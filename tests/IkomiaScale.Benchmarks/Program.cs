using System.Globalization;
using System.Net;
using BenchmarkDotNet.Running;
using IkomiaScale.Benchmarks;

// "micro" runs the micro-benchmarks; "floor ADDRESS JWT WHAT ..." times a bare HttpClient and prints seconds;
// "relay PORT [options]" is a line to that port until its input ends; "memory MB" touches that much memory and ends.
switch (args)
{
    case ["micro", .. var rest]:
        BenchmarkSwitcher.FromAssembly(typeof(MicroBenchmarks).Assembly).Run(rest.Length == 0 ? ["--filter", "*"] : rest);
        return 0;
    case ["floor", var address, var jwt, var what, .. var rest]:
        using (var floor = new Floor(address, jwt))
        {
            var seconds = (what, rest) switch
            {
                ("list", [var prefix]) => await floor.ListAsync(prefix),
                ("send", [var folder, var prefix]) => await floor.SendAsync(folder, prefix),
                ("read", [var prefix, var folder]) => await floor.ReadAsync(prefix, folder),
                ("copy", [var prefix, var target]) => await floor.CopyAsync(prefix, target, atOnce: 1),
                ("copy", [var prefix, var target, var atOnce]) => await floor.CopyAsync(prefix, target, int.Parse(atOnce, CultureInfo.InvariantCulture)),
                ("remove", [var prefix]) => await floor.RemoveAsync(prefix, atOnce: 1),
                ("remove", [var prefix, var atOnce]) => await floor.RemoveAsync(prefix, int.Parse(atOnce, CultureInfo.InvariantCulture)),
                _ => throw new ArgumentException($"Unknown floor '{what}'."),
            };
            Console.WriteLine(seconds.ToString("0.000", CultureInfo.InvariantCulture));
        }

        return 0;
    case ["relay", var port, .. var options]:
        using (var relay = new Relay(new IPEndPoint(IPAddress.Loopback, int.Parse(port, CultureInfo.InvariantCulture)), RelayOptions.Parse(options)))
        {
            Console.WriteLine($"Relaying on http://127.0.0.1:{relay.Start()}");
            await Console.In.ReadToEndAsync();
        }

        return 0;
    case ["memory", var megabytes]:
        var touched = new List<byte[]>();
        for (var left = int.Parse(megabytes, CultureInfo.InvariantCulture); left > 0; left--)
        {
            touched.Add(new byte[1024 * 1024]);
            touched[^1].AsSpan().Fill(1);
        }

        return 0;
    default:
        Console.Error.WriteLine("Usage: micro [options] | floor ADDRESS JWT list|send|read|copy|remove ... | relay PORT [--delay MS] [--rate MB] [--connection-rate MB] [--loss PERCENT] | memory MB");
        return 2;
}
