namespace IkomiaScale.Hosted.Tests.Cmdlets;

public sealed class GetIkConnectionTests(SharedSession shared) : CmdletTests(shared)
{
    [Fact]
    public void Gives_the_connection_of_the_session() =>
        Assert.Equal("IkomiaScale.IkConnection", Run("Get-IkConnection").Single.BaseObject.GetType().FullName);

    [Fact]
    public void Gives_nothing_where_there_is_none()
    {
        using var session = Session.WithModule();
        Assert.Empty(session.Run("Get-IkConnection").Succeeded().Output);
    }

    [Fact]
    public void Lists_the_saved_profiles_with_ListAvailable()
    {
        var name = $"g{Guid.NewGuid():N}";
        Run($"Save-IkConnection {name} https://d.example/ -TokenSecret vault/x").Succeeded();
        Assert.Equal([name], Run($"Get-IkConnection -ListAvailable -Name {name}*").All("Name"));
        Assert.Contains(name, Run("Get-IkConnection -ListAvailable").All("Name"));
        Assert.Equal([name], Run($"Get-IkConnection {name}").All("Name"));
        Assert.Contains("Secret vault/x", Show($"Get-IkConnection -ListAvailable {name}"), StringComparison.Ordinal);
        Assert.Equal("ObjectNotFound", Run($"Get-IkConnection -ListAvailable {name}x").ErrorId);
    }

    [Fact]
    public void Gives_what_Connection_takes() =>
        Assert.Single(Run("Get-IkDeployment -Connection (Get-IkConnection)").Succeeded().Output);

    [Fact]
    public void Shows_where_it_leads_and_no_secret()
    {
        var shown = Show("Get-IkConnection");
        Assert.Matches($@"Endpoint\s*: {Emulator.Address}", shown);
        Assert.DoesNotContain(Emulated.Token, shown, StringComparison.Ordinal);
        Assert.DoesNotContain("eyJ", shown, StringComparison.Ordinal);
    }

    [Fact]
    public void Holds_no_secret_when_it_is_serialized()
    {
        var text = PSSerializer.Serialize(Run("Get-IkConnection").Single, 5);
        Assert.DoesNotContain(Emulated.Token, text, StringComparison.Ordinal);
        Assert.DoesNotContain("eyJ", text, StringComparison.Ordinal);
    }
}
