using IkomiaScale.Tests.Support;

namespace IkomiaScale.Tests.Authentication;

/// <summary>When a token is asked for.</summary>
public sealed class TokenProviderTests
{
    [Fact]
    public async Task The_token_is_asked_for_the_endpoint_with_storage()
    {
        await using var service = await FakeService.StartAsync(
            _ => Task.CompletedTask, endpoint: new Uri("https://my.deployment.example/a%20b/?x=1&y=é"));

        await service.Client.CheckAsync();

        var request = service.TokenRequests.Single();
        Assert.Equal(
            "GET /v1/projects/jwt/?endpoint=https%3A%2F%2Fmy.deployment.example%2Fa%2520b%2F%3Fx%3D1%26y%3D%C3%A9&storage=true", request.ToString());
        Assert.Equal("Token " + FakeService.ApiToken, request.Header("Authorization"));
    }

    [Fact]
    public async Task Calls_carry_the_token_that_was_given()
    {
        await using var service = await FakeService.StartAsync(context => context.JsonAsync(StoredObjects.Page(false)));

        await service.Storage.FindAsync("a");
        await service.Storage.FindAsync("b");

        Assert.Single(service.TokenRequests);
        Assert.All(service.Calls, call => Assert.Equal("Bearer jwt-1", call.Header("Authorization")));
    }

    [Fact]
    public async Task Fifty_calls_at_once_ask_for_one_token()
    {
        var isAsked = new TaskCompletionSource();
        await using var service = await FakeService.StartAsync(
            context => context.JsonAsync(StoredObjects.Page(false)),
            async (context, number) =>
            {
                await isAsked.Task;
                await FakeService.GiveTokenAsync(context, number);
            });

        var calls = Enumerable.Range(0, 50).Select(number => service.Storage.FindAsync($"{number}")).ToList();
        isAsked.SetResult();
        await Task.WhenAll(calls);

        Assert.Single(service.TokenRequests);
        Assert.Equal(50, service.Calls.Count);
    }

    [Fact]
    public async Task Fifty_calls_at_once_are_refused_by_one_answer()
    {
        var isAsked = new TaskCompletionSource();
        await using var service = await FakeService.StartAsync(
            _ => Task.CompletedTask,
            async (context, _) =>
            {
                await isAsked.Task;
                await context.RefuseAsync(401);
            });

        var calls = Enumerable.Range(0, 50).Select(number => service.Storage.FindAsync($"{number}")).ToList();
        isAsked.SetResult();

        foreach (var call in calls)
        {
            Assert.Equal(ScaleErrorId.Unauthorized, (await Assert.ThrowsAsync<ScaleException>(() => call)).ErrorId);
        }

        Assert.Single(service.TokenRequests);
    }

    [Fact]
    public async Task A_refusal_is_not_remembered()
    {
        await using var service = await FakeService.StartAsync(
            _ => Task.CompletedTask,
            (context, number) => number == 1 ? context.RefuseAsync(401) : FakeService.GiveTokenAsync(context, number));

        await Assert.ThrowsAsync<ScaleException>(() => service.Client.CheckAsync());
        await service.Client.CheckAsync();

        Assert.Equal(2, service.TokenRequests.Count);
    }

    [Fact]
    public async Task A_token_is_renewed_a_minute_before_it_expires()
    {
        var clock = new FakeClock();
        await using var service = await FakeService.StartAsync(_ => Task.CompletedTask, clock: clock);

        await service.Client.CheckAsync();
        clock.Advance(TimeSpan.FromSeconds(36000 - 61));
        await service.Client.CheckAsync();
        Assert.Single(service.TokenRequests);

        clock.Advance(TimeSpan.FromSeconds(1));
        await service.Client.CheckAsync();
        Assert.Equal(2, service.TokenRequests.Count);
    }

