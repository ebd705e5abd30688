using IkomiaScale.Storage;
using IkomiaScale.Tests.Support;
using Microsoft.AspNetCore.Http;

namespace IkomiaScale.Tests.Authentication;

/// <summary>What a token that is not accepted, or not given, comes to.</summary>
public sealed class RefusedTokenTests
{
    [Fact]
    public async Task A_token_that_is_no_longer_accepted_is_renewed_and_nobody_notices()
    {
        await using var service = await FakeService.StartAsync(context => Bearer(context) == "jwt-1"
            ? context.RefuseAsync(401)
            : context.JsonAsync(StoredObjects.Page(false, StoredObjects.Json("a"))));

        Assert.NotNull(await service.Storage.FindAsync("a"));

        Assert.Equal(["Bearer jwt-1", "Bearer jwt-2"], service.Calls.Select(call => call.Header("Authorization")));
        Assert.Empty(service.Clock.Waits);
    }

    [Fact]
    public async Task A_token_that_is_refused_for_good_ends_all_waits_at_once()
    {
        var clock = new FakeClock();
        var isRevoked = false;
        await using var service = await FakeService.StartAsync(
            context => Volatile.Read(ref isRevoked) ? context.RefuseAsync(401) : context.TextAsync(202, "null", "application/json"), clock: clock);
        var runs = Enumerable.Range(0, 5).Select(number => service.Client.Deployments.WaitAsync(new IkDeploymentRun { Uuid = $"r{number}" })).ToList();
        await Eventually.HoldsAsync(
            () =>
            {
                clock.Advance(TimeSpan.FromMilliseconds(100));
                return service.Calls.Count >= runs.Count;
            },
            "all have asked");

        // Each waits once more than it has asked. Without this, a refusal could come between an answer and the wait after it.
        await Eventually.HoldsAsync(
            () => clock.Waits.Count(wait => wait < TimeSpan.FromMinutes(1)) == service.Calls.Count + runs.Count, "all wait again");

        Volatile.Write(ref isRevoked, true);
        await Assert.ThrowsAsync<ScaleException>(() => service.Storage.FindAsync("a"));

        foreach (var run in runs)
        {
            var error = await Assert.ThrowsAsync<ScaleException>(() => run.WaitAsync(TimeSpan.FromSeconds(60)));
            Assert.Equal(ScaleErrorId.Unauthorized, error.ErrorId);
        }
    }

    [Fact]
    public async Task An_upload_is_sent_again_with_the_new_token()
    {
        await using var service = await FakeService.StartAsync(async context =>
        {
            await context.KeepBodyAsync();
            await (Bearer(context) == "jwt-1" ? context.RefuseAsync(401) : context.JsonAsync(StoredObjects.Json("a")));
        });

        await service.Storage.UploadAsync(new UploadRequest(UploadSource.FromText("content"), "a"));

        Assert.Equal(["Bearer jwt-1", "Bearer jwt-2"], service.Calls.Select(call => call.Header("Authorization")));
        Assert.All(service.Calls, call => Assert.Contains("content", System.Text.Encoding.UTF8.GetString(call.Body), StringComparison.Ordinal));
    }

    [Fact]
    public async Task Many_calls_that_are_refused_renew_the_token_once()
    {
        const int count = 20;
        var refused = new CountdownEvent(count);
        await using var service = await FakeService.StartAsync(async context =>
        {
            if (Bearer(context) == "jwt-1")
            {
                refused.Signal();
                await Eventually.HoldsAsync(() => refused.IsSet, "all have asked");
                await context.RefuseAsync(401);
                return;
            }

            await context.JsonAsync(StoredObjects.Page(false));
        });

        await Task.WhenAll(Enumerable.Range(0, count).Select(number => service.Storage.FindAsync($"{number}")));

        Assert.Equal(2, service.TokenRequests.Count);
    }

    [Fact]
    public async Task A_token_that_is_never_accepted_is_renewed_once_and_then_told()
    {
        await using var service = await FakeService.StartAsync(context => context.RefuseAsync(401, "Signature has expired."));

        var error = await Assert.ThrowsAsync<ScaleException>(() => service.Storage.FindAsync("a"));

        Assert.Equal(ScaleErrorId.Unauthorized, error.ErrorId);
        Assert.Equal(401, error.StatusCode);
        Assert.True(error.IsOfConnection);
        Assert.Contains("Signature has expired.", error.Message, StringComparison.Ordinal);
        Assert.Contains("Connect-IkScale", error.Message, StringComparison.Ordinal);
        Assert.Equal(2, service.Calls.Count);
        Assert.Equal(2, service.TokenRequests.Count);
    }

