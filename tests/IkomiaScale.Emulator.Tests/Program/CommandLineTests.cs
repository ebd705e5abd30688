using System.Globalization;
using System.Net;
using System.Net.Http.Json;
using System.Net.Sockets;
using System.Runtime.InteropServices;
using IkomiaScale.Emulator.Tests.Support;

namespace IkomiaScale.Emulator.Tests.Program;

public sealed class CommandLineTests
{
    [Fact]
    public async Task It_says_where_it_listens_and_ends_with_its_standard_input()
    {
        using var folder = new TestFolder();
        using var process = EmulatorProcess.Start("--port", "0", "--data", folder.File("new/data"), "--until-stdin-closes", "--token", "my-token");
        var address = await process.ListeningAsync();
        using var client = new HttpClient { BaseAddress = address };
        client.DefaultRequestHeaders.TryAddWithoutValidation("Authorization", "Token my-token");
        Assert.Equal(HttpStatusCode.OK, (await client.GetAsync($"/v1/projects/jwt/?endpoint={address}&storage=true")).StatusCode);
        Assert.Equal(HttpStatusCode.NotFound, (await client.GetAsync("/nowhere")).StatusCode);

        process.Input.Close();
        Assert.Equal((0, "", ""), await process.EndAsync());
        Assert.True(File.Exists(folder.File("new/data/emulator.db")));
    }

    [Fact]
    public async Task It_ends_on_a_signal()
    {
        if (OperatingSystem.IsWindows())
        {
            return;
        }

        using var folder = new TestFolder();
        using var process = EmulatorProcess.Start("--port", "0", "--data", folder.Path);
        await process.ListeningAsync();
        Assert.Equal(0, Signal(process.Id, 15));
        Assert.Equal((0, "", ""), await process.EndAsync());
    }

    [Fact]
    public async Task A_signal_loses_nothing_of_what_was_acknowledged()
    {
        if (OperatingSystem.IsWindows())
        {
            return;
        }

        using var folder = new TestFolder();
        string uuid;
        using (var process = EmulatorProcess.Start("--port", "0", "--data", folder.Path, "--token", "emulator-token"))
        {
            using var client = await ClientAsync(await process.ListeningAsync());
            using var created = await client.PostAsync("/v1/objects/kept", Forms.Upload("kept"));
            Assert.Equal(HttpStatusCode.Created, created.StatusCode);
            using var submitted = await client.PutAsJsonAsync("/api/run?advice=true", Runs.Slow(3000));
            uuid = (string)(await submitted.JsonAsync())["uuid"]!;
            Assert.Equal(0, Signal(process.Id, 15));
            Assert.Equal((0, "", ""), await process.EndAsync());
        }

        await using var again = await TestEmulator.StartAsync(folder: folder);
        Assert.Equal(["kept"], await again.PathsAsync("/v1/objects/?page=1"));
        using var result = await again.PollAsync(uuid);
        Assert.Equal(HttpStatusCode.OK, result.StatusCode);
    }

    private static async Task<HttpClient> ClientAsync(Uri address)
    {
        var client = new HttpClient { BaseAddress = address };
        client.DefaultRequestHeaders.TryAddWithoutValidation("Authorization", "Token emulator-token");
        using var answer = await client.GetAsync($"/v1/projects/jwt/?endpoint={address}&storage=true");
        client.DefaultRequestHeaders.Remove("Authorization");
        client.DefaultRequestHeaders.Authorization = new("Bearer", (string)(await answer.JsonAsync())["id_token"]!);
        return client;
    }

    [Fact]
    public async Task A_port_in_use_is_named()
    {
        using var folder = new TestFolder();
        using var listener = new TcpListener(IPAddress.Loopback, 0);
        listener.Start();
        var port = ((IPEndPoint)listener.LocalEndpoint).Port.ToString(CultureInfo.InvariantCulture);
        await AssertRefusedAsync(1, [port, "--port"], "--port", port, "--data", folder.Path);
    }

    [Fact]
    public async Task A_data_folder_that_cannot_be_written_is_named()
    {
        using var folder = new TestFolder();
        await File.WriteAllTextAsync(folder.File("file"), "");
        await AssertRefusedAsync(1, [folder.File("file"), "--data"], "--port", "0", "--data", folder.File("file/data"));
    }

    [Fact]
    public async Task A_folder_without_a_usable_database_is_named()
    {
        using var folder = new TestFolder();
        await File.WriteAllTextAsync(folder.File("emulator.db"), "this is no database, however long one looks at it");
        await AssertRefusedAsync(1, [folder.Path, "--data"], "--port", "0", "--data", folder.Path);
    }

    [Theory]
    [InlineData("--workflow")]
    [InlineData("--faults")]
    public async Task A_file_that_is_not_there_is_named(string option)
    {
        using var folder = new TestFolder();
        await AssertRefusedAsync(1, [folder.File("missing.json"), option], "--port", "0", "--data", folder.File("data"), option, folder.File("missing.json"));
    }

    [Fact]
    public async Task A_wrong_option_is_named() => await AssertRefusedAsync(2, ["--port", "'x'", "--help"], "--port", "x");

    [Fact]
    public async Task Help_names_every_option()
    {
        using var process = EmulatorProcess.Start("--help");
        var (code, output, error) = await process.EndAsync();
        Assert.Equal((0, ""), (code, error));
        string[] options =
        [
            "--port", "--data", "--token", "--legacy", "--page-size", "--temporary-ttl", "--faults", "--workflow", "--jwt-lifetime",
            "--until-stdin-closes", "--version", "--answers", "--speed", "--unmatched", "--handler", "--handler-timeout", "--strict",
        ];
        Assert.All(options, option => Assert.Contains(option, output));
    }

    /// <summary>One line on the standard error that names things, nothing on the standard output.</summary>
    private static async Task AssertRefusedAsync(int expectedCode, string[] named, params string[] arguments)
    {
        using var process = EmulatorProcess.Start(arguments);
        var (code, output, error) = await process.EndAsync();
        Assert.Equal((expectedCode, ""), (code, output));
        Assert.Single(error.TrimEnd().Split('\n'));
        Assert.All(named, name => Assert.Contains(name, error));
        Assert.DoesNotContain("   at ", error);
    }

    [DllImport("libc", EntryPoint = "kill")]
    private static extern int Signal(int process, int signal);
}
