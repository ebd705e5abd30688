namespace IkomiaScale.Hosted.Tests.Cmdlets;

public sealed class StopIkEmulatorTests : IDisposable
{
    private readonly TestFolder _folder = new();
    private readonly Session _session = Session.WithModule();

    public void Dispose()
    {
        _session.Run("Stop-IkEmulator").Succeeded();
        _session.Dispose();
        _folder.Dispose();
    }

    [Fact]
    public async Task Ends_it_and_the_connection_to_it()
    {
        var address = Start();
        using var client = new HttpClient();
        await client.GetStringAsync($"{address}_emulator/requests");
        Run("Stop-IkEmulator").Succeeded();
        Assert.Empty(Run("Get-IkConnection").Output);
        await Assert.ThrowsAsync<HttpRequestException>(() => client.GetStringAsync($"{address}_emulator/requests"));
    }

    [Fact]
    public void Leaves_a_connection_to_something_else()
    {
        Start();
        Run("Connect-IkScale http://127.0.0.1:1 x -ScaleUrl http://127.0.0.1:1 -SkipCheck; Stop-IkEmulator").Succeeded();
        Assert.Equal("http://127.0.0.1:1/", Run("Get-IkConnection").One("Endpoint")!.ToString());
    }

    [Fact]
    public void Leaves_it_with_WhatIf_and_where_No_is_said()
    {
        Start();
        _session.Screen.Answers.Enqueue("No");
        Run("Stop-IkEmulator -WhatIf; Stop-IkEmulator -Confirm").Succeeded();
        Assert.Equal("emulator-demo", Run("Get-IkDeployment").One("Name"));
    }

    [Fact]
    public void Does_nothing_where_none_was_started() => Assert.Empty(Run("Stop-IkEmulator").Succeeded().Output);

    [Fact]
    public void Ends_only_the_one_of_its_session()
    {
        Start();
        using var other = Session.WithModule();
        other.Run("Stop-IkEmulator").Succeeded();
        Assert.Equal("emulator-demo", Run("Get-IkDeployment").One("Name"));
    }

    private string Start() => Run($"Start-IkEmulator -DataPath '{_folder.File("data")}' -PassThru").One("Endpoint")!.ToString()!;

    private Result Run(string script) => _session.Run(script);
}
