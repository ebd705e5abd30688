using IkomiaScale.Authentication;
using IkomiaScale.Storage;
using IkomiaScale.Tests.Support;

namespace IkomiaScale.Tests;

/// <summary>The client as a whole.</summary>
public sealed class ScaleClientTests(EmulatorFixture emulator) : IClassFixture<EmulatorFixture>
{
    [Fact]
    public async Task A_token_of_the_service_connects() => await emulator.Client.CheckAsync();

    [Fact]
    public void A_client_ends_with_its_copies_of_the_token_and_leaves_the_one_it_was_given()
    {
        using var token = SecureStrings.Protect("token");
        var client = new ScaleClient(new ScaleClientOptions(emulator.Address, token) { ScaleUrl = emulator.Address, StorageUrl = emulator.Address });
        var other = client.ForEndpoint(new Uri("https://other.example/"));

        client.Dispose();

        Assert.Throws<ObjectDisposedException>(() => client.Options.Token.Length);
        Assert.Throws<ObjectDisposedException>(() => other.Options.Token.Length);
        Assert.Equal("token", token.Reveal());
    }

    [Fact]
    public async Task Another_token_does_not()
    {
        using var client = emulator.CreateClient("another-token");

        var error = await Assert.ThrowsAsync<ScaleException>(() => client.CheckAsync());

        Assert.Equal(ScaleErrorId.Unauthorized, error.ErrorId);
        Assert.Contains("Connect-IkScale", error.Message, StringComparison.Ordinal);
        Assert.DoesNotContain("another-token", error.ToString(), StringComparison.Ordinal);
    }

    [Fact]
    public async Task Another_deployment_does_not()
    {
        var options = new ScaleClientOptions(new Uri("https://deployment.example/of-somebody-else"), SecureStrings.Protect(EmulatorFixture.Token))
        {
            ScaleUrl = emulator.Address,
            StorageUrl = emulator.Address,
            Network = emulator.Network,
        };
        using var client = new ScaleClient(options);

        var error = await Assert.ThrowsAsync<ScaleException>(() => client.CheckAsync());

        Assert.Equal(ScaleErrorId.DeploymentNotFound, error.ErrorId);
        Assert.Contains("https://deployment.example/of-somebody-else", error.Message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Without_an_endpoint_there_are_neither_storage_nor_deployment_but_clients_for_those_that_are_named()
    {
        using var account = new ScaleClient(new ScaleClientOptions(SecureStrings.Protect(EmulatorFixture.Token)) { ScaleUrl = emulator.Address, StorageUrl = emulator.Address, Network = emulator.Network });

        Assert.Null(account.Options.Endpoint);
        Assert.Equal(ScaleErrorId.NotConnected, Assert.Throws<ScaleException>(() => account.Storage).ErrorId);
        Assert.Equal(ScaleErrorId.NotConnected, Assert.Throws<ScaleException>(() => account.Deployments).ErrorId);
        await account.CheckAsync();
        Assert.NotEmpty((await account.ForEndpoint(emulator.Address).Deployments.GetAsync()).Tasks);
    }

    [Fact]
    public async Task A_service_that_is_not_there_is_told_after_a_few_tries()
    {
        var nobody = RawServer.Nobody();
        var clock = new FakeClock(jumps: true);
        using var client = new ScaleClient(
            new ScaleClientOptions(nobody, SecureStrings.Protect("t")) { ScaleUrl = nobody, StorageUrl = nobody }, transport: null, clock);

        var error = await Assert.ThrowsAsync<ScaleException>(() => client.Storage.FindAsync("a"));

        Assert.Equal(ScaleErrorId.NetworkError, error.ErrorId);
        Assert.Contains(nobody.GetLeftPart(UriPartial.Authority), error.Message, StringComparison.Ordinal);
        Assert.Equal(4, clock.Waits.Count);
    }

    [Fact]
    public async Task Every_request_says_who_asks()
    {
        await using var service = await FakeService.StartAsync(context => context.JsonAsync(StoredObjects.Page(false)));

        await service.Storage.FindAsync("a");

        Assert.Equal(2, service.Server.Requests.Count);
        Assert.All(service.Server.Requests, request => Assert.Equal(Wired.UserAgent, request.Header("User-Agent")));
    }

    [Fact]
    public async Task A_client_for_another_endpoint_leaves_this_one_alone_when_it_ends()
    {
        await using var service = await FakeService.StartAsync(context => context.JsonAsync(StoredObjects.Page(false)));
        var other = service.Client.ForEndpoint(new Uri("https://other.example/"));
        await other.CheckAsync();

        other.Dispose();

        Assert.Null(await service.Storage.FindAsync("a"));
    }

    [Fact]
    public async Task Addresses_may_have_a_path_of_their_own_with_or_without_a_slash()
    {
        await using var server = await TestServer.StartAsync(context => context.Target().Contains("/jwt/", StringComparison.Ordinal)
            ? FakeService.GiveTokenAsync(context, 1)
            : context.JsonAsync(StoredObjects.Page(false)));
        foreach (var slash in new[] { "", "/" })
        {
            using var client = new ScaleClient(new ScaleClientOptions(server.Address, SecureStrings.Protect("t"))
            {
                ScaleUrl = server.Url("/scale" + slash),
                StorageUrl = server.Url("/fs/base" + slash),
            });
            await client.Storage.FindAsync("a");
        }

        Assert.Equal(2, server.Requests.Count(request => request.Target.StartsWith("/scale/v1/projects/jwt/?", StringComparison.Ordinal)));
        Assert.Equal(2, server.Requests.Count(request => request.Target == "/fs/base/v1/objects/a?exact=true&page=1"));
    }

    [Fact]
    public async Task Cancelling_ends_the_wait_for_a_token_of_all_who_wait()
    {
        await using var service = await FakeService.StartAsync(_ => Task.CompletedTask, (context, _) => context.StallAsync());
        using var stop = new CancellationTokenSource();
        var calls = Enumerable.Range(0, 3).Select(number => service.Storage.FindAsync($"{number}", stop.Token)).ToList();
        await Eventually.HoldsAsync(() => service.TokenRequests.Count == 1, "a token is asked for");

        await AssertEndAsync(stop, calls);
    }

    [Fact]
    public async Task Cancelling_ends_the_wait_between_two_tries()
    {
        var clock = new FakeClock();
        var source = StoredObjects.Object("a", [1]);
        await using var service = await FakeService.StartAsync(context => context.RefuseAsync(503), clock: clock);
        await service.Client.CheckAsync();
        using var stop = new CancellationTokenSource();
        Func<Task>[] calls =
        [
            () => service.Storage.FindAsync("a", stop.Token),
            () => service.Storage.DownloadAsync(source, Stream.Null, null, stop.Token),
            () => service.Storage.UploadAsync(new UploadRequest(UploadSource.FromText("x"), "a"), stop.Token),
            () => service.Storage.DeleteAsync("a", stop.Token),
            () => service.Storage.CopyAsync(source, "b", WhenExists.Overwrite, stop.Token),
        ];
        var running = calls.Select(call => call()).ToList();
        await Eventually.HoldsAsync(() => clock.Waits.Count == calls.Length, "all wait for their second try");

        await AssertEndAsync(stop, running);
        Assert.Equal(calls.Length, service.Calls.Count);
    }

    private static async Task AssertEndAsync(CancellationTokenSource stop, IEnumerable<Task> calls)
    {
        stop.Cancel();
        foreach (var call in calls)
        {
            await Assert.ThrowsAnyAsync<OperationCanceledException>(() => call.WaitAsync(TimeSpan.FromSeconds(20)));
        }
    }
}
