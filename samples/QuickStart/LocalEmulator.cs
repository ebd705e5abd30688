using System.Diagnostics;

namespace QuickStart;

/// <summary>
/// An emulator for the time of this program. It is told to end when its standard input closes, which the system does
/// however this program ends.
/// </summary>
internal sealed class LocalEmulator : IDisposable
{
    private readonly Process _process;

    private LocalEmulator(Process process, Uri address)
    {
        _process = process;
        Address = address;
    }

    public Uri Address { get; }

    /// <summary>Starts the emulator of the build output and waits until it listens.</summary>
    public static LocalEmulator Start(string dataFolder)
    {
        var start = new ProcessStartInfo("dotnet") { RedirectStandardInput = true, RedirectStandardOutput = true };
        foreach (var argument in new[] { Find(), "--port", "0", "--data", dataFolder, "--until-stdin-closes" })
        {
            start.ArgumentList.Add(argument);
        }

        var process = Process.Start(start)!;
        const string ready = "Listening on ";
        var line = process.StandardOutput.ReadLine();
        return line?.StartsWith(ready, StringComparison.Ordinal) == true
            ? new LocalEmulator(process, new Uri(line[ready.Length..]))
            : throw new InvalidOperationException("The emulator did not start.");
    }

    public void Dispose()
    {
        _process.StandardInput.Close();
        _process.WaitForExit();
        _process.Dispose();
    }

    private static string Find()
    {
        for (var folder = new DirectoryInfo(AppContext.BaseDirectory); folder is not null; folder = folder.Parent)
        {
            var library = Path.Combine(folder.FullName, "output", "emulator", "ikscale-emulator.dll");
            if (File.Exists(library))
            {
                return library;
            }
        }

        throw new FileNotFoundException("There is no emulator. Run ./build.sh build first.");
    }
}
