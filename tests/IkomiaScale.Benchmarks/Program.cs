using System.Globalization;
using BenchmarkDotNet.Running;
using IkomiaScale.Benchmarks;

// "micro" runs the micro-benchmarks; "floor ADDRESS JWT WHAT ..." times a bare HttpClient and prints seconds;
// "memory MB" touches that much memory and ends.
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
                ("copy", [var prefix, var target]) => await floor.CopyAsync(prefix, target),
                ("remove", [var prefix]) => await floor.RemoveAsync(prefix),
                _ => throw new ArgumentException($"Unknown floor '{what}'."),
            };
            Console.WriteLine(seconds.ToString("0.000", CultureInfo.InvariantCulture));
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
        Console.Error.WriteLine("Usage: micro [options] | floor ADDRESS JWT list|send|read|copy|remove ... | memory MB");
        return 2;
}
