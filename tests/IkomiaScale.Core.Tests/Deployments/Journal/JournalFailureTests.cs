using System.Text;
using IkomiaScale.Deployments.Journal;

namespace IkomiaScale.Tests.Deployments.Journal;

/// <summary>What a journal does on a disk that does not play along, and how much room it wants to see.</summary>
public sealed class JournalFailureTests
{
    private const string Folder = "/batch";
    private const string Journal = "/batch/journal.jsonl";
    private const long LeastRoom = 256 * 1024;

    private readonly CrashingDisk _disk = new();

    [Fact]
    public async Task A_run_begins_only_where_there_is_room_for_its_result_and_two_like_the_largest()
    {
        using var journal = Open();
        _disk.Free = LeastRoom;
        journal.EnsureTakesRuns();
        journal.EnsureTakesResults();
        Assert.Null(journal.Failure);

        await journal.KeepAsync(Entries.Of(1, JournalState.Received, "u1"), new byte[1000]);
        await journal.KeepAsync(Entries.Of(2, JournalState.Received, "u2"), new byte[10]);
        _disk.Free = LeastRoom + 2000;
        journal.EnsureTakesRuns();
        journal.EnsureTakesResults();

        _disk.Free--;
        Assert.Equal(ScaleErrorId.InvalidPath, Assert.Throws<ScaleException>(journal.EnsureTakesRuns).ErrorId);
        var failure = Assert.Throws<ScaleException>(journal.EnsureTakesResults);
        Assert.Contains("the disk is full", failure.Message, StringComparison.Ordinal);
        Assert.Same(failure, journal.Failure);
    }

    [Fact]
    public async Task After_a_result_that_could_not_be_kept_no_run_begins_and_no_result_is_taken()
    {
        using var journal = Open();
        await journal.WriteAsync(Entries.Of(1, JournalState.Receiving, "u1"));
        _disk.IsGone = true;

        var unkept = await Assert.ThrowsAsync<ScaleException>(() => journal.WriteResultAsync("u1", new MemoryStream([1])));
        _disk.IsGone = false;

        Assert.Same(unkept, journal.Failure);
        foreach (var failure in new[] { Assert.Throws<ScaleException>(journal.EnsureTakesRuns), Assert.Throws<ScaleException>(journal.EnsureTakesResults) })
        {
            Assert.Equal((unkept.ErrorId, unkept.Message, unkept.Target), (failure.ErrorId, failure.Message, failure.Target));
        }
    }

