using System.Net;
using System.Text.Json.Nodes;

namespace IkomiaScale.Hosted.Tests.Cmdlets;

public sealed class StartIkEmulatorTests : IDisposable
{
    private readonly TestFolder _folder = new();
    private readonly Session _session = Session.WithModule();

    public StartIkEmulatorTests() => _session.Variables.Path.SetLocation(_folder.Path);

    public void Dispose()
    {
        _session.Run("Stop-IkEmulator").Succeeded();
        _session.Dispose();
        _folder.Dispose();
    }

    [Fact]
    public void Starts_it_and_connects_the_session()
    {
        Assert.Empty(Run("Start-IkEmulator -DataPath data").Succeeded().Output);
        Assert.Equal("kept", Run("$null = Send-IkStorageObject -Content kept -Destination a.txt; Read-IkStorageObject a.txt").Text);
        Assert.True(Directory.Exists(_folder.File("data")));
    }

    [Fact]
    public void Gives_the_connection_with_PassThru_and_takes_another_token_and_more_arguments()
    {
        var address = Run($"Start-IkEmulator 0 -DataPath data -EmulatorPath '{Built.Emulator}' -Token mine -ArgumentList '--page-size', '2' -PassThru").One("Endpoint");
        Assert.Equal("Unauthorized", _session.Fail($"Connect-IkScale {address} emulator-token -ScaleUrl {address} -StorageUrl {address}").Id());
        Assert.Equal("InvalidInput", _session.Fail("Start-IkEmulator -DataPath other").Id());
    }

    [Fact]
    public void Speaks_https_with_an_authority_that_the_session_trusts()
    {
        var connection = Run("Start-IkEmulator -DataPath data -Https -PassThru");
        Assert.StartsWith("https://127.0.0.1:", connection.One("Endpoint")!.ToString(), StringComparison.Ordinal);
        Assert.Equal("kept", Run("$null = Send-IkStorageObject -Content kept -Destination a.txt; Read-IkStorageObject a.txt").Text);
        Assert.StartsWith("-----BEGIN CERTIFICATE-----", File.ReadAllText(_folder.File(Path.Combine("data", "certificate-authority.pem"))), StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("-Strict", HttpStatusCode.BadRequest, 1)]
    [InlineData("", HttpStatusCode.OK, 0)]
    public async Task Refuses_and_counts_what_breaks_the_protocol_with_Strict(string argument, HttpStatusCode status, int count)
    {
        var address = (Uri)Run($"Start-IkEmulator -DataPath data {argument} -PassThru").One("Endpoint")!;
        using var client = new HttpClient { BaseAddress = address };
        client.DefaultRequestHeaders.Authorization = new("Token", "emulator-token");
        var token = JsonNode.Parse(await client.GetStringAsync($"v1/projects/jwt/?endpoint={Uri.EscapeDataString(address.AbsoluteUri.TrimEnd('/'))}&storage=true"))!["id_token"]!;
        client.DefaultRequestHeaders.Authorization = new("Bearer", (string)token!);
        using var answer = await client.GetAsync("v1/objects/");
        Assert.Equal(status, answer.StatusCode);
        Assert.StartsWith($"{{\"total\":{count},", await client.GetStringAsync("_emulator/violations"), StringComparison.Ordinal);
    }

    [Fact]
    public void Lets_nobody_read_the_token_in_the_list_of_processes()
    {
        if (!OperatingSystem.IsLinux())
        {
            return;
        }

        Run("Start-IkEmulator -DataPath data -Token a-secret-of-mine").Succeeded();
        var lines = Directory.GetDirectories("/proc").Select(process => Path.Combine(process, "cmdline")).Where(File.Exists).Select(Content).Where(line => line.Contains(_folder.Path, StringComparison.Ordinal)).ToList();
        Assert.NotEmpty(lines);
        Assert.All(lines, line => Assert.DoesNotContain("a-secret-of-mine", line, StringComparison.Ordinal));
    }

    [Theory]
    [InlineData("")]
    [InlineData("-Port")]
    public async Task Says_that_a_port_is_in_use(string name)
    {
        var port = (await Emulated.SharedAsync()).Address.Port;
        var error = _session.Fail($"Start-IkEmulator {name} {port} -DataPath data");
        Assert.Equal("InvalidInput", error.Id());
        Assert.Contains($"{port}", error.ToString(), StringComparison.Ordinal);
    }

    [Fact]
    public void Says_why_it_did_not_start_though_that_comes_after_the_end_of_its_output()
    {
        if (OperatingSystem.IsWindows())
        {
            return;
        }

        var program = _folder.Write("late.sh", "#!/bin/sh\nexec >&-\nsleep 0.2\necho 'There is no room.' >&2\nexit 1\n");
        File.SetUnixFileMode(program, UnixFileMode.UserRead | UnixFileMode.UserExecute | UnixFileMode.UserWrite);
        Assert.EndsWith("There is no room.", _session.Fail($"Start-IkEmulator -DataPath data -EmulatorPath '{program}'").ToString(), StringComparison.Ordinal);
    }

    [Fact]
    public void Starts_nothing_with_WhatIf_or_where_No_is_said()
    {
        Run("Start-IkEmulator -DataPath data -WhatIf").Succeeded();
        _session.Screen.Answers.Enqueue("No");
        Run("Start-IkEmulator -DataPath data -Confirm").Succeeded();
        Assert.Single(_session.Screen.Questions);
        Assert.False(Directory.Exists(_folder.File("data")));
        Assert.Empty(Run("Get-IkConnection").Output);
    }

    [Theory]
    [InlineData("-Port 65536")]
    [InlineData("-Port -1")]
    [InlineData("-DataPath ''")]
    [InlineData("-Speed -1")]
    [InlineData("-Unmatched Other")]
    [InlineData("-HandlerTimeoutSec 0")]
    [InlineData("-WorkflowPath ''")]
    [InlineData("-Handler $null")]
    public void Refuses_values_that_cannot_be(string argument) =>
        Assert.StartsWith("ParameterArgumentValidationError", Run($"Start-IkEmulator {argument}").Error.FullyQualifiedErrorId, StringComparison.Ordinal);

    private Result Run(string script) => _session.Run(script);

    // Empty where the process has ended meanwhile.
    private static string Content(string file)
    {
        try
        {
            return File.ReadAllText(file);
        }
        catch (IOException)
        {
            return string.Empty;
        }
    }
}
