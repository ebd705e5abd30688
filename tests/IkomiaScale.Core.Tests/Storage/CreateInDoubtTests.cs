using IkomiaScale.Storage;
using IkomiaScale.Tests.Support;
using Microsoft.AspNetCore.Http;

namespace IkomiaScale.Tests.Storage;

/// <summary>A create whose answer was lost may be carried out later than it is looked for.</summary>
public sealed class CreateInDoubtTests
{
    [Theory]
    [InlineData("content", null)]
    [InlineData("other content", ScaleErrorId.ObjectExists)]
    public async Task One_that_comes_into_being_after_the_look_is_known_again(string there, ScaleErrorId? expected)
    {
        var creates = 0;
        await using var service = await FakeService.StartAsync(async context =>
        {
            if (context.Request.Method == "POST")
            {
                await context.KeepBodyAsync();
                await (Interlocked.Increment(ref creates) == 1 ? context.BreakOffAsync() : context.RefuseAsync(409));
                return;
            }

            // Not there when it is looked for the first time; the second create meets it.
            await context.JsonAsync(creates == 1 ? StoredObjects.Page(false) : StoredObjects.Page(false, StoredObjects.Json("a", there)));
        });

        var upload = service.Storage.UploadAsync(new UploadRequest(UploadSource.FromText("content"), "a"));

        if (expected is null)
        {
            Assert.Equal("a", (await upload).Path);
        }
        else
        {
            Assert.Equal(expected, (await Assert.ThrowsAsync<ScaleException>(() => upload)).ErrorId);
        }

        Assert.Equal(2, creates);
    }

    [Fact]
    public async Task One_that_was_never_in_doubt_is_not_looked_for()
    {
        await using var service = await FakeService.StartAsync(async context =>
        {
            await context.KeepBodyAsync();
            await context.RefuseAsync(409);
        });

        var error = await Assert.ThrowsAsync<ScaleException>(() => service.Storage.UploadAsync(new UploadRequest(UploadSource.FromText("content"), "a")));

        Assert.Equal(ScaleErrorId.ObjectExists, error.ErrorId);
        Assert.Single(service.Calls);
    }

    [Theory]
    [InlineData(500, 1)]
    [InlineData(503, 2)]
    public async Task One_without_a_path_is_sent_again_only_where_it_was_surely_not_carried_out(int status, int expected)
    {
        await using var service = await RefuseFirstAsync(status, StoredObjects.Json(null));

        var upload = service.Storage.UploadAsync(new UploadRequest(UploadSource.FromText("content"), null));

        if (expected == 1)
        {
            Assert.Equal(ScaleErrorId.ServiceUnavailable, (await Assert.ThrowsAsync<ScaleException>(() => upload)).ErrorId);
        }
        else
        {
            Assert.Null((await upload).Path);
        }

        Assert.Equal(Enumerable.Repeat("POST /v1/objects/", expected), service.CallLines);
    }

    [Fact]
    public async Task One_that_replaces_is_sent_again_without_a_look()
    {
        await using var service = await RefuseFirstAsync(500, StoredObjects.Json("a"));

        await service.Storage.UploadAsync(new UploadRequest(UploadSource.FromText("content"), "a") { WhenExists = WhenExists.Overwrite });

        Assert.Equal(["PUT /v1/objects/a", "PUT /v1/objects/a"], service.CallLines);
    }

    [Fact]
    public async Task One_that_cannot_be_sent_again_is_looked_for_and_its_own_failure_told()
    {
        await using var service = await RefuseFirstAsync(503, StoredObjects.Json("a"));

        var error = await Assert.ThrowsAsync<ScaleException>(
            () => service.Storage.UploadAsync(new UploadRequest(UploadSource.FromStream(new CountingStream(7)), "a")));

        Assert.Equal((ScaleErrorId.ServiceUnavailable, 503), (error.ErrorId, error.StatusCode));
        Assert.Equal(["POST", "GET"], service.Calls.Select(call => call.Method));
    }

    [Fact]
    public async Task One_that_is_there_after_the_last_try_was_made()
    {
        var creates = 0;
        await using var service = await FakeService.StartAsync(async context =>
        {
            if (context.Request.Method == "POST")
            {
                creates++;
                await context.KeepBodyAsync();
                await context.RefuseAsync(500);
                return;
            }

            await context.JsonAsync(creates == 5 ? StoredObjects.Page(false, StoredObjects.Json("a")) : StoredObjects.Page(false));
        });

        Assert.Equal("a", (await service.Storage.UploadAsync(new UploadRequest(UploadSource.FromText("content"), "a"))).Path);

        Assert.Equal(5, creates);
    }

    [Fact]
    public async Task Where_no_look_is_possible_the_failure_says_so_and_what_to_do()
    {
        await using var service = await FakeService.StartAsync(async context =>
        {
            await context.KeepBodyAsync();
            await context.RefuseAsync(context.Request.Method == "POST" ? 500 : 403, context.Request.Method == "POST" ? "broken" : "no");
        });

        var error = await Assert.ThrowsAsync<ScaleException>(() => service.Storage.UploadAsync(new UploadRequest(UploadSource.FromText("content"), "a")));

        Assert.Equal((ScaleErrorId.ServiceUnavailable, 500, "broken", "a"), (error.ErrorId, error.StatusCode, error.Detail, error.Target));
        Assert.Contains("It is not known whether", error.Message, StringComparison.Ordinal);
        Assert.Contains("-SkipExisting", error.Message, StringComparison.Ordinal);
        Assert.Equal(["POST", "GET"], service.Calls.Select(call => call.Method));
    }

    // The first save is refused; the second succeeds. Nothing is there when it is looked for.
    private static async Task<FakeService> RefuseFirstAsync(int status, Newtonsoft.Json.Linq.JObject stored)
    {
        var saves = 0;
        return await FakeService.StartAsync(async context =>
        {
            if (context.Request.Method == "GET")
            {
                await context.JsonAsync(StoredObjects.Page(false));
                return;
            }

            await context.KeepBodyAsync();
            await (++saves == 1 ? context.RefuseAsync(status) : context.JsonAsync(stored));
        });
    }
}
