using IkomiaScale.Deployments.Journal;
using IkomiaScale.Tests.Support;
using Moq;

namespace IkomiaScale.Tests.Deployments.Journal;

/// <summary>What is told where the journals of a folder cannot be read, and which of them has a key.</summary>
public sealed class JournalReaderTests : IDisposable
{
    private readonly TestFolder _folder = new();

    private string Batch => _folder.File("batch");

    public void Dispose() => _folder.Dispose();

    [Theory]
    [InlineData("1/1")]
    [InlineData("2/3")]
    public void The_shard_of_a_key_is_that_of_the_journals_that_are_there(string shard)
    {
        RunJournal.Open(Batch, Shard.Parse(shard), Entries.Now).Dispose();

        Assert.All(Enumerable.Range(0, 20), number =>
            Assert.Equal(Shard.Of(Entries.Key(number), Shard.Parse(shard).Count), JournalReader.ShardOf(Batch, Entries.Key(number))));
    }

    [Fact]
    public void Without_a_journal_no_key_has_a_shard()
    {
        var failure = Assert.Throws<ScaleException>(() => JournalReader.ShardOf(Batch, Entries.Key(1)));

        Assert.Equal((ScaleErrorId.ObjectNotFound, Batch), (failure.ErrorId, failure.Target));
        Assert.Contains($"Invoke-IkDeployment -Journal '{Batch}'", failure.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void A_folder_that_cannot_be_looked_into_is_told()
    {
        var disk = new Mock<IJournalDisk>();
        disk.Setup(it => it.List("/batch")).Throws(new UnauthorizedAccessException("Permission denied."));

        var failure = Assert.Throws<ScaleException>(() => JournalReader.Read("/batch", disk.Object).ToList());

        Assert.Equal((ScaleErrorId.InvalidPath, "/batch"), (failure.ErrorId, failure.Target));
        Assert.Contains("Permission denied", failure.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void A_journal_that_cannot_be_opened_is_told()
    {
        var disk = WithJournal();
        disk.Setup(it => it.OpenRead(It.IsAny<string>())).Throws(new IOException("Input/output error."));

        var failure = Assert.Throws<ScaleException>(() => JournalReader.Read("/batch", disk.Object).ToList());

        Assert.Equal((ScaleErrorId.InvalidPath, Path.Combine("/batch", "journal.jsonl")), (failure.ErrorId, failure.Target));
        Assert.Contains("Input/output error", failure.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void A_journal_that_is_deleted_meanwhile_has_no_runs() =>
        Assert.Empty(JournalReader.Read("/batch", WithJournal().Object));

    [Fact]
    public async Task Of_each_key_the_last_line_comes_in_the_order_of_the_lines()
    {
        using var journal = RunJournal.Open(Batch, Shard.Whole, Entries.Now);
        await journal.WriteAsync(Entries.Of(1, JournalState.Intended));
        await journal.WriteAsync(Entries.Of(2, JournalState.Intended));
        await journal.WriteAsync(Entries.Of(1, JournalState.Submitted, "u1"));
        await journal.WriteAsync(Entries.Of(1, JournalState.Receiving, "u1"));

        Assert.Equal(
            [(Entries.Key(2), JournalState.Intended), (Entries.Key(1), JournalState.Receiving)],
            JournalReader.Read(Batch).Select(entry => (entry.Key, entry.State)));
    }

    private static Mock<IJournalDisk> WithJournal()
    {
        var disk = new Mock<IJournalDisk>();
        disk.Setup(it => it.List("/batch")).Returns(["journal.jsonl"]);
        return disk;
    }
}
