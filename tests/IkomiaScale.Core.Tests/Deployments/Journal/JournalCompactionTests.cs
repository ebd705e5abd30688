using IkomiaScale.Deployments.Journal;
using IkomiaScale.Tests.Support;

namespace IkomiaScale.Tests.Deployments.Journal;

/// <summary>A journal keeps only the last line of each key, on the real disk.</summary>
public sealed class JournalCompactionTests : IDisposable
{
    private readonly TestFolder _folder = new();

    private string Batch => _folder.File("batch");

    private string Journal => Path.Combine(Batch, "journal.jsonl");

    public void Dispose() => _folder.Dispose();

    [Fact]
    public async Task It_stays_as_short_as_what_it_tells()
    {
        var journal = Open();
        for (var round = 0; round < 30; round++)
        {
            await Task.WhenAll(Enumerable.Range(0, 300).Select(number => journal.WriteAsync(Entries.Of(number, JournalState.Receiving))));
        }

        Assert.InRange(new FileInfo(Journal).Length, 1, 1_200_000);
        Assert.Equal(JournalState.Receiving, journal.Find(Entries.Key(299))!.State);
        await journal.CloseAsync();

        Assert.Equal(301, File.ReadAllLines(Journal).Length);
        using var again = Open();
        Assert.All(Enumerable.Range(0, 300), number => Assert.Equal(JournalState.Receiving, again.Find(Entries.Key(number))!.State));
    }

    [Fact]
    public async Task A_long_journal_is_shortened_while_it_is_used_and_every_key_is_still_found()
    {
        const int Keys = 3000;
        JournalEntry Entry(int key, JournalState state) => Entries.Of(key, state) with { Input = $"videos/{key}/{new string((char)('a' + (key % 26)), 200 + (key % 50))}" };
        Task WriteAllAsync(RunJournal journal, JournalState state) => Task.WhenAll(Enumerable.Range(0, Keys).Select(key => journal.WriteAsync(Entry(key, state))));

        using (var journal = Open())
        {
            await WriteAllAsync(journal, JournalState.Intended);
            var once = new FileInfo(Journal).Length;
            await WriteAllAsync(journal, JournalState.Submitted);
            await WriteAllAsync(journal, JournalState.Failed);

            Assert.True(once > 512 * 1024, "Too short to be shortened while it is used.");
            Assert.InRange(new FileInfo(Journal).Length, once, once * 5 / 2);
            AssertHasAll(journal);
        }

        using var again = Open();
        AssertHasAll(again);

        void AssertHasAll(RunJournal journal)
        {
            Assert.Equal(Keys, journal.Count);
            Assert.All(Enumerable.Range(0, Keys), key =>
            {
                var (entry, found) = (Entry(key, JournalState.Failed), journal.Find(Entries.Key(key))!);
                Assert.Equal((entry.State, entry.Uuid, entry.Input), (found.State, found.Uuid, found.Input));
            });
        }
    }

    private RunJournal Open() => RunJournal.Open(Batch, Shard.Whole, Entries.Now);
}
