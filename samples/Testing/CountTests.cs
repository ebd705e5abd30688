using System.Diagnostics;
using System.Net;
using IkomiaScale;
using IkomiaScale.Deployments;
using IkomiaScale.Deployments.Inputs;
using Xunit;

public sealed class Emulator : IAsyncLifetime
{
    private Process _process = null!;

    public Uri Address { get; private set; } = null!;

    public async Task InitializeAsync()
    {
        var start = new ProcessStartInfo("ikscale-emulator", "--port 0 --data emulator-data --answers batch1 --strict --until-stdin-closes")
        {
            RedirectStandardInput = true,
            RedirectStandardOutput = true,
        };
        _process = Process.Start(start)!;
        var line = await _process.StandardOutput.ReadLineAsync();
        Address = new Uri(line!["Listening on ".Length..]);
    }

    public async Task DisposeAsync()
    {
        using var client = new HttpClient { BaseAddress = Address };
        var violations = await client.GetStringAsync("_emulator/violations");
        _process.StandardInput.Close();
        await _process.WaitForExitAsync();
        Assert.StartsWith("{\"total\":0,", violations);
    }
}

public sealed class CountTests(Emulator emulator) : IClassFixture<Emulator>
{
    [Fact]
    public async Task Gets_the_detections_that_were_recorded()
    {
        var token = new NetworkCredential("", "emulator-token").SecurePassword;
        using var client = new ScaleClient(new ScaleClientOptions(emulator.Address, token)
        {
            ScaleUrl = emulator.Address,
            StorageUrl = emulator.Address,
        });
        var run = await client.Deployments.SubmitAsync(new RunRequest { TaskName = "detect", Inputs = [RunInput.FromFile("picture.png")] });
        var result = await client.Deployments.WaitAsync(run);
        var output = Assert.IsType<IkDetectionOutput>(Assert.Single(result.Outputs));
        Assert.Equal(["blue circle", "red square", "green rectangle"], output.Detections.Select(detection => detection.Label));
    }
}
