namespace IkomiaScale.Hosted.Tests.Cmdlets;

public sealed class DisconnectIkScaleTests(SharedSession shared) : IClassFixture<SharedSession>
{
    [Fact]
    public void Ends_the_connection_also_where_a_variable_still_has_it()
    {
        using var session = Session.Connected(shared.Emulator);
        session.Run("$connection = Get-IkConnection; Disconnect-IkScale").Succeeded();
        Assert.Empty(session.Run("Get-IkConnection").Output);
        Assert.Equal("True", session.Run("$connection.IsClosed").Text);
        Assert.Equal("NotConnected", session.Fail("Get-IkStorageObject -Connection $connection").Id());
    }

    [Fact]
    public void Does_nothing_where_there_is_nothing_to_end()
    {
        using var session = Session.WithModule();
        Assert.Empty(session.Run("Disconnect-IkScale; Disconnect-IkScale").Succeeded().Output);
    }

    [Fact]
    public void Forgets_what_was_connected_by_name_and_its_token()
    {
        using var session = Session.Connected(shared.Emulator);
        var address = shared.Emulator.Address;
        session.Run($"Save-IkConnection forgotten {address} -ScaleUrl {address} -StorageUrl {address} -TokenCommand \"`$global:asked++; '{Emulated.Token}'\"").Succeeded();
        session.Run("$global:asked = 0; 1, 2 | & { process { $null = Get-IkDeployment -Connection forgotten -Refresh } }").Succeeded();
        Assert.Equal("1", session.Run("$global:asked").Text);
        session.Run("Disconnect-IkScale; $null = Get-IkDeployment -Connection forgotten").Succeeded();
        Assert.Equal("2", session.Run("$global:asked").Text);
    }

    [Fact]
    public void Leaves_the_connections_of_other_sessions()
    {
        using var one = Session.Connected(shared.Emulator);
        using var other = Session.Connected(shared.Emulator);
        one.Run("Disconnect-IkScale").Succeeded();
        other.Run("$null = Get-IkDeployment -Refresh").Succeeded();
    }
}
