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
}
