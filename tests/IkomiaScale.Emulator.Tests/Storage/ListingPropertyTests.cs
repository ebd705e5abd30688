using System.Text;
using IkomiaScale.Emulator.Data;
using IkomiaScale.Emulator.Storage;
using IkomiaScale.Emulator.Tests.Support;

namespace IkomiaScale.Emulator.Tests.Storage;

public sealed class ListingPropertyTests
{
    private static readonly string[] Alphabet = ["a", "A", "b", "/", "0", "é", "\ud7ff", "\ue000", "\uffff", "😀", "\U0010ffff", " ", "%"];

    [Theory]
    [InlineData(1)]
    [InlineData(2)]
    [InlineData(3)]
    public async Task Every_page_of_every_prefix_is_what_a_sorted_list_says(int seed)
    {
        var random = new Random(seed);
        using var folder = new TestFolder();
        using var database = Database.Open(folder.File("test.db"));
        var starts = new PageStarts();
        var listing = new ObjectListing(database, starts, new EmulatorOptions { PageSize = 7 });
        var names = Enumerable.Range(0, 400).Select(_ => Text(random, 1, 5)).Distinct().ToList();
        await InsertAsync(database, names);
        names.Sort((one, other) => Encoding.UTF8.GetBytes(one).AsSpan().SequenceCompareTo(Encoding.UTF8.GetBytes(other)));

        for (var round = 0; round < 300; round++)
        {
            var prefix = Text(random, 0, 2);
            var page = random.Next(1, 8);
            var expected = names.Where(name => name.StartsWith(prefix, StringComparison.Ordinal)).Skip((page - 1) * 7).ToList();
            var found = await listing.FindAsync(new ObjectQuery(prefix, Exact: false, Uid: null, Sha256: null), page, CancellationToken.None);
            Assert.Equal(expected.Take(7), found.Objects.Select(stored => stored.Path));
            Assert.Equal(expected.Count > 7, found.HasNext);
            if (random.Next(10) == 0)
            {
                starts.Invalidate();
            }
        }
    }

    private static string Text(Random random, int least, int most) =>
        string.Concat(Enumerable.Range(0, random.Next(least, most + 1)).Select(_ => Alphabet[random.Next(Alphabet.Length)]));

    private static Task InsertAsync(Database database, List<string> names) => database.WriteAsync(
        connection =>
        {
            var content = new StoredContent("blob", false, "text/plain", "hash", 0);
            names.ForEach(name => ObjectRows.Insert(connection, new StoredObject(Guid.NewGuid().ToString(), name, content, DateTimeOffset.UnixEpoch, null)));
            return names.Count;
        },
        CancellationToken.None);
}
