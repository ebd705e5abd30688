using System.Text;
using IkomiaScale.Deployments.Journal;

namespace IkomiaScale.Tests.Deployments.Journal;

/// <summary>What a journal is read as, wherever its lines lie and whatever a crash left behind them.</summary>
public sealed class JournalScanTests
{
    private const int BufferSize = 64 * 1024;
    private static readonly byte[] Header = JournalScan.HeaderLine(Shard.Whole, Entries.Now);

    [Fact]
    public void Every_line_is_found_where_it_is()
    {
        var lines = Enumerable.Range(0, 2000).Select(number => JournalLine.Write(Entries.Of(number, JournalState.Submitted, $"u{number}"))).ToList();
        byte[] journal = [.. Header, .. lines.SelectMany(line => line)];

        var scan = new JournalScan(new MemoryStream(journal), "journal.jsonl");
        var found = scan.Read().ToList();

        Assert.Equal(Enumerable.Range(0, 2000).Select(number => $"u{number}"), found.Select(entry => entry.Entry.Uuid));
        Assert.All(found.Zip(lines), pair => Assert.Equal(pair.Second, journal[(int)pair.First.Offset..((int)pair.First.Offset + pair.First.Length)]));
        Assert.Equal((journal.Length, false, Shard.Whole), (scan.GoodLength, scan.IsTorn, scan.Shard));
    }

    [Theory]
    [InlineData(1)]
    [InlineData(BufferSize - 1)]
    [InlineData(BufferSize)]
    [InlineData((3 * BufferSize) + 1)]
    public void Blocks_that_were_never_filled_are_left_out_however_many(int count)
    {
        byte[] good = [.. Header, .. JournalLine.Write(Entries.Of(1, JournalState.Submitted))];
        var scan = new JournalScan(new MemoryStream([.. good, .. new byte[count]]), "journal.jsonl");

        Assert.Single(scan.Read());
        Assert.Equal((good.Length, true), (scan.GoodLength, scan.IsTorn));
    }

    [Theory]
    [InlineData(10)]
    [InlineData(3 * BufferSize)]
    public void A_line_behind_them_is_damage(int count)
    {
        var line = JournalLine.Write(Entries.Of(1, JournalState.Submitted));
        var scan = new JournalScan(new MemoryStream([.. Header, .. line, .. new byte[count], (byte)'\n', .. line]), "journal.jsonl");

        var failure = Assert.Throws<ScaleException>(() => scan.Read().ToList());

        Assert.Equal(ScaleErrorId.JournalDamaged, failure.ErrorId);
        Assert.Contains("line 4", failure.Message, StringComparison.Ordinal);
        Assert.Contains("empty", failure.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void A_line_without_an_end_is_damage_and_its_number_is_told()
    {
        byte[] journal = [.. Header, .. Encoding.UTF8.GetBytes(new string('x', BufferSize))];

        var failure = Assert.Throws<ScaleException>(() => new JournalScan(new MemoryStream(journal), "journal.jsonl").Read().ToList());

        Assert.Equal(ScaleErrorId.JournalDamaged, failure.ErrorId);
        Assert.Contains("line 2", failure.Message, StringComparison.Ordinal);
        Assert.Contains("no line end", failure.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void What_is_not_text_is_damage()
    {
        var failure = Assert.Throws<ScaleException>(() => new JournalScan(new MemoryStream([.. Header, 0xff, (byte)'\n']), "journal.jsonl").Read().ToList());

        Assert.Contains("line 2", failure.Message, StringComparison.Ordinal);
        Assert.Contains("not valid text", failure.Message, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("nonsense", "not the header")]
    [InlineData("[1]", "not the header")]
    [InlineData("""{"journal":1}""", "not the header")]
    [InlineData("""{"shard":"1/1"}""", "not the header")]
    [InlineData("""{"journal":2,"shard":"1/1"}""", "newer version")]
    public void Another_first_line_is_told(string line, string why)
    {
        var failure = Assert.Throws<ScaleException>(() => new JournalScan(new MemoryStream(Encoding.UTF8.GetBytes(line + "\n")), "journal.jsonl").Read().ToList());

        Assert.Equal(ScaleErrorId.JournalDamaged, failure.ErrorId);
        Assert.Contains(why, failure.Message, StringComparison.Ordinal);
        Assert.Contains("line 1", failure.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void A_journal_without_a_line_has_no_shard_and_nothing_behind_it()
    {
        var scan = new JournalScan(new MemoryStream(), "journal.jsonl");

        Assert.Empty(scan.Read());
        Assert.Equal((0, false, null), (scan.GoodLength, scan.IsTorn, scan.Shard));
    }
}
