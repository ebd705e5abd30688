using IkomiaScale.Emulator.Tests.Support;

namespace IkomiaScale.Emulator.Tests.Faults;

public sealed class FaultFileTests
{
    [Fact]
    public async Task Rules_come_from_a_file()
    {
        using var folder = new TestFolder();
        await File.WriteAllTextAsync(folder.File("faults.json"), """[/* busy */ { "route": "workflow", "action": "status", "status": 503, },]""");
        await using var emulator = await TestEmulator.StartAsync(options => options with { FaultsFile = folder.File("faults.json") });
        Assert.Equal([503, 200], await StatusesAsync(emulator, "/workflow", 2));
    }

    [Theory]
    [InlineData("", "JSON")]
    [InlineData("null", "null")]
    [InlineData("{}", "JSON")]
    [InlineData("[null]", "rule 1 is null")]
    [InlineData("""[{"route":"list"}]""", "action")]
    [InlineData("""[{"action":"explode"}]""", "explode")]
    [InlineData("""[{"action":"reset"},{"action":"reset","route":"nowhere"}]""", "rule 2: 'route'")]
    [InlineData("""[{"action":"reset","when":"tomorrow"}]""", "'when'")]
    [InlineData("""[{"action":"reset","wehn":"mid-body"}]""", "wehn")]
    [InlineData("""[{"action":"reset","times":-2}]""", "'times'")]
    [InlineData("""[{"action":"reset","skip":-1}]""", "'skip'")]
    [InlineData("""[{"action":"truncate","bytes":-1}]""", "'bytes'")]
    [InlineData("""[{"action":"status"}]""", "'status'")]
    [InlineData("""[{"action":"status","status":99}]""", "'status'")]
    [InlineData("""[{"action":"stall"}]""", "'seconds'")]
    [InlineData("""[{"action":"stall","seconds":-2}]""", "'seconds'")]
    [InlineData("""[{"action":"drip"}]""", "'bytesPerSecond'")]
    [InlineData("""[{"action":"refuse-beyond"}]""", "'atOnce'")]
    [InlineData("""[{"action":"refuse-beyond","atOnce":0}]""", "'atOnce'")]
    [InlineData("""[{"action":"refuse-beyond","atOnce":1,"status":99}]""", "'status'")]
    [InlineData("""[{"action":"slow-beyond","atOnce":1}]""", "'seconds'")]
    [InlineData("""[{"action":"slow-beyond","atOnce":1,"seconds":-1}]""", "'seconds'")]
    [InlineData("""[{"action":"rewrite"}]""", "'find'")]
    [InlineData("""[{"action":"insert-in-page"}]""", "'object'")]
    [InlineData("""[{"action":"delete-object"}]""", "'name'")]
    public async Task A_file_that_could_not_do_what_it_says_is_refused_with_the_place(string text, string expected)
    {
        using var folder = new TestFolder();
        await File.WriteAllTextAsync(folder.File("faults.json"), text);
        var refused = await Assert.ThrowsAsync<EmulatorException>(
            () => TestEmulator.StartAsync(options => options with { FaultsFile = folder.File("faults.json") }));
        Assert.Contains(folder.File("faults.json"), refused.Message);
        Assert.Contains(expected, refused.Message);
    }

    [Fact]
    public async Task Rules_can_be_replaced_and_removed_while_it_runs()
    {
        await using var faulty = await FaultyEmulator.StartAsync("""[{"times":-1,"action":"status","status":500}]""");
        Assert.Equal([500, 500], await StatusesAsync(faulty.Emulator, "/workflow", 2));
        using var bad = await faulty.Control.PutAsync("/_emulator/faults", new StringContent("""[{"action":"?"}]"""));
        await bad.DetailAsync(System.Net.HttpStatusCode.UnprocessableEntity);
        using var removed = await faulty.Control.DeleteAsync("/_emulator/faults");
        Assert.True(removed.IsSuccessStatusCode);
        Assert.Equal([200], await StatusesAsync(faulty.Emulator, "/workflow", 1));
    }

    [Fact]
    public async Task Rules_skip_and_count_and_the_first_that_is_due_wins()
    {
        await using var faulty = await FaultyEmulator.StartAsync("""
            [
              { "path": "/work*", "skip": 1, "times": 2, "action": "status", "status": 501 },
              { "method": "get", "route": "workflow", "action": "status", "status": 502 },
              { "route": "workflow", "query": "*x=1*", "times": -1, "action": "status", "status": 503 }
            ]
            """);
        Assert.Equal([502, 501, 501, 200, 200], await StatusesAsync(faulty.Emulator, "/workflow", 5));
        Assert.Equal([503, 503], await StatusesAsync(faulty.Emulator, "/workflow?y=2&x=1", 2));
    }

    internal static async Task<List<int>> StatusesAsync(TestEmulator emulator, string url, int count)
    {
        var statuses = new List<int>();
        for (var index = 0; index < count; index++)
        {
            using var answer = await emulator.Client.GetAsync(url);
            statuses.Add((int)answer.StatusCode);
        }

        return statuses;
    }
}
