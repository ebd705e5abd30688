using System.Text;
using IkomiaScale.Deployments.Journal;
using IkomiaScale.Tests.Support;

namespace IkomiaScale.Tests.Deployments.Journal;

/// <summary>Journals on the real disk.</summary>
public sealed class RunJournalTests : IDisposable
{
    private readonly TestFolder _folder = new();

    private string Batch => _folder.File("batch");

    private string Journal => Path.Combine(Batch, "journal.jsonl");

    public void Dispose() => _folder.Dispose();

    [Fact]
    public async Task The_last_line_of_a_key_counts()
    {
        await WriteAsync(Entries.Of(1, JournalState.Intended), Entries.Of(2, JournalState.Intended), Entries.Of(1, JournalState.Submitted, "u1"));

        using var journal = Open();
        Assert.False(journal.WasTorn);
        Assert.Equal(2, journal.Count);
        Assert.Equal((JournalState.Submitted, "u1"), (journal.Find(Entries.Key(1))!.State, journal.Find(Entries.Key(1))!.Uuid));
        Assert.Equal(JournalState.Intended, journal.Find(Entries.Key(2))!.State);
        Assert.Null(journal.Find(Entries.Key(3)));
    }

    [Fact]
    public async Task A_result_comes_back_as_it_was_received()
    {
        var journal = Open();
        await journal.KeepAsync(Entries.Of(1, JournalState.Received, "11-aa"), Encoding.UTF8.GetBytes("""{"results":[1]}"""));
        await journal.KeepAsync(Entries.Of(2, JournalState.Received, "../../Evil\n"), Encoding.UTF8.GetBytes("[2]"));
        await journal.CloseAsync();

        using var again = Open();
        Assert.Equal("""{"results":[1]}""", Text(again.OpenResult(again.Find(Entries.Key(1))!)));
        Assert.Equal("[2]", Text(again.OpenResult(again.Find(Entries.Key(2))!)));
        Assert.Equal(2, Directory.GetFiles(Path.Combine(Batch, "results")).Length);
        Assert.True(File.Exists(Path.Combine(Batch, "results", "11-aa.json")));
    }

    [Fact]
    public async Task A_result_that_is_gone_or_changed_is_told_and_not_given()
    {
        var journal = Open();
        await journal.KeepAsync(Entries.Of(1, JournalState.Received, "u1"), Encoding.UTF8.GetBytes("[1]"));
        File.WriteAllText(Path.Combine(Batch, "results", "u1.json"), "[2]");
        Assert.Equal(ScaleErrorId.JournalDamaged, Assert.Throws<ScaleException>(() => journal.OpenResult(journal.Find(Entries.Key(1))!)).ErrorId);
        File.Delete(Path.Combine(Batch, "results", "u1.json"));
        Assert.Equal(ScaleErrorId.JournalDamaged, Assert.Throws<ScaleException>(() => journal.OpenResult(journal.Find(Entries.Key(1))!)).ErrorId);
        journal.Dispose();
    }

    [Theory]
    [InlineData("""{"key":""")]
    [InlineData("\0\0\0\0")]
    [InlineData("{\"key\":\"12\0\0\0\n\0\0")]
    public async Task What_a_crash_left_at_the_end_is_cut_off_and_told(string rest)
    {
        await WriteAsync(Entries.Of(1, JournalState.Submitted));
        var good = File.ReadAllText(Journal);
        File.AppendAllText(Journal, rest);

        Assert.Equal([JournalState.Submitted], JournalReader.Read(Batch).Select(entry => entry.State));
        using (var journal = Open())
        {
            Assert.True(journal.WasTorn);
            Assert.Equal(JournalState.Submitted, journal.Find(Entries.Key(1))!.State);
        }

        Assert.Equal(good, File.ReadAllText(Journal));
    }

