namespace IkomiaScale.Hosted.Tests.Cmdlets;

/// <summary>What a session owes: a session of its own for each test, as other tests leave runs behind.</summary>
public sealed class GetIkDeploymentRunTests : IAsyncLifetime
{
    private const string Some = "1..8 | ForEach-Object { @{ TEXT = $_ } } | Invoke-IkDeployment -TaskName pass_through -ThrottleLimit 2";

    private Session _session = null!;

    public async Task InitializeAsync() => _session = Session.Connected(await Emulated.SharedAsync());

    public Task DisposeAsync()
    {
        _session.Dispose();
        return Task.CompletedTask;
    }

    [Fact]
    public void Does_not_give_what_was_given()
    {
        var given = _session.Run(Some).All("Uuid");
        Assert.Equal(8, given.Count);
        Assert.Empty(Owed().Intersect(given));
    }

    [Fact]
    public void Gives_what_was_submitted_until_it_is_received()
    {
        var submitted = _session.Run($"{Some} -NoWait").All("Uuid");
        Assert.Empty(submitted.Except(Owed()));
        Assert.Empty(submitted.Except(Received(submitted)));
        Assert.Empty(Owed().Intersect(submitted));
    }

    [Fact]
    public void Says_where_there_is_no_journal() =>
        Assert.Equal("ObjectNotFound", _session.Fail($"Get-IkDeploymentRun -Journal '{Path.Combine(Path.GetTempPath(), Guid.NewGuid().ToString("N"))}'").Id());

    [Theory]
    [InlineData("-State PENDING, STARTED", true)]
    [InlineData("-State *", true)]
    [InlineData("-State SUCCESS", false)]
    public void Gives_those_in_some_states(string arguments, bool isGiven)
    {
        var uuid = _session.Run("Invoke-IkDeployment -TaskName slow -Parameter @{ milliseconds = 1500 } -NoWait").One("Uuid");
        Assert.Equal(isGiven, _session.Run($"Get-IkDeploymentRun {arguments}").All("Uuid").Contains(uuid));
    }

    [Theory]
    [InlineData(" | Select-Few 1")]
    [InlineData(" | ForEach-Object { throw 'no disk' }")]
    public void Gives_what_a_pipeline_that_ended_early_has_left(string end)
    {
        var result = _session.Run(Some + end);
        var told = Assert.Single(result.Warnings.Concat(_session.Screen.Warnings).Distinct());
        var owed = Owed().Where(uuid => told.Contains(uuid!, StringComparison.Ordinal)).ToList();
        Assert.InRange(owed.Count, 1, 3);
        Assert.Empty(owed.Except(Received(owed)));
        Assert.Empty(Owed().Intersect(owed));
    }

    [Fact]
    public async Task Gives_what_was_under_way_when_a_pipeline_was_stopped()
    {
        await using var emulator = await Emulated.StartAsync();
        _session.Run(Session.ConnectTo(emulator)).Succeeded();
        using (var running = _session.Start("Invoke-IkDeployment -TaskName slow -Parameter @{ milliseconds = 4000 }"))
        {
            await emulator.SeenAsync("results");
            running.Stop();
        }

        var told = Assert.Single(_session.Screen.Warnings);
        var uuid = Owed().Single(uuid => told.Contains(uuid!, StringComparison.Ordinal));
        Assert.Equal("SUCCESS", _session.Run($"Receive-IkDeploymentRun -Uuid {uuid} -Wait").One("State"));
        Assert.DoesNotContain(uuid, Owed());
    }

    // Tests beside this one close their sessions and leave runs to it, some of them on emulators that are gone.
    private IReadOnlyList<string?> Owed() => _session.Run("Get-IkDeploymentRun").All("Uuid");

    private IReadOnlyList<string?> Received(IEnumerable<string?> uuids)
    {
        _session.Variables.SetVariable("mine", uuids.ToArray());
        return _session.Run("Get-IkDeploymentRun | Where-Object Uuid -In $mine | Receive-IkDeploymentRun -Wait").All("Uuid");
    }
}