    [Theory]
    [InlineData(1)]
    [InlineData(60)]
    [InlineData(61)]
    [InlineData(119)]
    public async Task A_short_lived_token_serves_more_than_one_call_and_not_until_its_very_end(int lifetime)
    {
        var clock = new FakeClock();
        await using var service = await FakeService.StartAsync(
            _ => Task.CompletedTask, (context, number) => context.JsonAsync(FakeService.TokenAnswer(number, lifetime)), clock);

        await service.Client.CheckAsync();
        clock.Advance(TimeSpan.FromSeconds(lifetime * 0.4));
        await service.Client.CheckAsync();
        Assert.Single(service.TokenRequests);

        clock.Advance(TimeSpan.FromSeconds(lifetime * 0.2));
        await service.Client.CheckAsync();
        Assert.Equal(2, service.TokenRequests.Count);
    }

    [Theory]
    [InlineData("0")]
    [InlineData("-5")]
    [InlineData("null")]
    [InlineData("\"soon\"")]
    [InlineData("NaN")]
    [InlineData("-Infinity")]
    [InlineData("-1e300")]
    public async Task A_token_of_no_sensible_lifetime_serves_the_call_that_asked_for_it(string lifetime)
    {
        await using var service = await FakeService.StartAsync(
            context => context.JsonAsync(StoredObjects.Page(false)),
            (context, number) => context.TextAsync(200, $$"""{"id_token":"jwt-{{number}}","expires_in":{{lifetime}}}""", "application/json"));

        await service.Storage.FindAsync("a");

        Assert.Equal("Bearer jwt-1", service.Calls.Single().Header("Authorization"));
    }

    [Theory]
    [InlineData("1e300")]
    [InlineData("Infinity")]
    [InlineData("\"36000\"")]
    public async Task A_token_that_lives_on_and_on_is_kept(string lifetime)
    {
        await using var service = await FakeService.StartAsync(
            _ => Task.CompletedTask,
            (context, number) => context.TextAsync(200, $$"""{"id_token":"jwt-{{number}}","expires_in":{{lifetime}}}""", "application/json"));

        await service.Client.CheckAsync();
        await service.Client.CheckAsync();

        Assert.Single(service.TokenRequests);
    }

    [Fact]
    public async Task Another_endpoint_gets_a_token_of_its_own()
    {
        await using var service = await FakeService.StartAsync(_ => Task.CompletedTask);
        var other = service.Client.ForEndpoint(new Uri("https://other.example/"));

        await service.Client.CheckAsync();
        await other.CheckAsync();
        await service.Client.CheckAsync();

        Assert.Equal(2, service.TokenRequests.Count);
        Assert.Contains("other.example", service.TokenRequests[1].Target, StringComparison.Ordinal);
        Assert.Same(service.Client, service.Client.ForEndpoint(service.Server.Address));
    }

    [Theory]
    [InlineData(0)]
    [InlineData(1)]
    public async Task A_caller_that_gives_up_does_not_break_the_others(int quitter)
    {
        var isAsked = new TaskCompletionSource();
        await using var service = await FakeService.StartAsync(
            context => context.JsonAsync(StoredObjects.Page(false)),
            async (context, number) =>
            {
                await isAsked.Task.WaitAsync(context.RequestAborted);
                await FakeService.GiveTokenAsync(context, number);
            });
        using var stop = new CancellationTokenSource();
        var calls = Enumerable.Range(0, 3)
            .Select(number => service.Storage.FindAsync($"{number}", number == quitter ? stop.Token : CancellationToken.None)).ToList();
        await Eventually.HoldsAsync(() => service.TokenRequests.Count == 1, "a token is asked for");

        stop.Cancel();
        await Assert.ThrowsAnyAsync<OperationCanceledException>(() => calls[quitter]);
        isAsked.SetResult();

        await Task.WhenAll(calls.Where((_, number) => number != quitter));
        Assert.Equal(2, service.Calls.Count);
    }
}
