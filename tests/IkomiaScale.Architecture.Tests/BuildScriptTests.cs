using System.Diagnostics;

namespace IkomiaScale.Architecture.Tests;

/// <summary>The script that builds where there is no PowerShell.</summary>
public sealed class BuildScriptTests
{
    // Of the system it finds nothing but what it needs, and a dotnet that cannot build.
    [Theory]
    [InlineData("build")]
    [InlineData("test")]
    [InlineData("demo")]
    [InlineData("pack")]
    public async Task A_build_that_fails_ends_it(string task)
    {
        if (OperatingSystem.IsWindows())
        {
            return;
        }

        var folder = Directory.CreateTempSubdirectory("ik-build-");
        try
        {
            var tools = folder.CreateSubdirectory("tools").FullName;
            File.Copy(Path.Combine(Checkout.Root, "build.sh"), Path.Combine(folder.FullName, "build.sh"));
            File.WriteAllText(Path.Combine(tools, "dotnet"), "#!/bin/sh\necho \"dotnet $1\"\n[ \"$1\" != msbuild ]\n");
            File.SetUnixFileMode(Path.Combine(tools, "dotnet"), UnixFileMode.UserRead | UnixFileMode.UserExecute);
            foreach (var tool in new[] { "dirname", "rm", "grep", "sed", "ls" })
            {
                File.CreateSymbolicLink(Path.Combine(tools, tool), new[] { "/usr/bin/", "/bin/" }.Select(place => place + tool).First(File.Exists));
            }

            var start = new ProcessStartInfo("/bin/bash", [Path.Combine(folder.FullName, "build.sh"), task]) { RedirectStandardOutput = true };
            start.Environment["PATH"] = tools;
            using var script = Process.Start(start)!;
            var shown = await script.StandardOutput.ReadToEndAsync();
            await script.WaitForExitAsync();

            Assert.NotEqual(0, script.ExitCode);
            Assert.Equal("dotnet msbuild\n", shown);
        }
        finally
        {
            folder.Delete(recursive: true);
        }
    }
}