    [Theory]
    [InlineData(401, ScaleErrorId.Unauthorized)]
    [InlineData(403, ScaleErrorId.Forbidden)]
    [InlineData(404, ScaleErrorId.DeploymentNotFound)]
    [InlineData(302, ScaleErrorId.InvalidResponse)]
    public async Task A_refusal_to_give_a_token_is_told_at_once(int status, ScaleErrorId expected)
    {
        await using var service = await FakeService.StartAsync(
            _ => Task.CompletedTask,
            (context, _) => context.RefuseAsync(status, "Not for you"),
            endpoint: new Uri("https://my.example/deployment?key=s3cr3t"));

        var error = await Assert.ThrowsAsync<ScaleException>(() => service.Client.CheckAsync());

        Assert.Equal(expected, error.ErrorId);
        Assert.Contains("https://my.example/deployment", error.Message, StringComparison.Ordinal);
        Assert.Contains("Not for you", error.Message, StringComparison.Ordinal);
        Assert.DoesNotContain("s3cr3t", error.ToString(), StringComparison.Ordinal);
        Assert.Single(service.TokenRequests);
    }

    [Theory]
    [InlineData(401, true, true)]
    [InlineData(404, true, false)]
    [InlineData(403, true, false)]
    [InlineData(500, false, false)]
    public async Task What_concerns_the_connection_concerns_all_its_items(int status, bool own, bool other)
    {
        await using var service = await FakeService.StartAsync(_ => Task.CompletedTask, (context, _) => context.RefuseAsync(status));

        var ofOwn = await Assert.ThrowsAsync<ScaleException>(() => service.Storage.FindAsync("a"));
        var ofOther = await Assert.ThrowsAsync<ScaleException>(
            () => service.Client.ForEndpoint(new Uri("https://other.example/")).Deployments.GetAsync());

        Assert.Equal((own, other), (ofOwn.IsOfConnection, ofOther.IsOfConnection));
        Assert.Equal(own, new ScaleException(ofOwn.ErrorId, "Told in other words.", ofOwn).IsOfConnection);
    }

    [Fact]
    public async Task A_deployment_of_another_account_is_never_taken_for_a_missing_object()
    {
        var source = StoredObjects.Object("a", "content"u8.ToArray());
        await using var service = await FakeService.StartAsync(
            _ => Task.CompletedTask, (context, _) => context.RefuseAsync(404));
        Func<Task>[] calls =
        [
            () => service.Storage.FindAsync("a"),
            () => service.Storage.FindByUidAsync("u"),
            () => service.Storage.DownloadAsync(source, Stream.Null),
            () => service.Storage.DeleteAsync("a"),
            () => service.Storage.TryDeleteDirectoryAsync("a", _ => true, null),
            () => service.Storage.CopyAsync(source, "b", WhenExists.SkipSame),
            () => service.Storage.UploadAsync(new UploadRequest(UploadSource.FromText("x"), "a")),
            () => service.Storage.CreatePresignedUrlAsync("u", DateTimeOffset.UnixEpoch),
        ];

        foreach (var call in calls)
        {
            Assert.Equal(ScaleErrorId.DeploymentNotFound, (await Assert.ThrowsAsync<ScaleException>(call)).ErrorId);
        }
    }

    [Theory]
    [InlineData("<!DOCTYPE html><html><body>Sign in</body></html>")]
    [InlineData("")]
    [InlineData("{")]
    [InlineData("[]")]
    [InlineData("\"jwt\"")]
    [InlineData("null")]
    [InlineData("{}")]
    [InlineData("""{"id_token":null}""")]
    [InlineData("""{"id_token":""}""")]
    [InlineData("""{"id_token":7}""")]
    [InlineData("""{"id_token":{"s3cr3t":1}}""")]
    [InlineData("""{"access_token":"s3cr3t","id_tok""")]
    public async Task An_answer_without_a_token_is_told_with_the_setting_to_check(string body)
    {
        await using var service = await FakeService.StartAsync(_ => Task.CompletedTask, (context, _) => context.TextAsync(200, body));

        var error = await Assert.ThrowsAsync<ScaleException>(() => service.Client.CheckAsync());

        Assert.Equal(ScaleErrorId.InvalidResponse, error.ErrorId);
        Assert.Contains("-ScaleUrl", error.Message, StringComparison.Ordinal);
        Assert.DoesNotContain("s3cr3t", error.ToString(), StringComparison.Ordinal);
    }

    [Fact]
    public async Task Neither_the_api_token_nor_the_jwt_is_in_any_failure()
    {
        var answers = new Queue<Func<HttpContext, Task>>(
        [
            context => context.RefuseAsync(401), context => context.RefuseAsync(401), context => context.RefuseAsync(403),
            context => context.RefuseAsync(409), context => context.TextAsync(200, "<html>"), context => context.TextAsync(302, ""),
            context =>
            {
                context.Abort();
                return Task.CompletedTask;
            },
        ]);
        await using var service = await FakeService.StartAsync(context => answers.Dequeue()(context));

        while (answers.Count > 0)
        {
            var error = await Assert.ThrowsAsync<ScaleException>(
                () => service.Storage.UploadAsync(new UploadRequest(UploadSource.FromText("x"), "a")));
            Assert.DoesNotContain(FakeService.ApiToken, error.ToString(), StringComparison.Ordinal);
            Assert.DoesNotContain("jwt-", error.ToString(), StringComparison.Ordinal);
        }
    }

    private static string Bearer(HttpContext context) => context.Request.Headers.Authorization.ToString()["Bearer ".Length..];
}
