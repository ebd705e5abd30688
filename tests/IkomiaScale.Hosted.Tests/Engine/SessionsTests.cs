using System.Management.Automation.Runspaces;

namespace IkomiaScale.Hosted.Tests.Engine;

/// <summary>Several runspaces in one process: a connection each, or one for all.</summary>
public sealed class SessionsTests
{
    [Fact]
    public async Task Sessions_with_a_connection_each_see_their_own_project_only()
    {
        await using var one = await Emulated.StartAsync();
        await using var two = await Emulated.StartAsync();
        await Task.WhenAll(Enumerable.Range(0, 6).Select(number => Task.Run(() =>
        {
            using var session = Session.Connected(number % 2 == 0 ? one : two);
            session.Run($"1..5 | ForEach-Object {{ Send-IkStorageObject -Content 's{number}' -Destination \"s{number}/$_\" }}").Succeeded();
            Assert.Equal(5, session.Run($"Get-IkStorageObject s{number}").Succeeded().Output.Count);
        })));
        foreach (var (emulator, remainder) in new[] { (one, 0), (two, 1) })
        {
            using var session = Session.Connected(emulator);
            var paths = session.Run("Get-IkStorageObject").All("Path");
            Assert.Equal(15, paths.Count);
            Assert.All(paths, path => Assert.Equal(remainder, (path![1] - '0') % 2));
        }
    }

    [Fact]
    public async Task Sessions_share_one_connection_and_its_token()
    {
        await using var emulator = await Emulated.StartAsync();
        using var first = Session.Connected(emulator);
        var connection = first.Run("Get-IkConnection").Single;
        await Task.WhenAll(Enumerable.Range(0, 6).Select(number => Task.Run(() =>
        {
            using var session = Session.WithModule();
            session.Variables.SetVariable("connection", connection);
            session.Run($"1..5 | ForEach-Object {{ Send-IkStorageObject -Content 's{number}' -Destination \"s{number}/$_\" -Connection $connection }}").Succeeded();
            Assert.Equal(5, session.Run($"Get-IkStorageObject s{number} -Connection $connection | Read-IkStorageObject -Connection $connection").Succeeded().Output.Count);
            Assert.Empty(session.Run("Get-IkConnection").Output);
        })));
        Assert.Equal(1, await emulator.CountAsync("jwt"));
        Assert.Equal(30, await emulator.CountAsync("create"));
    }

    [Fact]
    public async Task One_that_is_stopped_leaves_the_others_alone()
    {
        await using var emulator = await Emulated.StartAsync();
        using var first = Session.Connected(emulator);
        using var second = Session.WithModule();
        second.Variables.SetVariable("connection", first.Run("$null = Send-IkStorageObject -Content x -Destination a/1; Get-IkConnection").Single);
        await emulator.FailAsync(new { route = "content", action = "stall", seconds = -1 });
        using var stopped = first.Start("Read-IkStorageObject a/1");
        await emulator.SeenAsync("content");
        using var other = second.Start("1..20 | ForEach-Object { Read-IkStorageObject a/1 -Connection $connection }");
        stopped.Stop();
        await Eventually.HoldsAsync(() => other.HasEnded, "the other has ended");
        Assert.Equal(20, other.Output.Count);
    }

    [Fact]
    public async Task Works_in_a_runspace_pool()
    {
        var emulator = await Emulated.SharedAsync();
        using var first = Session.Connected(emulator);
        var connection = first.Run("Get-IkConnection").Single;
        var folder = $"pool-{Guid.NewGuid():N}";
        var state = Session.InitialState();
        state.ImportPSModule([Built.Manifest]);
        using var pool = RunspaceFactory.CreateRunspacePool(1, 4, state, new TestHost());
        pool.Open();
        var results = await Task.WhenAll(Enumerable.Range(0, 12).Select(async number =>
        {
            using var shell = PowerShell.Create();
            shell.RunspacePool = pool;
            shell.AddScript("param($connection, $path) Send-IkStorageObject -Content $path -Destination $path -Connection $connection; Read-IkStorageObject $path -Connection $connection")
                .AddArgument(connection).AddArgument($"{folder}/{number}");
            var output = await shell.InvokeAsync();
            Assert.Empty(shell.Streams.Error);
            return output[1].ToString();
        }));
        Assert.Equal(Enumerable.Range(0, 12).Select(number => $"{folder}/{number}"), results.Select(text => text!));
    }

    [Fact]
    public async Task Takes_objects_from_another_runspace()
    {
        var emulator = await Emulated.SharedAsync();
        using var one = Session.Connected(emulator);
        using var other = Session.Connected(emulator);
        other.Variables.SetVariable("item", one.Run("Send-IkStorageObject -Content mine").Single);
        Assert.Equal("mine", other.Run("$item | Read-IkStorageObject").Text);
    }

    [Fact]
    public async Task Imports_in_many_runspaces_at_once()
    {
        var emulator = await Emulated.SharedAsync();
        await Task.WhenAll(Enumerable.Range(0, 8).Select(_ => Task.Run(() =>
        {
            using var session = Session.Connected(emulator);
            Assert.Equal("emulator-demo", session.Run("Get-IkDeployment").One("Name"));
        })));
    }
}
