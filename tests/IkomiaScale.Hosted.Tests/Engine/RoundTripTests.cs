namespace IkomiaScale.Hosted.Tests.Engine;

/// <summary>How many requests a cmdlet sends: far from the service each of them is a wait. docs/distance.md has the table.</summary>
public sealed class RoundTripTests
{
    [Theory]
    [InlineData("Send-IkStorageObject a.txt new/a.txt", "create 1")]
    [InlineData("Send-IkStorageObject . new/ -Recurse", "create 3")]
    [InlineData("Send-IkStorageObject . dir/ -Recurse -Force", "overwrite 3")]
    [InlineData("Send-IkStorageObject . new/ -Recurse -SkipExisting", "create 3, list 3")]
    [InlineData("Send-IkStorageObject . dir/ -Recurse -SkipExisting", "list 3")]
    [InlineData("Get-IkStorageObject dir/a.txt", "list 1")]
    [InlineData("Get-IkStorageObject many", "list 3")]
    [InlineData("Get-IkStorageObject many -First 1", "list 1")]
    [InlineData("Get-IkStorageObject dir/a.txt -Exact", "list 1")]
    [InlineData("Read-IkStorageObject dir/a.txt", "content 1, list 1")]
    [InlineData("Read-IkStorageObject dir out -Recurse", "content 3, list 1")]
    [InlineData("$listed | Read-IkStorageObject -Destination out", "content 3")]
    [InlineData("Copy-IkStorageObject dir/a.txt new/a.txt", "copy 1, list 1")]
    [InlineData("$listed | Copy-IkStorageObject -Destination new/", "copy 3")]
    [InlineData("Remove-IkStorageObject dir/a.txt -Confirm:$false", "delete 1, list 2")]
    [InlineData("Remove-IkStorageObject dir -Recurse -Confirm:$false", "delete 1, list 2")]
    [InlineData("$listed | Remove-IkStorageObject -Confirm:$false", "delete 3, list 3")]
    [InlineData("New-IkStoragePresignedUrl dir/a.txt", "list 1, presign 1")]
    [InlineData("$listed | New-IkStoragePresignedUrl", "presign 3")]
    [InlineData("Sync-IkStorageObject . dir", "list 1")]
    [InlineData("Sync-IkStorageObject . new", "copy 3, list 2")]
    [InlineData("Sync-IkStorageObject -Direction Download out dir -Force", "content 3, list 1")]
    public async Task Sends_no_more_requests_than_needed(string script, string requests)
    {
        using var local = new TestFolder();
        await using var emulator = await Emulated.StartAsync();
        using var session = Session.Connected(emulator);
        session.Runspace.SessionStateProxy.Path.SetLocation(local.Path);
        foreach (var name in new[] { "a.txt", "b.txt", "c.txt" })
        {
            local.Write(name, $"this is {name}");
        }

        session.Run("$null = Send-IkStorageObject . dir/ -Recurse; $listed = Get-IkStorageObject dir").Succeeded();
        if (script.Contains("many", StringComparison.Ordinal))
        {
            session.Run("1..250 | ForEach-Object { $listed[0] } | Copy-IkStorageObject -Destination { \"many/$((++$global:number))\" } | Out-Null").Succeeded();
        }

        await emulator.FailAsync();
        session.Run(script).Succeeded();

        Assert.Equal(requests, await emulator.CountsAsync());
        session.Runspace.SessionStateProxy.Path.SetLocation(Path.GetTempPath());
    }
}
