using System.Text;
using IkomiaScale.Deployments.Journal;

namespace IkomiaScale.Tests.Deployments.Journal;

public sealed class JournalLineTests
{
    [Fact]
    public void A_line_is_one_object_that_comes_back_as_it_was()
    {
        var entry = new JournalEntry(Entries.Key(1), JournalState.Failed, Entries.Now)
        {
            Uuid = "u1",
            Endpoint = "https://d.example/",
            Task = "detect",
            Input = "Größe [1] \"x\".mp4",
            Contents = ["aa", "bb"],
            Setup = "cc",
            SubmittedAt = Entries.Now.AddSeconds(-1),
            Size = 12,
            Sha256 = "dd",
            Error = "WorkflowFailed",
            Message = "no",
            NeverBegan = true,
        };

        var line = Encoding.UTF8.GetString(JournalLine.Write(entry));

        Assert.StartsWith($$"""{"key":"{{entry.Key}}","state":"Failed","time":"2026-03-04T05:06:07.890Z",""", line, StringComparison.Ordinal);
        Assert.Equal('\n', line[^1]);
        Assert.Equal(1, line.Count(letter => letter == '\n'));
        var read = JournalLine.Read(line)!;
        Assert.Equal(entry.Contents, read.Contents);
        Assert.Equal(entry with { Contents = null }, read with { Contents = null });
    }

    [Theory]
    [InlineData('a')]
    [InlineData('"')]
    [InlineData('é')]
    [InlineData('\u0001')]
    [InlineData('語')]
    public void No_line_is_longer_than_4_KiB(char letter)
    {
        var entry = Entries.Of(1, JournalState.Failed) with
        {
            Input = new string(letter, 5000),
            Message = new string(letter, 5000),
            Contents = Enumerable.Repeat(new string('a', 64), 100).ToList(),
        };

        var line = JournalLine.Write(entry);

        Assert.InRange(line.Length, 100, 4096);
        Assert.Equal(entry.Key, JournalLine.Read(Encoding.UTF8.GetString(line))!.Key);
    }

    [Fact]
    public void What_cannot_be_written_down_is_refused() =>
        Assert.Equal(
            ScaleErrorId.InvalidInput,
            Assert.Throws<ScaleException>(() => JournalLine.Write(Entries.Of(1, JournalState.Submitted, new string('u', 5000)))).ErrorId);

    [Fact]
    public void No_secret_gets_into_it()
    {
        var entry = Entries.Of(1, JournalState.Failed) with
        {
            Input = "https://bucket.example/a.mp4?X-Amz-Signature=abc123",
            Message = "Bearer eyJhbGciOiJIUzI1NiJ9.eyJzdWIiOiIxIn0.abcdefghijk was refused",
        };

        var line = Encoding.UTF8.GetString(JournalLine.Write(entry));

        Assert.DoesNotContain("abc123", line, StringComparison.Ordinal);
        Assert.DoesNotContain("eyJ", line, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("")]
    [InlineData("{}")]
    [InlineData("[1]")]
    [InlineData("12")]
    [InlineData("""{"key":"x","state":"Failed","time":"2026-03-04T05:06:07Z"}""")]
    [InlineData("""{"key":"@","state":"Eaten","time":"2026-03-04T05:06:07Z"}""")]
    [InlineData("""{"key":"@","state":"7","time":"2026-03-04T05:06:07Z"}""")]
    [InlineData("""{"key":"@","state":"Failed","time":"yesterday"}""")]
    [InlineData("""{"key":"@","state":"Submitted","time":"2026-03-04T05:06:07Z"}""")]
    [InlineData("""{"key":"@","state":"Failed","time":"2026-03-04T05:06:07Z"} x""")]
    [InlineData("""{"key":"@","state":"Failed","time":"2026-03-04T05:06:07Z"}{"key":"@","state":"Failed","time":"2026-03-04T05:06:07Z"}""")]
    public void What_is_no_line_is_not_taken_for_one(string line) =>
        Assert.Null(JournalLine.Read(line.Replace("@", Entries.Key(1).ToString(), StringComparison.Ordinal)));

    [Fact]
    public void Keys_fall_into_shards_evenly_and_each_into_one()
    {
        var keys = Enumerable.Range(0, 3200).Select(Entries.Key).ToList();
        var shards = Enumerable.Range(1, 16).Select(number => Shard.Parse($"{number}/16")).ToList();

        Assert.All(keys, key => Assert.Single(shards, shard => shard.Has(key)));
        Assert.All(shards, shard => Assert.InRange(keys.Count(shard.Has), 130, 270));
        Assert.All(keys, key => Assert.True(Shard.Whole.Has(key)));
    }

    [Theory]
    [InlineData("0/4")]
    [InlineData("5/4")]
    [InlineData("-1/4")]
    [InlineData("1")]
    [InlineData("1/2/3")]
    [InlineData("a/b")]
    [InlineData(" 1/4")]
    [InlineData("")]
    public void What_is_no_shard_is_told(string text) =>
        Assert.Equal(ScaleErrorId.InvalidInput, Assert.Throws<ScaleException>(() => Shard.Parse(text)).ErrorId);
}