    [Fact]
    public void A_journal_whose_first_line_was_cut_short_begins_anew()
    {
        Directory.CreateDirectory(Batch);
        File.WriteAllText(Journal, """{"journ""");

        using var journal = Open();

        Assert.True(journal.WasTorn);
        Assert.StartsWith("""{"journal":1,"shard":"1/1",""", Entries.ReadShared(Journal), StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("nonsense\n")]
    [InlineData("{}\n")]
    [InlineData("\n")]
    [InlineData("\0\0\n")]
    public async Task Other_damage_is_told_with_its_line_and_nothing_is_changed(string damage)
    {
        await WriteAsync(Entries.Of(1, JournalState.Submitted), Entries.Of(2, JournalState.Submitted));
        var lines = File.ReadAllText(Journal).Split('\n');
        var damaged = $"{lines[0]}\n{lines[1]}\n{damage}{lines[2]}\n";
        File.WriteAllText(Journal, damaged);

        var failure = Assert.Throws<ScaleException>(Open);

        Assert.Equal(ScaleErrorId.JournalDamaged, failure.ErrorId);
        Assert.Matches(@"line (3|4)\b", failure.Message);
        Assert.Contains("delete that line", failure.Message, StringComparison.Ordinal);
        Assert.Equal(damaged, File.ReadAllText(Journal));
        Assert.Throws<ScaleException>(() => JournalReader.Read(Batch).ToList());
    }

    [Fact]
    public async Task One_at_a_time_writes_and_others_may_read()
    {
        using var journal = Open();
        await journal.WriteAsync(Entries.Of(1, JournalState.Submitted));

        Assert.Equal(ScaleErrorId.JournalInUse, Assert.Throws<ScaleException>(Open).ErrorId);
        Assert.Equal([JournalState.Submitted], JournalReader.Read(Batch).Select(entry => entry.State));
        await journal.WriteAsync(Entries.Of(1, JournalState.Receiving));
        Assert.Equal([JournalState.Receiving], JournalReader.Read(Batch).Select(entry => entry.State));
    }

    [Fact]
    public async Task A_journal_that_was_closed_can_be_opened()
    {
        await WriteAsync(Entries.Of(1, JournalState.Submitted));
        Open().Dispose();
        Open().Dispose();
    }

    [Fact]
    public async Task Shards_have_a_journal_each_and_are_read_as_one()
    {
        using var first = RunJournal.Open(Batch, Shard.Parse("1/2"), Entries.Now);
        using var second = RunJournal.Open(Batch, Shard.Parse("2/2"), Entries.Now);
        await first.WriteAsync(Entries.Of(1, JournalState.Submitted));
        await second.WriteAsync(Entries.Of(2, JournalState.Intended));

        Assert.Equal([JournalState.Submitted, JournalState.Intended], JournalReader.Read(Batch).Select(entry => entry.State));
        Assert.True(File.Exists(Path.Combine(Batch, "journal.2-of-2.jsonl")));
        foreach (var other in new[] { "1/1", "1/3" })
        {
            var failure = Assert.Throws<ScaleException>(() => RunJournal.Open(Batch, Shard.Parse(other), Entries.Now));
            Assert.Equal(ScaleErrorId.InvalidInput, failure.ErrorId);
            Assert.Contains("<i>/2", failure.Message, StringComparison.Ordinal);
        }
    }

    [Fact]
    public void A_folder_without_a_journal_is_told() =>
        Assert.Equal(ScaleErrorId.ObjectNotFound, Assert.Throws<ScaleException>(() => JournalReader.Read(Batch).ToList()).ErrorId);

    [Fact]
    public void What_cannot_be_a_folder_is_told()
    {
        _folder.Write("batch", "a file");
        Assert.Equal(ScaleErrorId.InvalidPath, Assert.Throws<ScaleException>(Open).ErrorId);
    }

    [Fact]
    public async Task Only_the_owner_can_look_into_it()
    {
        if (OperatingSystem.IsWindows())
        {
            return;
        }

        var journal = Open();
        await journal.KeepAsync(Entries.Of(1, JournalState.Received), [1]);
        journal.Dispose();

        Assert.Equal(UnixFileMode.UserRead | UnixFileMode.UserWrite | UnixFileMode.UserExecute, File.GetUnixFileMode(Batch));
        foreach (var file in Directory.EnumerateFiles(Batch, "*", SearchOption.AllDirectories))
        {
            Assert.Equal(UnixFileMode.UserRead | UnixFileMode.UserWrite, File.GetUnixFileMode(file));
        }
    }

    [Fact]
    public async Task Many_who_write_at_once_wait_for_few_flushes()
    {
        var disk = new CrashingDisk();
        using var journal = RunJournal.Open("/batch", Shard.Whole, Entries.Now, disk);
        using var allWait = new ManualResetEventSlim();
        var before = disk.Flushes;

        // The disk is busy with the first while the others come.
        disk.BeforeFlush = allWait.Wait;
        var writes = Enumerable.Range(0, 5000).Select(number => journal.WriteAsync(Entries.Of(number, JournalState.Intended))).ToList();
        allWait.Set();
        await Task.WhenAll(writes);

        Assert.InRange(disk.Flushes - before, 1, 3);
        Assert.Equal(5000, journal.Count);
    }

    [Fact]
    public void A_hundred_thousand_keys_take_little_memory()
    {
        var keys = Enumerable.Range(0, 100_000).Select(Entries.Key).ToList();
        var index = new JournalIndex();

        // Of this thread, because other tests run beside it; with all that it took to grow.
        var before = GC.GetAllocatedBytesForCurrentThread();
        for (var number = 0; number < keys.Count; number++)
        {
            index.Set(keys[number], 400L * number, 400);
        }

        Assert.Equal(100_000, index.Count);
        Assert.InRange(GC.GetAllocatedBytesForCurrentThread() - before, 1, 40 * 1024 * 1024);
    }

    [Fact]
    public async Task When_the_disk_is_full_uuids_are_still_written_down_and_no_run_begins()
    {
        var disk = new CrashingDisk();
        using var journal = RunJournal.Open("/batch", Shard.Whole, Entries.Now, disk);
        await journal.WriteAsync(Entries.Of(1, JournalState.Intended));
        journal.EnsureTakesRuns();
        disk.Room = 50;

        await journal.WriteAsync(Entries.Of(1, JournalState.Submitted, "u1"));

        Assert.Equal("u1", journal.Find(Entries.Key(1))!.Uuid);
        var failure = Assert.Throws<ScaleException>(journal.EnsureTakesRuns);
        Assert.Equal(ScaleErrorId.InvalidPath, failure.ErrorId);
        Assert.Contains("No space left", failure.Message, StringComparison.Ordinal);
        Assert.Equal(["u1"], JournalReader.Read("/batch", disk).Select(entry => entry.Uuid));
    }

    [Fact]
    public async Task When_nothing_can_be_written_any_more_all_are_told()
    {
        var disk = new CrashingDisk();
        using var journal = RunJournal.Open("/batch", Shard.Whole, Entries.Now, disk);
        disk.Room = -1_000_000;

        for (var number = 0; number < 3; number++)
        {
            var failure = await Assert.ThrowsAsync<ScaleException>(() => journal.WriteAsync(Entries.Of(number, JournalState.Intended)));
            Assert.Equal(ScaleErrorId.InvalidPath, failure.ErrorId);
        }

        Assert.Throws<ScaleException>(journal.EnsureTakesResults);
    }

    private RunJournal Open() => RunJournal.Open(Batch, Shard.Whole, Entries.Now);

    private static string Text((Stream Content, string Path) result)
    {
        using var reader = new StreamReader(result.Content);
        return reader.ReadToEnd();
    }

    private async Task WriteAsync(params JournalEntry[] entries)
    {
        var journal = Open();
        foreach (var entry in entries)
        {
            await journal.WriteAsync(entry);
        }

        journal.Dispose();
    }
}
