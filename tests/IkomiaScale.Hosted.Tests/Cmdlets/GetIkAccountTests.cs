namespace IkomiaScale.Hosted.Tests.Cmdlets;

public sealed class GetIkAccountTests(SharedSession shared) : PlatformTests(shared)
{
    [Theory]
    [InlineData("Get-IkAccount")]
    [InlineData("Get-IkAccount -Connection (Get-IkConnection)")]
    public void Shows_whose_token_it_is(string script)
    {
        var account = Run(script);
        Assert.Equal("emulator", account.One("UserName"));
        Assert.Contains("\"username\":\"emulator\"", (string)account.One("Raw")!, StringComparison.Ordinal);
    }

    [Fact]
    public void Needs_no_endpoint()
    {
        using var session = Session.WithModule();
        session.Run($"Connect-IkScale -Token {Emulated.Token} -ScaleUrl '{Emulator.Address}'").Succeeded();
        Assert.Equal("emulator", session.Run("Get-IkAccount").One("UserName"));
    }

    [Fact]
    public void Says_that_a_token_is_refused()
    {
        using var session = Session.WithModule();
        session.Run($"Connect-IkScale -Token wrong -ScaleUrl '{Emulator.Address}' -SkipCheck").Succeeded();
        Assert.Equal("Unauthorized", session.Run("Get-IkAccount").ErrorId);
    }

    [Fact]
    public async Task Tells_an_answer_that_is_none()
    {
        await using var emulator = await Emulated.StartAsync();
        using var session = Session.Connected(emulator);
        await emulator.FailAsync(new { route = "administration", action = "status", status = 200, body = new { hello = "world" } });
        Assert.Equal("InvalidResponse", session.Run("Get-IkAccount").ErrorId);
        Assert.Equal("emulator", session.Run("Get-IkAccount").One("UserName"));
    }

    [Fact]
    public void Is_shown_by_its_name() => Assert.Contains("emulator", Show("Get-IkAccount"), StringComparison.Ordinal);
}
