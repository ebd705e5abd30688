using IkomiaScale.Files;
using IkomiaScale.Storage;
using IkomiaScale.Sync.Hashing;
using IkomiaScale.Sync.Sides;
using IkomiaScale.Tests.Support;

namespace IkomiaScale.Tests.Sync;

/// <summary>Hashes from one sync to the next: paid once, and never wrong.</summary>
public sealed class HashCacheTests(EmulatorFixture emulator) : IClassFixture<EmulatorFixture>
{
    [Fact]
    public async Task What_did_not_change_is_not_read_again()
    {
        using var bed = new SyncTestBed(emulator.Storage);
        bed.Write("d/a", "1");
        bed.Write("b", "2");
        await bed.SyncAsync(bed.Upload);

        // Nobody can read them now, so that whoever knows them has not read them.
        using var a = Lock(bed, "d/a");
        using var b = Lock(bed, "b");
        Assert.Equal(string.Empty, await bed.SyncAsync(bed.Upload));
        Assert.Equal("Skip Unreadable b!InvalidPath, Skip Unreadable d/a!InvalidPath", await bed.SyncAsync(bed.Upload with { HashAnew = true }));
    }

    [Fact]
    public async Task What_a_filter_leaves_out_stays_known()
    {
        using var bed = new SyncTestBed(emulator.Storage);
        foreach (var path in new[] { "a.txt", "b.bin", "d/c.txt", "e.bin" })
        {
            bed.Write(path, path);
        }

        await bed.SyncAsync(bed.Upload);
        bed.Write("d/c.txt", "other");
        Assert.Equal("Send Changed d/c.txt", await bed.SyncAsync(bed.Upload with { Include = ["*.txt"] }));
        using var b = Lock(bed, "b.bin");
        using var e = Lock(bed, "e.bin");
        Assert.Equal(string.Empty, await bed.SyncAsync(bed.Upload));
    }

    [Fact]
    public async Task What_was_read_from_the_storage_is_known()
    {
        using var bed = new SyncTestBed(emulator.Storage);
        await bed.StoreAsync("a", "1");
        var item = await emulator.Storage.FindAsync($"{bed.Remote}/a");
        await Task.Delay(TimeSpan.FromSeconds(2.1));
        await bed.SyncAsync(bed.Download);

        Assert.Equal(item!.CreatedAt!.Value.UtcDateTime, File.GetLastWriteTimeUtc(Path.Combine(bed.Local, "a")));
        using var a = Lock(bed, "a");
        Assert.Equal(string.Empty, await bed.SyncAsync(bed.Download));
    }

    [Fact]
    public async Task A_change_that_keeps_size_and_time_is_seen_where_the_system_tells()
    {
        using var bed = new SyncTestBed(emulator.Storage);
        var time = File.GetLastWriteTimeUtc(bed.Write("a", "1"));
        await bed.SyncAsync(bed.Upload);
        File.SetLastWriteTimeUtc(bed.Write("a", "2"), time);

        if (LinuxStat.IsAvailable)
        {
            Assert.Equal("Send Changed a", await bed.SyncAsync(bed.Upload));
        }
    }

    [Fact]
    public async Task What_is_younger_than_two_seconds_is_read_again()
    {
        using var bed = new SyncTestBed(emulator.Storage);
        File.SetLastWriteTimeUtc(bed.Write("a", "1"), DateTime.UtcNow);
        File.SetLastWriteTimeUtc(bed.Write("future", "2"), DateTime.UtcNow.AddDays(1));
        await bed.SyncAsync(bed.Upload);

        using var a = Lock(bed, "a");
        using var future = Lock(bed, "future");
        Assert.Equal("Skip Unreadable a!InvalidPath, Skip Unreadable future!InvalidPath", await bed.SyncAsync(bed.Upload));
    }

