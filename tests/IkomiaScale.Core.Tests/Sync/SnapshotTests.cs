using IkomiaScale.Files;
using IkomiaScale.Sync.Filters;
using IkomiaScale.Sync.Sides;
using IkomiaScale.Sync.Work;
using IkomiaScale.Tests.Support;

namespace IkomiaScale.Tests.Sync;

/// <summary>Both sides in memory.</summary>
public sealed class SnapshotTests
{
    private const int Count = 100_000;

    /// <summary>What either side may take for each object, what is only needed to sort it included.</summary>
    private const int AllowedBytes = 300;

    [Fact]
    public void A_file_takes_little_memory()
    {
        var snapshot = new LocalSnapshot("/local");
        var files = Enumerable.Range(0, Count).Select(index => new LocalEntry(PathOf(index), new FileStamp(index, index, index, index))).ToArray();

        Assert.InRange(Measure(snapshot.Files, files), 1, AllowedBytes);
    }

    [Fact]
    public void An_object_takes_little_memory()
    {
        var snapshot = new StorageSnapshot("mirror");
        var forms = new ObjectUid.Forms();
        var uid = forms.Read(StoredObjects.Object("a", [1], $"https://storage.example/v1/content/{StoredObjects.Uid}"));
        var objects = Enumerable.Range(0, Count).Select(index => new StorageEntry(PathOf(index), uid, index, Sides.HashOf("1"), DateTimeOffset.UtcNow)).ToArray();

        Assert.InRange(Measure(snapshot.Objects, objects), 1, AllowedBytes);
        Assert.EndsWith("/v1/content/" + StoredObjects.Uid, snapshot.ToObject(7).ContentUrl, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("0b4c0d3e-1111-2222-3333-444455556666", "https://s.example/c/0b4c0d3e-1111-2222-3333-444455556666", true)]
    [InlineData("0B4C0D3E-1111-2222-3333-444455556666", "https://s.example/c/0B4C0D3E-1111-2222-3333-444455556666", true)]
    [InlineData("not-a-guid", "https://s.example/not-a-guid", true)]
    [InlineData("0b4c0d3e-1111-2222-3333-444455556666", "https://s.example/c/0b4c0d3e-1111-2222-3333-444455556666?signature=x", false)]
    [InlineData("0b4c0d3e-1111-2222-3333-444455556666", "https://s.example/elsewhere", false)]
    [InlineData("0b4c0d3e-1111-2222-3333-444455556666", null, false)]
    public void A_uid_and_an_address_come_back_as_they_were(string uid, string? url, bool isKept)
    {
        var item = IkStorageObject.FromJson(StoredObjects.Json("a", "content"u8.ToArray(), url, uid));
        var kept = new ObjectUid.Forms().Read(item);

        Assert.Equal(uid, kept.ToString());
        Assert.Equal(isKept ? url : null, kept.ContentUrl);
    }

    [Fact]
    public void Of_a_path_that_was_listed_twice_the_last_stays()
    {
        var table = new PathTable<LocalEntry>();
        foreach (var (path, size) in new[] { ("b", 1), ("a", 2), ("b", 3), ("a/c", 4), ("b", 5) })
        {
            table.Add(new LocalEntry(path, new FileStamp(size, 0, 0, 0)));
        }

        table.Sort();

        Assert.Equal([("a", 2), ("a/c", 4), ("b", 5)], Enumerable.Range(0, table.Count).Select(place => (table[place].Path, table[place].Stamp.Size)));
        Assert.Equal((0, -1, true, false), (table.FindAbove("a/c"), table.FindAbove("b"), table.HasBelow("a"), table.HasBelow("b")));
    }

    [Fact]
    public void A_folder_is_walked_with_times_to_the_nanosecond_where_there_are_such()
    {
        using var folder = new TestFolder();
        Directory.CreateDirectory(folder.File("d/empty"));
        File.WriteAllText(folder.File("d/a"), "12345");
        File.WriteAllText(folder.File("d/.ik-0123456789abcdef0123456789abcdef.partial"), "in the making");
        File.SetLastWriteTimeUtc(folder.File("d/a"), new DateTime(2026, 1, 2, 3, 4, 5, DateTimeKind.Utc).AddTicks(1234567));

        var snapshot = new FolderWalk(new FolderReader(), SyncFilter.None, tellLeftOut: false, new SyncProgress()).Walk(folder.Path, CancellationToken.None);

        var file = snapshot.Files[0];
        Assert.Equal((1, "d/a", 5L), (snapshot.Files.Count, file.Path, file.Stamp.Size));
        Assert.Equal(File.GetLastWriteTimeUtc(folder.File("d/a")), file.Stamp.ModifiedUtc);
        Assert.Equal(LinuxStat.IsAvailable, file.Stamp is { Changed: > 0, FileId: > 0 });
        Assert.True(snapshot.HasFolder("d") && snapshot.HasFolder("d/empty") && !snapshot.HasFolder("d/a"));
    }

    [Fact]
    public void A_pipe_is_not_opened()
    {
        if (!LinuxStat.IsAvailable)
        {
            return;
        }

        using var folder = new TestFolder();
        using var mkfifo = System.Diagnostics.Process.Start("mkfifo", folder.File("pipe"));
        mkfifo.WaitForExit();

        var snapshot = new FolderWalk(new FolderReader(), SyncFilter.None, tellLeftOut: false, new SyncProgress()).Walk(folder.Path, CancellationToken.None);

        Assert.Equal(0, snapshot.Files.Count);
        Assert.Equal("pipe", Assert.Single(snapshot.Gaps).Path);
    }

    [Fact]
    public void A_name_that_is_no_text_is_told()
    {
        if (!LinuxStat.IsAvailable)
        {
            return;
        }

        using var folder = new TestFolder();
        RunShell("touch \"$1/$(printf 'a\\377b')\"", folder.Path);

        var snapshot = new FolderWalk(new FolderReader(), SyncFilter.None, tellLeftOut: false, new SyncProgress()).Walk(folder.Path, CancellationToken.None);

        // .NET cannot remove it either.
        RunShell("rm \"$1\"/*", folder.Path);
        Assert.Equal(SyncReason.Unreadable, Assert.Single(snapshot.Gaps).Reason);
    }

    private static void RunShell(string script, string argument)
    {
        using var shell = System.Diagnostics.Process.Start("sh", ["-c", script, "sh", argument]);
        shell.WaitForExit();
    }

    private static string PathOf(int index) => $"folder{index % 100:00}/subfolder/picture-{index:0000000}.jpg";

    // All that is allocated for an entry until the table is sorted, by this thread alone, and its path.
    private static double Measure<T>(PathTable<T> table, T[] entries)
        where T : struct, IHasPath
    {
        const int StringHeader = 24;
        var before = GC.GetAllocatedBytesForCurrentThread();
        foreach (var entry in entries)
        {
            table.Add(entry);
        }

        table.Sort();
        return (double)(GC.GetAllocatedBytesForCurrentThread() - before) / Count + StringHeader + 2 * PathOf(0).Length;
    }
}
