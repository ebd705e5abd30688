using System.Net;
using System.Text.Json;
using IkomiaScale.Emulator.Tests.Support;

namespace IkomiaScale.Emulator.Tests.Deployments;

public sealed class LegacyTests
{
    [Theory]
    [InlineData(true, "?advice=true")]
    [InlineData(false, "")]
    public async Task The_older_forms_are_bare_values(bool legacy, string query)
    {
        var clock = new FakeTimeProvider(DateTimeOffset.UtcNow);
        await using var emulator = await TestEmulator.StartAsync(options => options with { Clock = clock, Legacy = legacy });
        using var submitted = await emulator.SubmitAsync(Runs.Slow(300), query);
        var uuid = (await submitted.JsonAsync()).AsValue().GetValue<string>();
        Assert.True(Guid.TryParse(uuid, out _));

        using var pending = await emulator.Client.GetAsync($"/api/results/{uuid}{query}");
        Assert.Equal(HttpStatusCode.Accepted, pending.StatusCode);
        Assert.Equal("null", await pending.Content.ReadAsStringAsync());

        var held = emulator.Client.GetAsync($"/api/results/{uuid}{(query.Length == 0 ? "?" : query + "&")}long=true");
        using var result = await Eventually.EndsAsync(clock, held, "the run has ended");
        Assert.Equal(HttpStatusCode.OK, result.StatusCode);
        using var document = JsonDocument.Parse(await result.Content.ReadAsStringAsync());
        Assert.Equal(JsonValueKind.Array, document.RootElement.ValueKind);
        Assert.Equal(1, document.RootElement.GetArrayLength());
    }
}
