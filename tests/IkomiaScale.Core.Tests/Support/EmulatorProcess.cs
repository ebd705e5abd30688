using System.Diagnostics;
using System.Reflection;
using System.Security.Cryptography.X509Certificates;

namespace IkomiaScale.Tests.Support;

/// <summary>
/// The emulator in a process of its own: the client and the emulator share nothing but the protocol. Most tests use one;
/// it is started by the first that needs it and ends with the last. It ends even if the test process is killed.
/// </summary>
internal sealed class EmulatorProcess
{
    private const string Greeting = "Listening on ";
    private const string AuthorityGreeting = "Certificate authority: ";
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(60);
    private static readonly Lazy<Task<EmulatorProcess>> Shared = new(() => StartAsync(
        Environment.GetEnvironmentVariable("IKSCALE_TEST_HTTPS") == "1" ? ["--strict", "--https"] : ["--strict"]));

    private readonly Process _process;
    private readonly DirectoryInfo _data;

    private EmulatorProcess(Process process, DirectoryInfo data, Uri address, X509Certificate2? authority)
    {
        Authority = authority;
        _process = process;
        _data = data;
        Address = address;
    }

    public Uri Address { get; }

    /// <summary>The certificate of its authority; null where it speaks http.</summary>
    public X509Certificate2? Authority { get; }

    /// <summary>The way to it.</summary>
    public NetworkOptions Network => new() { CertificateAuthorities = Authority is null ? [] : [Authority] };

    public static Task<EmulatorProcess> GetAsync() => Shared.Value;

    /// <summary>Ends the common one, if it was started.</summary>
    public static async Task StopAsync()
    {
        if (Shared.IsValueCreated)
        {
            var shared = await Shared.Value;
            await shared.AssertNoViolationsAsync();
            await shared.EndAsync();
        }
    }

    /// <summary>Says whether the client kept to the protocol all along.</summary>
    /// <exception cref="InvalidOperationException">It did not; the text has the sentences that it broke.</exception>
    public async Task AssertNoViolationsAsync()
    {
        // Over https its certificate is one that it made for itself.
        using var handler = new HttpClientHandler { ServerCertificateCustomValidationCallback = HttpClientHandler.DangerousAcceptAnyServerCertificateValidator };
        using var client = new HttpClient(handler) { BaseAddress = Address };
        var violations = await client.GetStringAsync("_emulator/violations");
        if (!violations.StartsWith("{\"total\":0,", StringComparison.Ordinal))
        {
            throw new InvalidOperationException($"The client broke the protocol: {violations}");
        }
    }

    /// <summary>Ends it and removes its data.</summary>
    public async Task EndAsync()
    {
        using var process = _process;
        using var patience = new CancellationTokenSource(Patience);
        process.StandardInput.Close();
        await process.WaitForExitAsync(patience.Token);
        _data.Delete(recursive: true);
    }

    /// <summary>Starts one more, with more arguments.</summary>
    public static async Task<EmulatorProcess> StartAsync(params string[] arguments)
    {
        var data = Directory.CreateTempSubdirectory("ik-emulator-");
        var start = new ProcessStartInfo(Environment.GetEnvironmentVariable("DOTNET_HOST_PATH") ?? "dotnet")
        {
            ArgumentList = { BuiltEmulator(), "--port", "0", "--data", data.FullName, "--until-stdin-closes" },
            RedirectStandardInput = true,
            RedirectStandardOutput = true,
            RedirectStandardError = true,
            UseShellExecute = false,
        };
        Array.ForEach(arguments, start.ArgumentList.Add);
        var process = Process.Start(start)!;
        var errors = process.StandardError.ReadToEndAsync();
        using var patience = new CancellationTokenSource(Patience);
        var line = await process.StandardOutput.ReadLineAsync(patience.Token);
        X509Certificate2? authority = null;
        if (line?.StartsWith(AuthorityGreeting, StringComparison.Ordinal) == true)
        {
            authority = X509CertificateLoader.LoadCertificateFromFile(line[AuthorityGreeting.Length..]);
            line = await process.StandardOutput.ReadLineAsync(patience.Token);
        }

        return line?.StartsWith(Greeting, StringComparison.Ordinal) == true
            ? new EmulatorProcess(process, data, new Uri(line[Greeting.Length..]), authority)
            : throw new InvalidOperationException($"The emulator does not start: {line} {await errors}");
    }

    /// <summary>The emulator's program.</summary>
    public static string BuiltEmulator() => typeof(EmulatorProcess).Assembly
        .GetCustomAttributes<AssemblyMetadataAttribute>().Single(data => data.Key == "EmulatorPath").Value!;
}
