using IkomiaScale.Storage;
using IkomiaScale.Sync.Planning;
using IkomiaScale.Tests.Support;

namespace IkomiaScale.Tests.Sync;

/// <summary>Whole syncs against the emulator.</summary>
public sealed class SyncTests(EmulatorFixture emulator) : IClassFixture<EmulatorFixture>
{
    [Fact]
    public async Task Uploads_what_is_missing_or_changed_and_the_next_one_does_nothing()
    {
        using var bed = new SyncTestBed(emulator.Storage);
        bed.Write("a.txt", "one");
        bed.Write("d/b [1].txt", "two");
        await bed.StoreAsync("a.txt", "old");
        await bed.StoreAsync("extra", "three");

        Assert.Equal("Send Changed a.txt, Send New d/b [1].txt, Skip Extra extra", await bed.SyncAsync(bed.Upload));
        Assert.Equal("a.txt=one d/b [1].txt=two extra=three", await bed.StoredAsync());
        Assert.Equal("Delete Extra extra", await bed.SyncAsync(bed.Upload with { Delete = true }));
        Assert.Equal(string.Empty, await bed.SyncAsync(bed.Upload with { Delete = true }));
        Assert.Equal("a.txt=one d/b [1].txt=two", await bed.StoredAsync());
    }

    [Fact]
    public async Task Downloads_what_is_missing_or_changed_and_the_next_one_does_nothing()
    {
        using var bed = new SyncTestBed(emulator.Storage);
        await bed.StoreAsync("a", "one");
        await bed.StoreAsync("d/e/b", "two");
        bed.Write("a", "old");
        bed.Write("gone/deep/x", "three");

        Assert.Equal("Read Changed a, Read New d/e/b, Skip Extra gone/deep/x", await bed.SyncAsync(bed.Download));
        Assert.Equal("Delete Extra gone/deep/x", await bed.SyncAsync(bed.Download with { Delete = true }));
        Assert.Equal("a=one d/e/b=two", bed.Files());
        Assert.False(Directory.Exists(Path.Combine(bed.Local, "gone")));
        Assert.Equal(string.Empty, await bed.SyncAsync(bed.Download with { Delete = true }));
    }

    [Fact]
    public async Task Downloads_into_a_folder_that_is_not_there_yet()
    {
        using var bed = new SyncTestBed(emulator.Storage);
        await bed.StoreAsync("d/a", "one");
        Directory.Delete(bed.Local);

        Assert.Equal("Read New d/a", await bed.SyncAsync(bed.Download));
        Assert.Equal("d/a=one", bed.Files());
    }

    [Fact]
    public async Task Sends_nothing_that_the_project_has()
    {
        using var bed = new SyncTestBed(emulator.Storage);
        var counted = new CountingStorage(emulator.Storage);
        await emulator.StoreAsync(bed.Remote + "-elsewhere/x", bed.Content("elsewhere"));
        await bed.StoreAsync("old name", "moved");
        bed.Write("new name", "moved");
        bed.Write("second copy", "moved");
        bed.Write("known", "elsewhere");

        Assert.Equal(
            "Copy New known, Copy Moved new name, Delete Extra old name, Copy New second copy",
            await bed.SyncAsync(bed.Upload with { Delete = true, MaxDelete = DeleteLimit.Parse("0") }, counted.Storage));
        Assert.Equal(0, counted.Uploads);
        Assert.Equal("known=elsewhere new name=moved second copy=moved", await bed.StoredAsync());

        // Only before the delete: the answer to a copy tells what was made.
        Assert.Equal(1, counted.Looks);
    }

    [Fact]
    public async Task Asks_for_each_content_where_the_project_is_too_large_to_be_listed()
    {
        using var bed = new SyncTestBed(emulator.Storage);
        var counted = new CountingStorage(emulator.Storage) { EndlessProject = true };
        await emulator.StoreAsync(bed.Remote + "-elsewhere/x", bed.Content("elsewhere"));
        bed.Write("known", "elsewhere");
        bed.Write("unknown", "new");

        Assert.Equal("Copy New known, Send New unknown", await bed.SyncAsync(bed.Upload, counted.Storage));
    }

    [Fact]
    public async Task Reads_nothing_that_the_folder_has()
    {
        using var bed = new SyncTestBed(emulator.Storage);
        var counted = new CountingStorage(emulator.Storage);
        await bed.StoreAsync("new", "content");
        await bed.StoreAsync("d/second", "content");
        bed.Write("old", "content");

        Assert.Equal("Copy Moved d/second, Copy New new, Delete Extra old", await bed.SyncAsync(bed.Download with { Delete = true }, counted.Storage));
        Assert.Equal(0, counted.Downloads);
        Assert.Equal("d/second=content new=content", bed.Files());
    }