    [Fact]
    public async Task The_first_result_that_could_not_be_kept_is_told_until_there_is_something_worse()
    {
        using var journal = Open();
        _disk.IsGone = true;
        var first = await Assert.ThrowsAsync<ScaleException>(() => journal.WriteResultAsync("u1", new MemoryStream([1])));
        await Assert.ThrowsAsync<ScaleException>(() => journal.WriteResultAsync("u2", new MemoryStream([1])));
        Assert.Same(first, journal.Failure);

        _disk.IsGone = false;
        _disk.RefusesFlushes = true;
        await Assert.ThrowsAsync<ScaleException>(() => journal.WriteAsync(Entries.Of(1, JournalState.Intended)));

        Assert.Contains("Input/output error", journal.Failure!.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void Its_own_name_survives_a_power_cut_too()
    {
        Open().Dispose();

        Assert.Equal(["/", Folder], _disk.FlushedFolders);
    }

    [Fact]
    public void A_journal_in_use_is_told_with_its_shard()
    {
        var failure = JournalErrors.InUse(Folder, Shard.Parse("2/3"));

        Assert.Contains("'/batch', shard 2/3 cannot be opened", failure.Message, StringComparison.Ordinal);
        Assert.Contains("'/batch' cannot be opened", JournalErrors.InUse(Folder, Shard.Whole).Message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_result_that_cannot_be_kept_does_not_concern_the_one_beside_it()
    {
        using var journal = Open();
        using var isBusy = new ManualResetEventSlim();
        _disk.BeforeFlush = isBusy.Wait;
        var first = journal.WriteResultAsync("u1", new MemoryStream([1]));
        var second = journal.WriteResultAsync("u2", new UnreadableStream());
        var third = journal.WriteResultAsync("u3", new MemoryStream([3]));
        isBusy.Set();

        Assert.Equal((1, Entries.Sha256("\u0001")), await first);
        await Assert.ThrowsAsync<ScaleException>(() => second);
        Assert.Equal((1, Entries.Sha256("\u0003")), await third);
        Assert.Equal((1, Entries.Sha256("\u0003")), journal.FindUnacknowledged("u3"));
        Assert.Null(journal.FindUnacknowledged("u2"));
        Assert.DoesNotContain("/batch/results/u2.json.partial", _disk.List("/batch/results").Select(name => $"/batch/results/{name}"));
    }

    [Fact]
    public async Task After_a_flush_that_failed_nothing_more_is_said_to_be_on_the_disk()
    {
        using var journal = Open();
        await journal.WriteAsync(Entries.Of(1, JournalState.Submitted, "u1"));
        var before = _disk.TextOf(Journal);
        _disk.RefusesFlushes = true;
        var failure = await Assert.ThrowsAsync<ScaleException>(() => journal.WriteAsync(Entries.Of(2, JournalState.Intended)));
        _disk.RefusesFlushes = false;

        await Assert.ThrowsAsync<ScaleException>(() => journal.WriteAsync(Entries.Of(3, JournalState.Intended)));

        Assert.Contains("Input/output error", failure.Message, StringComparison.Ordinal);
        Assert.Equal(before, _disk.TextOf(Journal));
        Assert.Null(journal.Find(Entries.Key(2)));
        Assert.Equal(1, journal.Count);
    }

    [Fact]
    public async Task A_line_that_the_disk_took_half_of_is_cut_off()
    {
        using var journal = Open();
        await journal.WriteAsync(Entries.Of(1, JournalState.Submitted, "u1"));
        var before = _disk.TextOf(Journal);
        var reserve = _disk.TextOf("/batch/journal.reserve").Length;
        Assert.True(reserve > 0);

        // Not even what was set aside is enough.
        _disk.Delete("/batch/journal.reserve");
        _disk.Room = 30;
        await Assert.ThrowsAsync<ScaleException>(() => journal.WriteAsync(Entries.Of(2, JournalState.Intended)));

        Assert.Equal(before, _disk.TextOf(Journal));
        Assert.NotNull(journal.Failure);
    }

    [Fact]
    public void Room_for_the_lines_of_runs_under_way_is_set_aside_once()
    {
        Open().Dispose();
        Assert.Equal(128 * 1024, Length("journal.reserve"));
        _disk.Put("/batch/journal.reserve", new byte[5]);

        Open().Dispose();

        Assert.Equal(128 * 1024, Length("journal.reserve"));
    }

    [Fact]
    public async Task Where_the_shorter_journal_cannot_take_the_name_the_longer_one_is_used_further()
    {
        var tries = 0;
        _disk.BeforeRename = () =>
        {
            tries++;
            throw new IOException("The file is being used by another process.");
        };
        var journal = Open();
        await WriteManyAsync(journal, rounds: 60);
        Assert.InRange(_disk.TextOf(Journal).Length, 2.5 * 1024 * 1024, 3.9 * 1024 * 1024);

        // At 1 MiB, and again at twice that: not with each line.
        Assert.Equal(2, tries);
        Assert.Null(journal.Failure);
        Assert.All(Enumerable.Range(0, 300), number => Assert.Equal(JournalState.Receiving, journal.Find(Entries.Key(number))!.State));
        _disk.BeforeRename = () => { };
        await journal.CloseAsync();

        Assert.Equal(301, _disk.TextOf(Journal).Split('\n', StringSplitOptions.RemoveEmptyEntries).Length);
        using var again = Open();
        Assert.Equal(300, again.Count);
        Assert.DoesNotContain("journal.jsonl.new", _disk.List(Folder));
    }

    [Fact]
    public async Task Where_there_is_no_room_for_the_shorter_journal_none_of_it_stays()
    {
        const int ShortenedAt = 1024 * 1024;
        using var journal = Open();
        JournalEntry Long(int number) => Entries.Of(number, JournalState.Receiving) with { Input = new string('a', 800) };
        for (var round = 0; round < 3; round++)
        {
            await Task.WhenAll(Enumerable.Range(0, 300).Select(number => journal.WriteAsync(Long(number))));
        }

        var length = _disk.TextOf(Journal).Length;
        Assert.InRange(length, 700_000, ShortenedAt);

        // Enough for the lines that follow, and not for a copy of all that counts.
        _disk.Room = ShortenedAt - length + 150_000;
        while (_disk.TextOf(Journal).Length < ShortenedAt + 50_000)
        {
            await journal.WriteAsync(Long(1));
        }

        Assert.DoesNotContain("journal.jsonl.new", _disk.List(Folder));
        journal.EnsureTakesRuns();
    }

    [Fact]
    public async Task When_the_drive_goes_away_in_that_moment_that_is_told_to_all_who_ask()
    {
        _disk.BeforeRename = () =>
        {
            _disk.IsGone = true;
            throw new IOException("The drive is not there.");
        };
        using var journal = Open();

        await Assert.ThrowsAsync<ScaleException>(() => WriteManyAsync(journal, rounds: 60));

        Assert.Equal(ScaleErrorId.InvalidPath, journal.Failure!.ErrorId);
        Assert.Equal(ScaleErrorId.InvalidPath, Assert.Throws<ScaleException>(() => journal.Find(Entries.Key(1))).ErrorId);
        Assert.Throws<ScaleException>(journal.EnsureTakesRuns);
    }

    [Fact]
    public async Task A_journal_of_what_counts_alone_is_left_as_it_is()
    {
        var journal = Open();
        await journal.WriteAsync(Entries.Of(1, JournalState.Submitted));
        await journal.WriteAsync(Entries.Of(2, JournalState.Submitted));
        var steps = _disk.Steps;

        await journal.CloseAsync();

        Assert.Equal(steps, _disk.Steps);
    }

    [Fact]
    public async Task Nothing_is_written_to_a_journal_that_was_closed()
    {
        var journal = Open();
        await journal.CloseAsync();
        var before = _disk.TextOf(Journal);

        var failure = await Assert.ThrowsAsync<ScaleException>(() => journal.WriteAsync(Entries.Of(1, JournalState.Intended)));

        Assert.Equal(ScaleErrorId.Cancelled, failure.ErrorId);
        Assert.Equal(before, _disk.TextOf(Journal));
    }

    [Fact]
    public void The_workflow_is_kept_and_another_one_is_told()
    {
        using var journal = Open();

        Assert.False(journal.KeepWorkflow("one"u8.ToArray()));
        Assert.False(journal.KeepWorkflow("one"u8.ToArray()));
        Assert.True(journal.KeepWorkflow("another"u8.ToArray()));

        Assert.Equal("another", _disk.TextOf("/batch/workflow.json"));
        Assert.Equal("another", _disk.Reboot(new Random(1)).TextOf("/batch/workflow.json"));
        Assert.DoesNotContain(_disk.List(Folder), name => name.EndsWith(".partial", StringComparison.Ordinal));
    }

    [Fact]
    public void A_workflow_that_cannot_be_kept_is_told()
    {
        using var journal = Open();
        _disk.IsGone = true;

        Assert.Equal(ScaleErrorId.InvalidPath, Assert.Throws<ScaleException>(() => journal.KeepWorkflow([1])).ErrorId);
    }

    private RunJournal Open() => RunJournal.Open(Folder, Shard.Whole, Entries.Now, _disk);

    private int Length(string name)
    {
        using var file = _disk.OpenRead($"{Folder}/{name}")!;
        return (int)file.Length;
    }

    private static async Task WriteManyAsync(RunJournal journal, int rounds)
    {
        for (var round = 0; round < rounds; round++)
        {
            await Task.WhenAll(Enumerable.Range(0, 300).Select(number => journal.WriteAsync(Entries.Of(number, JournalState.Receiving))));
        }
    }

    private sealed class UnreadableStream : MemoryStream
    {
        public override int Read(byte[] buffer, int offset, int count) => throw new IOException("Input/output error");
    }
}