    [Theory]
    [InlineData("gone")]
    [InlineData("empty")]
    [InlineData("short")]
    [InlineData("one bit")]
    [InlineData("longer")]
    [InlineData("locked")]
    [InlineData("a folder")]
    [InlineData("of another")]
    public async Task Whatever_is_wrong_with_it_costs_time_only(string what)
    {
        using var bed = new SyncTestBed(emulator.Storage);
        for (var number = 0; number < 20; number++)
        {
            bed.Write($"f{number:00}", $"{number}");
        }

        await bed.SyncAsync(bed.Upload);
        var file = Assert.Single(Directory.GetFiles(bed.Cache));
        var bytes = await File.ReadAllBytesAsync(file);
        using var lockOf = what == "locked" ? new FileStream(file, FileMode.Open, FileAccess.ReadWrite, FileShare.None) : null;
        switch (what)
        {
            case "gone":
                Directory.Delete(bed.Cache, recursive: true);
                break;
            case "a folder":
                File.Delete(file);
                Directory.CreateDirectory(file);
                break;
            case "of another":
                File.WriteAllText(file, "something else entirely, and long enough to be read");
                break;
            case not "locked":
                bytes[bytes.Length / 2] ^= what == "one bit" ? (byte)1 : (byte)0;
                File.WriteAllBytes(file, what == "empty" ? [] : what == "short" ? bytes[..(bytes.Length / 2)] : what == "longer" ? [.. bytes, 1] : bytes);
                break;
        }

        Assert.Equal(string.Empty, await bed.SyncAsync(bed.Upload));
        bed.Write("f07", "x");
        Assert.Equal("Send Changed f07", await bed.SyncAsync(bed.Upload));
    }

    [Fact]
    public async Task Several_may_keep_theirs_at_the_same_time()
    {
        using var bed = new SyncTestBed(emulator.Storage);
        for (var number = 0; number < 50; number++)
        {
            bed.Write($"f{number:00}", $"{number}");
        }

        await bed.SyncAsync(bed.Upload);
        await Task.WhenAll(Enumerable.Range(0, 8).Select(_ => Task.Run(async () =>
            Assert.Equal(string.Empty, await bed.SyncAsync(bed.Upload with { HashAnew = true })))));

        Assert.Equal(string.Empty, await bed.SyncAsync(bed.Upload));
        Assert.Single(Directory.GetFiles(bed.Cache));
    }

    [Fact]
    public async Task A_file_that_changes_while_it_is_hashed_is_hashed_anew()
    {
        using var folder = new TestFolder();
        var file = folder.Write("a", "first");
        var reader = new ChangingReader(() => File.WriteAllText(file, "second")) { Changes = 1 };

        var entry = await new FileHasher(reader).HashAsync("a", file, CancellationToken.None);

        Assert.Equal(Sides.HashOf("second"), entry.Sha256);
        Assert.Equal(6, entry.Stamp.Size);
    }

    [Fact]
    public async Task A_file_that_changes_all_the_time_is_given_up()
    {
        using var folder = new TestFolder();
        var file = folder.Write("a", "0");
        var length = 0;
        var reader = new ChangingReader(() => File.WriteAllText(file, new string('x', ++length))) { Changes = int.MaxValue };

        var failure = await Assert.ThrowsAsync<ScaleException>(() => new FileHasher(reader).HashAsync("a", file, CancellationToken.None));

        Assert.Equal(ScaleErrorId.SourceChanged, failure.ErrorId);
    }

    private static FileStream Lock(SyncTestBed bed, string path) =>
        new(Path.Combine(bed.Local, path), FileMode.Open, FileAccess.ReadWrite, FileShare.None);

    // Lets a file change between two looks at it.
    private sealed class ChangingReader(Action change) : FolderReader
    {
        private int _looks;

        public int Changes { get; init; }

        public override EntryKind Look(string path, out FileStamp stamp)
        {
            var kind = base.Look(path, out stamp);
            if (_looks++ % 2 == 0 && _looks / 2 < Changes)
            {
                change();
            }

            return kind;
        }
    }

    [Fact]
    public async Task Many_small_files_are_read_in_little_memory()
    {
        const int Count = 50;
        using var folder = new TestFolder();
        var hasher = new FileHasher(new FolderReader());
        var files = Enumerable.Range(0, Count).Select(number => folder.Write($"{number}", $"content {number}")).ToList();
        await hasher.HashAsync("0", files[0], CancellationToken.None);

        // Small files are read on the thread that asks for them.
        var before = GC.GetAllocatedBytesForCurrentThread();
        foreach (var file in files)
        {
            var hashing = hasher.HashAsync("x", file, CancellationToken.None);
            Assert.True(hashing.IsCompletedSuccessfully);
            await hashing;
        }

        Assert.InRange((GC.GetAllocatedBytesForCurrentThread() - before) / Count, 1, 16 * 1024);
    }
}
