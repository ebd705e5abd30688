using IkomiaScale.Storage;

namespace IkomiaScale.Tests.Storage;

/// <summary>Many objects in little memory, and just as they were.</summary>
public sealed class ObjectSpoolTests
{
    [Fact]
    public void Objects_come_back_as_they_were()
    {
        var objects = Odd().Concat(Usual(2500)).ToList();

        var spool = new ObjectSpool(objects);

        Assert.Equal(objects.Count, spool.Count);
        Assert.Equal(objects.Select(Fields), spool.Select(Fields));
    }

    [Fact]
    public void Blocks_can_be_taken_out_one_by_one()
    {
        var objects = Usual(2500).ToList();
        var spool = new ObjectSpool(objects);
        var taken = new List<IkStorageObject>();

        while (spool.Count > 0)
        {
            taken.AddRange(spool.TakeBlock());
        }

        Assert.Equal(objects.Select(Fields), taken.Select(Fields));
        Assert.Empty(spool);
    }

    [Fact]
    public void An_ordinary_object_takes_at_most_100_bytes()
    {
        var spool = new ObjectSpool(Usual(20_000));
        spool.Flush();

        Assert.InRange(spool.Bytes / 20_000.0, 40, 100);
    }

    [Fact]
    public void Keys_are_told_apart_whatever_they_are()
    {
        var keys = new KeySet();
        string[] names = ["a", "A", "", "a/b", "0b4c0d3e-1111-2222-3333-444455556666", "0b4c0d3e-1111-2222-3333-444455556667", new string('x', 5000)];

        Assert.All(names, name => Assert.True(keys.Add(name)));
        Assert.All(names, name => Assert.False(keys.Add(name)));
        Assert.All(names, name => Assert.True(keys.Contains(name)));
        Assert.Equal(names.Length, keys.Count);
    }

    private static IEnumerable<IkStorageObject> Usual(int count)
    {
        var random = new Random(1);
        var hash = new byte[32];
        for (var number = 0; number < count; number++)
        {
            random.NextBytes(hash);
            var uid = new Guid(hash.AsSpan(0, 16)).ToString("D");
            yield return new IkStorageObject(uid, $"videos/2026/camera {number % 7}/clip-{number:000000}.mp4")
            {
                RelativePath = $"2026/camera {number % 7}/clip-{number:000000}.mp4",
                Size = random.Next(),
                ContentType = "video/mp4",
                Sha256 = Convert.ToHexString(hash).ToLowerInvariant(),
                CreatedAt = DateTimeOffset.UnixEpoch.AddMilliseconds(random.NextInt64(1_000_000_000_000)),
                ContentUrl = $"https://scalefs.ikomia.ai/v1/objects/{uid}/content",
            };
        }
    }

    private static IEnumerable<IkStorageObject> Odd() =>
    [
        new IkStorageObject("not a guid", null),
        new IkStorageObject("one", new string('x', 70_000) + "1") { RelativePath = new string('x', 69_000) + "1" },
        new IkStorageObject("two", new string('x', 70_000) + "2") { RelativePath = new string('x', 69_000) + "2" },
        new IkStorageObject("0B4C0D3E-1111-2222-3333-444455556666", "ü/😀") { RelativePath = "😀", Sha256 = "ABC", IsDirectoryArchive = true },
        new IkStorageObject("0b4c0d3e-1111-2222-3333-444455556666", "ü/😁") { RelativePath = "elsewhere", Size = 0, ContentType = "" },
        new IkStorageObject("x", "a") { RelativePath = "a", Size = long.MaxValue, CreatedAt = new DateTimeOffset(2026, 1, 2, 3, 4, 5, TimeSpan.FromHours(-3)) },
        new IkStorageObject("y", "a") { ContentUrl = "/content?sig=y" },

        // A path that ends where the one before goes on, and hashes of the right length that are none.
        new IkStorageObject("z1", "dir/file.txt"),
        new IkStorageObject("z2", "dir/file"),
        .. "AF/:`g\u00e9".Select(letter => new IkStorageObject("h", "h") { Sha256 = "0" + new string('9', 61) + "f" + letter }),
        .. "09af".Select(letter => new IkStorageObject("h", "h") { Sha256 = new string(letter, 64) }),
    ];

    private static object Fields(IkStorageObject item) =>
        (item.Uid, item.Path, item.RelativePath, item.Size, item.ContentType, item.Sha256, (item.CreatedAt, item.CreatedAt?.Offset), item.IsDirectoryArchive, item.ContentUrl);
}
