using System.Net;
using IkomiaScale.Emulator.Tests.Support;

namespace IkomiaScale.Emulator.Tests.Faults;

public sealed class TokenFaultTests
{
    [Fact]
    public async Task A_token_is_given_that_has_expired_already()
    {
        await using var faulty = await FaultyEmulator.StartAsync("""[{ "route": "jwt", "action": "expire-token" }]""");
        faulty.Client.DefaultRequestHeaders.Authorization = new("Bearer", await faulty.Emulator.TokenAsync());
        using var refused = await faulty.Client.GetAsync("/workflow");
        Assert.Contains("expired", await refused.DetailAsync(HttpStatusCode.Unauthorized));
        faulty.Client.DefaultRequestHeaders.Authorization = new("Bearer", await faulty.Emulator.TokenAsync());
        Assert.Equal([200], await FaultFileTests.StatusesAsync(faulty.Emulator, "/workflow", 1));
    }

    [Fact]
    public async Task All_tokens_are_revoked_until_new_ones_are_given()
    {
        await using var faulty = await FaultyEmulator.StartAsync("""[{ "route": "list", "skip": 1, "action": "revoke-tokens" }]""");
        Assert.Equal([200, 401, 401], await FaultFileTests.StatusesAsync(faulty.Emulator, "/v1/objects/", 3));
        Assert.Equal([401], await FaultFileTests.StatusesAsync(faulty.Emulator, "/workflow", 1));
        faulty.Client.DefaultRequestHeaders.Authorization = new("Bearer", await faulty.Emulator.TokenAsync());
        Assert.Equal([200, 200], await FaultFileTests.StatusesAsync(faulty.Emulator, "/workflow", 2));
    }
}
