using IkomiaScale.Deployments.Journal;
using IkomiaScale.Tests.Support;

namespace IkomiaScale.Tests.Deployments.Journal;

/// <summary>Lines that are read when they are needed, from a file that others may have touched.</summary>
public sealed class JournalLookupTests : IDisposable
{
    private readonly TestFolder _folder = new();

    private string Batch => _folder.File("batch");

    private string Journal => Path.Combine(Batch, "journal.jsonl");

    public void Dispose() => _folder.Dispose();

    [Fact]
    public void A_line_that_comes_byte_by_byte_is_read_to_its_end()
    {
        var line = JournalLine.Write(Entries.Of(1, JournalState.Submitted, "u1"));
        using var lookup = new JournalLookup("journal.jsonl", new ByteByByte([1, 2, 3, .. line]));

        Assert.Equal(3 + line.Length, lookup.Note([(Entries.Key(1), line.Length)], 3));

        Assert.Equal("u1", lookup.Find(Entries.Key(1))!.Uuid);
        Assert.Equal(1, lookup.Count);
    }

    [Fact]
    public void Lines_that_follow_each_other_are_found_where_they_are()
    {
        var lines = Enumerable.Range(0, 5).Select(number => JournalLine.Write(Entries.Of(number, JournalState.Submitted, new string('u', number + 1)))).ToList();
        using var lookup = new JournalLookup("journal.jsonl", new MemoryStream([.. lines.SelectMany(line => line)]));

        lookup.Note(lines.Select((line, number) => (Entries.Key(number), line.Length)), 0);

        Assert.All(Enumerable.Range(0, 5), number => Assert.Equal(new string('u', number + 1), lookup.Find(Entries.Key(number))!.Uuid));
    }

    [Theory]
    [InlineData("cut")]
    [InlineData("another key")]
    [InlineData("no line")]
    public async Task A_journal_that_another_program_changed_is_told(string change)
    {
        using var journal = RunJournal.Open(Batch, Shard.Whole, Entries.Now);
        await journal.WriteAsync(Entries.Of(1, JournalState.Submitted, "u1"));
        var text = Entries.ReadShared(Journal);
        WriteShared(change switch
        {
            "cut" => text[..^10],
            "another key" => text.Replace(Entries.Key(1).ToString(), Entries.Key(2).ToString(), StringComparison.Ordinal),
            _ => new string(' ', text.Length),
        });

        var failure = Assert.Throws<ScaleException>(() => journal.Find(Entries.Key(1)));

        Assert.Equal((ScaleErrorId.JournalDamaged, Journal), (failure.ErrorId, failure.Target));
        Assert.Contains("changed by another program", failure.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void A_journal_that_was_closed_cannot_be_read()
    {
        var lookup = new JournalLookup("journal.jsonl", new MemoryStream(new byte[10]));
        lookup.Note([(Entries.Key(1), 10)], 0);
        lookup.Dispose();

        var failure = Assert.Throws<ScaleException>(() => lookup.Find(Entries.Key(1)));

        Assert.Equal((ScaleErrorId.InvalidPath, "journal.jsonl"), (failure.ErrorId, failure.Target));
        Assert.Null(lookup.Find(Entries.Key(2)));
    }

    [Fact]
    public void The_file_before_is_closed_when_another_one_takes_its_place()
    {
        var (line, longer) = (JournalLine.Write(Entries.Of(1, JournalState.Submitted, "u1")), JournalLine.Write(Entries.Of(1, JournalState.Submitted, "longer")));
        var (old, fresh) = (new MemoryStream(line), new MemoryStream(longer));
        using var lookup = new JournalLookup("journal.jsonl", old);
        lookup.Note([(Entries.Key(1), line.Length)], 0);
        var index = new JournalIndex();
        index.Set(Entries.Key(1), 0, longer.Length);

        lookup.Swap(() =>
        {
            Assert.False(old.CanRead);
            return (fresh, index);
        });

        Assert.Equal("longer", lookup.Find(Entries.Key(1))!.Uuid);
        lookup.Dispose();
        Assert.False(fresh.CanRead);
    }

    private void WriteShared(string text)
    {
        using var file = new FileStream(Journal, FileMode.Open, FileAccess.Write, FileShare.ReadWrite);
        file.SetLength(0);
        file.Write(System.Text.Encoding.UTF8.GetBytes(text));
    }

    private sealed class ByteByByte(byte[] bytes) : MemoryStream(bytes)
    {
        public override int Read(byte[] buffer, int offset, int count) => base.Read(buffer, offset, Math.Min(count, 1));
    }
}