    [Fact]
    public async Task A_copy_that_cannot_be_made_any_more_is_sent()
    {
        using var bed = new SyncTestBed(emulator.Storage);
        await bed.StoreAsync("old", "content");
        bed.Write("new", "content");
        var engine = bed.Engine(bed.Upload);
        var plan = await engine.PlanAsync(CancellationToken.None);
        await emulator.Storage.DeleteAsync(bed.Remote + "/old");

        var (outcomes, _) = await SyncTestBed.RunAsync(engine, plan);

        Assert.All(outcomes, outcome => Assert.Null(outcome.Failure));
        Assert.Equal("new=content", await bed.StoredAsync());
    }

    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public async Task Moves_what_it_deletes_or_replaces_to_another_place(bool isDownload)
    {
        using var bed = new SyncTestBed(emulator.Storage);
        if (isDownload)
        {
            bed.Write("a", "old");
            bed.Write("d/extra", "extra");
            await bed.StoreAsync("a", "new");
        }
        else
        {
            await bed.StoreAsync("a", "old");
            await bed.StoreAsync("d/extra", "extra");
            bed.Write("a", "new");
        }

        var options = isDownload ? bed.Download with { BackupTo = bed.Backup } : bed.Upload with { BackupTo = bed.Remote + "-backup" };
        await bed.SyncAsync(options with { Delete = true });

        Assert.Equal("a=new", isDownload ? bed.Files() : await bed.StoredAsync());
        Assert.Equal("a=old d/extra=extra", isDownload ? bed.Files(bed.Backup) : await bed.StoredAsync(bed.Remote + "-backup"));
    }

    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public async Task A_backup_never_replaces_an_older_one(bool isDownload)
    {
        using var bed = new SyncTestBed(emulator.Storage);
        var options = isDownload ? bed.Download with { BackupTo = bed.Backup } : bed.Upload with { BackupTo = bed.Remote + "-backup" };
        foreach (var version in new[] { "1", "2", "3" })
        {
            if (isDownload)
            {
                await bed.StoreAsync("a", version);
            }
            else
            {
                bed.Write("a", version);
            }

            var (outcomes, summary) = await bed.RunAsync(options);
            Assert.Equal(version == "3", summary.Failed == 1);
            Assert.Equal(version == "3" ? (isDownload ? ScaleErrorId.FileExists : ScaleErrorId.ObjectExists) : null, Assert.Single(outcomes).Failure?.ErrorId);
        }

        Assert.Equal("a=2", isDownload ? bed.Files() : await bed.StoredAsync());
        Assert.Equal("a=1", isDownload ? bed.Files(bed.Backup) : await bed.StoredAsync(bed.Remote + "-backup"));
    }

    [Fact]
    public async Task A_backup_inside_the_target_is_refused()
    {
        using var bed = new SyncTestBed(emulator.Storage);
        bed.Write("a", "new");
        SyncOptions[] wrong =
        [
            bed.Upload with { BackupTo = bed.Remote + "/old" }, bed.Upload with { BackupTo = bed.Remote }, bed.Upload with { StorageRoot = string.Empty, BackupTo = "old" },
            bed.Download with { BackupTo = Path.Combine(bed.Local, "old") }, bed.Download with { BackupTo = Path.GetDirectoryName(bed.Local) },
        ];
        foreach (var options in wrong)
        {
            Assert.Equal(ScaleErrorId.SyncRefused, (await Assert.ThrowsAsync<ScaleException>(() => bed.SyncAsync(options))).ErrorId);
        }
    }

    [Fact]
    public async Task Filters_hold_for_both_sides()
    {
        using var bed = new SyncTestBed(emulator.Storage);
        bed.Write("keep.txt", "1");
        bed.Write("local.tmp", "2");
        File.WriteAllText(Path.Combine(bed.Local, ".ikignore"), "*.tmp\n");
        await bed.StoreAsync("there.tmp", "3");
        await bed.StoreAsync("cache/x", "4");
        await bed.StoreAsync("extra.txt", "5");
        await bed.StoreAsync("other.txt", "6");
        var options = bed.Upload with { Delete = true, Force = true, Exclude = ["cache/", "never"] };

        Assert.Equal("Delete Extra extra.txt, Send New keep.txt, Delete Extra other.txt", await bed.SyncAsync(options));
        Assert.Equal("cache/x=4 keep.txt=1 there.tmp=3", await bed.StoredAsync());

        var engine = bed.Engine(options with { IncludeUnchanged = true });
        var plan = await engine.PlanAsync(CancellationToken.None);
        Assert.Equal("Skip Excluded .ikignore, Skip Excluded cache/x, Skip Same keep.txt, Skip Excluded local.tmp, Skip Excluded there.tmp", Sides.Words(plan));
        Assert.Equal(["-Exclude 'never'"], engine.View.Unmatched);
    }

    [Fact]
    public async Task Compares_by_size_and_time_without_reading()
    {
        using var bed = new SyncTestBed(emulator.Storage);
        await bed.StoreAsync("same", "one");
        await bed.StoreAsync("newer", "two");
        bed.Write("same", "any");
        File.SetLastWriteTimeUtc(bed.Write("newer", "2nd"), DateTime.UtcNow.AddHours(1));

        Assert.Equal("Send Changed newer", await bed.SyncAsync(bed.Upload with { CompareBy = SyncCompareBy.SizeAndTime }));
        Assert.False(Directory.Exists(bed.Cache) && Directory.EnumerateFiles(bed.Cache).Any(file => new FileInfo(file).Length > 1000));
    }

    [Fact]
    public async Task A_plan_changes_nothing_on_either_side()
    {
        using var bed = new SyncTestBed(emulator.Storage);
        bed.Write("a", "1");
        await bed.StoreAsync("b", "2");
        foreach (var options in new[] { bed.Upload, bed.Download })
        {
            await bed.Engine(options with { Delete = true, Force = true }).PlanAsync(CancellationToken.None);
        }

        Assert.Equal("a=1", bed.Files());
        Assert.Equal("b=2", await bed.StoredAsync());
    }
}
