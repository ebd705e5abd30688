using IkomiaScale.Deployments.Batches;
using IkomiaScale.Deployments.Journal;
using IkomiaScale.Tests.Deployments.Journal;

namespace IkomiaScale.Tests.Deployments.Batches;

/// <summary>
/// The power fails at every step of a batch: of its disk, before a request arrives, after one was carried out. Whatever the disk kept
/// of what was not flushed: no input is run twice, and each has its result or is named.
/// </summary>
public sealed class BatchCrashTests
{
    private const int AtOnce = 8;
    private static readonly string[] Inputs = ["a", "b", "c", "d"];
    private static readonly BatchOptions Options = new() { Folder = "/batch", Requests = 2 };

    [Fact]
    public async Task No_input_is_run_twice_and_each_has_its_result_or_is_named_wherever_the_power_fails()
    {
        var whole = new CrashingDisk();
        await new Story(whole).LiveAsync(pollsBefore: 1);
        Assert.True(whole.Steps > 60, $"{whole.Steps} steps");

        var stories = new List<Story>();
        foreach (var steps in Enumerable.Range(1, whole.Steps).SelectMany(step => new[] { (Step: step, Seed: 1), (Step: step, Seed: 2) }).Chunk(AtOnce))
        {
            stories.AddRange(await Task.WhenAll(steps.Select(step => Task.Run(() => CheckAsync(step.Step, step.Seed)))));
        }

        // Almost all of them had got somewhere, and few inputs were on their way in the very moment.
        Assert.True(stories.Sum(story => story.Results) > stories.Count * Inputs.Length / 2, "Too few have a result.");
        Assert.Contains(stories, story => story.InDoubt > 0);
        Assert.Contains(stories, story => story.Lost > 0);
    }

    private static async Task<Story> CheckAsync(int step, int seed)
    {
        var story = new Story(new CrashingDisk { CrashAt = step });
        await story.LiveAsync(pollsBefore: seed % 2);
        story.Reboot(new Random((step * 17) + seed));
        await story.CheckAsync($"step {step}, seed {seed}");
        return story;
    }

    /// <summary>A service that goes on, a disk, and the processes that die beside them.</summary>
    private sealed class Story(CrashingDisk disk)
    {
        private readonly FakeRuns _runs = new();
        private CrashingDisk _disk = disk;

        public int Results { get; private set; }

        public int InDoubt { get; private set; }

        public int Lost { get; private set; }

        public async Task LiveAsync(int pollsBefore)
        {
            _runs.PollsBefore = pollsBefore;
            _runs.Step = _ => _disk.Pass();
            using var client = _runs.CreateClient();
            try
            {
                await BatchLife.RunAsync(client, Options, Inputs, _disk);
            }
            catch (Exception exception) when (_disk.HasCrashed && exception is CrashingDisk.PowerFailure or ScaleException)
            {
                // Nothing runs without power.
            }
        }

        public void Reboot(Random random) => _disk = _disk.Reboot(random);

        // What the service has not got now it never will have: with a limit of no time that is told at once.
        public async Task CheckAsync(string where)
        {
            _runs.PollsBefore = 0;
            using var client = _runs.CreateClient();
            var options = new BatchOptions { Folder = Options.Folder, LostAfter = TimeSpan.Zero };
            var outcomes = await BatchLife.RunAsync(client, options, Inputs, _disk);
            for (var number = 0; number < Inputs.Length; number++)
            {
                var (input, outcome) = (Inputs[number], outcomes[number]);
                var times = _runs.Runs.TryGetValue(input, out var count) ? count : 0;
                Assert.True(times <= 1, $"{where}: {input} was run {times} times");
                switch (outcome.End)
                {
                    case BatchEnd.Ran or BatchEnd.Recalled:
                        Assert.Equal(input, BatchLife.InputOf(outcome));
                        Results++;
                        break;
                    case BatchEnd.InDoubt:
                        InDoubt++;
                        break;
                    case BatchEnd.Lost:
                        Assert.Contains(_runs.Uuids[input], outcome.Failure!.Message, StringComparison.Ordinal);
                        Lost++;
                        break;
                    default:
                        Assert.Fail($"{where}: {input} is {outcome.End}: {outcome.Failure?.Message}");
                        break;
                }
            }
        }
    }
}
