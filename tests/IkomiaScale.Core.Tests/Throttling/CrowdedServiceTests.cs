using IkomiaScale.Authentication;
using IkomiaScale.Concurrency;
using IkomiaScale.Storage;
using IkomiaScale.Tests.Support;
using IkomiaScale.Throttling;
using Microsoft.AspNetCore.Http;

namespace IkomiaScale.Tests.Throttling;

/// <summary>Word of a refusal reaches the limit from deep below, and the service gets less.</summary>
public sealed class CrowdedServiceTests
{
    [Theory]
    [InlineData(429)]
    [InlineData(503)]
    public async Task A_service_that_refuses_what_is_beyond_3_gets_3_at_once(int status)
    {
        var served = 0;
        var refused = 0;
        await using var service = await FakeService.StartAsync(async context =>
        {
            var count = Interlocked.Increment(ref served);
            try
            {
                if (count > 3)
                {
                    Interlocked.Increment(ref refused);
                    await context.RefuseAsync(status, "Too many at once.");
                    return;
                }

                await context.KeepBodyAsync();
                await Task.Delay(20);
                await context.JsonAsync(StoredObjects.Json(context.Request.Path.Value!["/v1/objects/".Length..], "x", Guid.NewGuid().ToString("D")));
            }
            finally
            {
                Interlocked.Decrement(ref served);
            }
        });
        var address = service.Server.Address;

        // On a real clock: what is refused comes again when others have left.
        using var client = new ScaleClient(new ScaleClientOptions(address, SecureStrings.Protect(FakeService.ApiToken)) { ScaleUrl = address, StorageUrl = address });
        var limit = new HostLimit("host", TimeProvider.System);
        var places = limit.ForCaller();
        var done = new List<IkStorageObject>();

        var uploads = ParallelWork.RunAsync(
            Enumerable.Range(0, 60),
            HostLimit.Most,
            (number, stop) => client.Storage.UploadAsync(new UploadRequest(UploadSource.FromText("x"), $"dir/{number}") { WhenExists = WhenExists.Overwrite }, stop),
            CancellationToken.None,
            places);
        await foreach (var item in uploads)
        {
            done.Add(item);
        }

        Assert.Equal(60, done.Count);
        Assert.InRange(limit.Limit, 1, 4);

        // Those of the first 8 that were too many, with their further tries, and a few that tried whether more are borne by now.
        Assert.InRange(refused, 1, 30);
    }
}
