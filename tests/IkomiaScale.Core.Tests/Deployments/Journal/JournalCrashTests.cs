using System.Text;
using IkomiaScale.Deployments.Journal;

namespace IkomiaScale.Tests.Deployments.Journal;

/// <summary>The power fails at every step that a journal takes, and whatever of the rest the disk kept: what was said to be on the disk is there.</summary>
public sealed class JournalCrashTests
{
    private const string Folder = "/batch";
    private const int Keys = 6;

    [Fact]
    public async Task Nothing_that_was_acknowledged_is_lost_wherever_the_power_fails()
    {
        var whole = new CrashingDisk();
        await new Story(seed: 0).LiveAsync(whole);
        Assert.True(whole.Steps > 50, $"{whole.Steps} steps");

        for (var step = 1; step <= whole.Steps; step++)
        {
            for (var seed = 0; seed < 4; seed++)
            {
                var disk = new CrashingDisk { CrashAt = step };
                var story = new Story(seed);
                await story.LiveAsync(disk);
                var random = new Random((step * 31) + seed);
                var after = disk.Reboot(random);
                story.Check(after, $"step {step}, seed {seed}");

                // Also the power that fails again while all is put in order.
                var again = disk.Reboot(new Random((step * 31) + seed), crashAt: random.Next(1, 12));
                await story.LiveAsync(again, opensOnly: true);
                story.Check(again.Reboot(random), $"step {step}, seed {seed}, again");
            }
        }
    }

    [Fact]
    public async Task Compaction_loses_nothing_wherever_the_power_fails()
    {
        for (var step = 1; ; step++)
        {
            var disk = new CrashingDisk();
            await FillAsync(disk, Entries.Now);
            var before = disk.TextOf($"{Folder}/journal.jsonl");
            var crashing = Copy(disk, step);
            try
            {
                var journal = RunJournal.Open(Folder, Shard.Whole, Entries.Now, crashing);
                await journal.CloseAsync();
            }
            catch (CrashingDisk.PowerFailure)
            {
                // As it was meant.
            }

            var after = crashing.Reboot(new Random(step));
            using var read = RunJournal.Open(Folder, Shard.Whole, Entries.Now, after);
            for (var key = 0; key < Keys; key++)
            {
                Assert.Equal(JournalState.Failed, read.Find(Entries.Key(key))!.State);
            }

            if (!crashing.HasCrashed)
            {
                Assert.True(after.TextOf($"{Folder}/journal.jsonl").Length < before.Length / 2);
                return;
            }
        }
    }

    private static CrashingDisk Copy(CrashingDisk disk, int crashAt) => disk.Reboot(new Random(1), crashAt);

    private static async Task FillAsync(CrashingDisk disk, DateTimeOffset now)
    {
        var journal = RunJournal.Open(Folder, Shard.Whole, now, disk);
        for (var key = 0; key < Keys; key++)
        {
            await journal.WriteAsync(Entries.Of(key, JournalState.Intended));
            await journal.WriteAsync(Entries.Of(key, JournalState.Submitted));
            await journal.WriteAsync(Entries.Of(key, JournalState.Failed));
        }

        journal.Dispose();
        disk.FlushFolder(Folder);
    }

    /// <summary>Runs that go their way, several at once, and what the journal has said about them.</summary>
    private sealed class Story(int seed)
    {
        private readonly Dictionary<int, List<JournalState>> _told = Enumerable.Range(0, Keys).ToDictionary(key => key, _ => new List<JournalState>());
        private readonly Dictionary<int, int> _certain = Enumerable.Range(0, Keys).ToDictionary(key => key, _ => 0);

        public async Task LiveAsync(CrashingDisk disk, bool opensOnly = false)
        {
            try
            {
                var journal = RunJournal.Open(Folder, Shard.Whole, Entries.Now, disk);
                if (!opensOnly)
                {
                    await Task.WhenAll(Enumerable.Range(0, Keys).Select(key => RunAsync(journal, key)));
                }

                await journal.CloseAsync();
            }
            catch (Exception exception) when (disk.HasCrashed && exception is CrashingDisk.PowerFailure or ScaleException)
            {
                // Nothing runs without power; who wrote after that was told that nothing can be written.
            }
        }

        public void Check(CrashingDisk disk, string where)
        {
            using var journal = RunJournal.Open(Folder, Shard.Whole, Entries.Now, disk);
            foreach (var (key, told) in _told)
            {
                var found = journal.Find(Entries.Key(key));
                var possible = told.Skip(Math.Max(0, _certain[key] - 1)).Cast<JournalState?>().ToList();
                if (_certain[key] == 0)
                {
                    possible.Add(null);
                }

                Assert.True(possible.Contains(found?.State), $"{where}: key {key} is {found?.State}, but may be {string.Join(", ", possible)}");
                if (found?.State == JournalState.Received)
                {
                    journal.OpenResult(found).Content.Dispose();
                    Assert.Equal(Entries.Sha256(Result(key)), found.Sha256);
                }
            }
        }

        private static string Result(int key) => $$"""{"results":["{{new string('x', 100 * key)}}"]}""";

        private async Task RunAsync(RunJournal journal, int key)
        {
            await TellAsync(journal, key, JournalState.Intended);
            await TellAsync(journal, key, JournalState.Submitted);
            for (var polls = (key + seed) % 3; polls > 0; polls--)
            {
                await TellAsync(journal, key, JournalState.Receiving);
                await TellAsync(journal, key, JournalState.Submitted);
            }

            await TellAsync(journal, key, JournalState.Receiving);
            await TellAsync(journal, key, (key + seed) % 4 == 3 ? JournalState.Failed : JournalState.Received);
        }

        private async Task TellAsync(RunJournal journal, int key, JournalState state)
        {
            _told[key].Add(state);
            var entry = Entries.Of(key, state);
            await (state == JournalState.Received ? journal.KeepAsync(entry, Encoding.UTF8.GetBytes(Result(key))) : journal.WriteAsync(entry));
            _certain[key] = _told[key].Count;
        }
    }
}
