namespace IkomiaScale.Hosted.Tests.Engine;

/// <summary>Connections that the environment describes.</summary>
[TakesLong]
public sealed class EnvironmentTests : IAsyncLifetime
{
    private Emulated _emulator = null!;

    private Dictionary<string, string> Variables => new()
    {
        ["IKOMIA_ENDPOINT"] = _emulator.Address.ToString(),
        ["IKOMIA_URL"] = _emulator.Address.ToString(),
        ["IKOMIA_SCALEFS_URL"] = _emulator.Address.ToString(),
        ["IKOMIA_TOKEN"] = Emulated.Token,
    };

    public async Task InitializeAsync() => _emulator = await Emulated.StartAsync();

    public async Task DisposeAsync() => await _emulator.DisposeAsync();

    [Fact]
    public async Task Connect_IkScale_takes_everything_from_the_environment() =>
        Assert.Equal(_emulator.Address.ToString(), await HostProcess.OutputAsync($"Import-Module '{Built.Manifest}'; Connect-IkScale; \"$((Get-IkConnection).StorageUrl)\"", Variables));

    [Fact]
    public async Task No_connecting_is_needed_and_one_token_is_asked_for_however_many_cmdlets_there_are()
    {
        Assert.Equal("True", await HostProcess.OutputAsync($"Import-Module '{Built.Manifest}'; 1..3 | ForEach-Object {{ Get-IkStorageObject }}; \"$($null -eq (Get-IkConnection))\"", Variables));
        Assert.Equal(1, await _emulator.CountAsync("jwt"));
        Assert.Equal(3, await _emulator.CountAsync("list"));
    }

    [Fact]
    public async Task A_profile_that_the_environment_names_is_complete_in_itself()
    {
        using var folder = new TestFolder();
        var variables = new Dictionary<string, string>
        {
            ["XDG_CONFIG_HOME"] = folder.Path,
            ["IKOMIA_PROFILE"] = "prod",
            ["IKOMIA_TOKEN"] = Emulated.Token,
            ["IKOMIA_ENDPOINT"] = "https://elsewhere.example/",
            ["IKOMIA_URL"] = "https://elsewhere.example/",
        };
        var address = _emulator.Address;
        Assert.Equal("1 prod", await HostProcess.OutputAsync(
            $"Import-Module '{Built.Manifest}'; Save-IkConnection prod {address} -ScaleUrl {address} -StorageUrl {address}; \"$(@(Get-IkDeployment).Count) $((Connect-IkScale -PassThru).Name)\"",
            variables));
        variables["IKOMIA_PROFILE"] = "none";
        Assert.StartsWith("There is no connection profile 'none'", await HostProcess.OutputAsync($"Import-Module '{Built.Manifest}'; try {{ Get-IkStorageObject }} catch {{ \"$_\" }}", variables), StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_value_that_is_no_url_is_named()
    {
        var variables = Variables;
        variables["IKOMIA_URL"] = "words";
        Assert.Contains("IKOMIA_URL", await HostProcess.OutputAsync($"Import-Module '{Built.Manifest}'; try {{ Get-IkStorageObject }} catch {{ \"$_\" }}", variables), StringComparison.Ordinal);
    }
}
