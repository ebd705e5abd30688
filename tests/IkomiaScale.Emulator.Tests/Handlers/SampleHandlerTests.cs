using System.Diagnostics;
using System.Text.Json.Nodes;
using IkomiaScale.Emulator.Tests.Support;

namespace IkomiaScale.Emulator.Tests.Handlers;

/// <summary>The sample handler, where the machine has Python.</summary>
public sealed class SampleHandlerTests
{
    [Fact]
    public async Task It_finds_what_is_in_a_picture()
    {
        if (Python() is not { } python)
        {
            return;
        }

        await using var emulator = await TestEmulator.StartAsync(options => options with { Handler = $"{python} \"{Sample()}\"" });
        var detections = (await emulator.RunAsync(Runs.Request("handler", Runs.Image(TestPicture.Shapes)))).Single()!["OBJECT_DETECTION"]!["detections"]!.AsArray();
        Assert.Equal(
            ["""{"x":50,"y":25,"width":31,"height":31}""", """{"x":8,"y":8,"width":20,"height":20}""", """{"x":40,"y":4,"width":30,"height":10}"""],
            detections.Select(detection => JsonNode.Parse(detection!["box"]!.ToJsonString())!.ToJsonString()));
        Assert.Contains("no PNG", await emulator.FailAsync(Runs.Request("handler", Runs.Image([1]))));
    }

    // Not by the path of this source: a build for release hides it.
    private static string Sample()
    {
        var folder = new DirectoryInfo(AppContext.BaseDirectory);
        while (!File.Exists(Path.Combine(folder.FullName, "IkomiaScale.sln")))
        {
            folder = folder.Parent ?? throw new DirectoryNotFoundException("The tests run outside a checkout.");
        }

        return Path.Combine(folder.FullName, "samples", "Handlers", "find_regions.py");
    }

    private static string? Python()
    {
        foreach (var name in (string[])["python3", "python"])
        {
            try
            {
                using var process = Process.Start(new ProcessStartInfo(name, "--version") { RedirectStandardOutput = true, RedirectStandardError = true });
                process!.WaitForExit();
                if (process.ExitCode == 0)
                {
                    return name;
                }
            }
            catch (System.ComponentModel.Win32Exception)
            {
                // It is not installed under this name.
            }
        }

        return null;
    }
}
