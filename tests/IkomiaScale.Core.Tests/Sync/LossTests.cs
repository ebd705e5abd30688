using IkomiaScale.Files;
using IkomiaScale.Sync.Planning;
using IkomiaScale.Tests.Support;

namespace IkomiaScale.Tests.Sync;

/// <summary>How users of other tools have lost data with a sync, each met once.</summary>
public sealed class LossTests(EmulatorFixture emulator) : IClassFixture<EmulatorFixture>
{
    [Theory]
    [InlineData(0)]
    [InlineData(1)]
    public async Task A_listing_that_fails_changes_nothing(int after)
    {
        using var bed = new SyncTestBed(emulator.Storage);
        await bed.StoreAsync("a", "1");
        await bed.StoreAsync("b", "2");
        bed.Write("b", "2");
        bed.Write("c", "3");
        var failing = new CountingStorage(emulator.Storage) { FailAfter = after };
        foreach (var options in new[] { bed.Download, bed.Upload })
        {
            var refusal = await Assert.ThrowsAsync<ScaleException>(() => bed.SyncAsync(options with { Delete = true, Force = true }, failing.Storage));
            Assert.Equal(ScaleErrorId.SyncRefused, refusal.ErrorId);
        }

        Assert.Equal("b=2 c=3", bed.Files());
        Assert.Equal("a=1 b=2", await bed.StoredAsync());
    }

    [Fact]
    public async Task A_folder_that_cannot_be_read_changes_nothing()
    {
        using var bed = new SyncTestBed(emulator.Storage);
        await bed.StoreAsync("a", "1");
        bed.Reader = new FailingReader(bed.Local);

        var refusal = await Assert.ThrowsAsync<ScaleException>(() => bed.SyncAsync(bed.Upload with { Delete = true, Force = true }));

        Assert.Equal(ScaleErrorId.SyncRefused, refusal.ErrorId);
        Assert.Equal("a=1", await bed.StoredAsync());
    }

    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public async Task What_is_below_a_folder_that_cannot_be_read_is_not_deleted(bool failsInTheMiddle)
    {
        using var bed = new SyncTestBed(emulator.Storage);
        foreach (var path in new[] { "d/x", "d/y", "d2/z", "e", "f" })
        {
            await bed.StoreAsync(path, path);
        }

        bed.Write("d/x", "d/x");
        bed.Write("d/y", "d/y");
        bed.Write("e", "e");
        bed.Reader = new FailingReader(Path.Combine(bed.Local, "d")) { FailsInTheMiddle = failsInTheMiddle };

        var (outcomes, _) = await bed.RunAsync(bed.Upload with { Delete = true });

        Assert.Equal("d/x=d/x d/y=d/y e=e", await bed.StoredAsync());
        Assert.Contains(outcomes, outcome => outcome is { Item: { Path: "d", Reason: SyncReason.Unreadable }, Failure.ErrorId: ScaleErrorId.InvalidPath });
    }

    [Fact]
    public async Task An_empty_or_missing_source_deletes_nothing()
    {
        using var bed = new SyncTestBed(emulator.Storage);
        await bed.StoreAsync("a", "1");
        bed.Write("b", "2");
        SyncOptions[] accidents =
        [
            bed.Upload with { Delete = true, LocalRoot = bed.Local + "-typo" },
            bed.Upload with { LocalRoot = bed.Local + "-typo" },
            bed.Upload with { Delete = true, LocalRoot = Directory.CreateDirectory(bed.Local + "-unmounted").FullName },
            bed.Upload with { Delete = true, LocalRoot = Path.Combine(bed.Local, "b") },
            bed.Upload with { Delete = true, Exclude = ["*"], IncludeUnchanged = true, Include = ["a"], StorageRoot = bed.Remote },
            bed.Download with { Delete = true, StorageRoot = bed.Remote + "-typo" },
        ];
        foreach (var options in accidents.Where(options => options.Exclude.Count == 0))
        {
            Assert.Equal(ScaleErrorId.SyncRefused, (await Assert.ThrowsAsync<ScaleException>(() => bed.SyncAsync(options))).ErrorId);
        }

        Assert.Equal("a=1", await bed.StoredAsync());
        Assert.Equal("b=2", bed.Files());
    }

    [Fact]
    public async Task Nothing_is_deleted_before_all_new_is_there()
    {
        using var bed = new SyncTestBed(emulator.Storage);
        bed.Write("fails", "1");
        bed.Write("good", "2");
        bed.Write("kept", "3");
        await bed.StoreAsync("kept", "3");
        await bed.StoreAsync("extra", "4");
        var storage = new CountingStorage(emulator.Storage)
        {
            OnUpload = request => _ = request.Path!.EndsWith("fails", StringComparison.Ordinal) ? throw new ScaleException(ScaleErrorId.QuotaExceeded, "Full.") : false,
        };

        var (outcomes, summary) = await bed.RunAsync(bed.Upload with { Delete = true }, storage.Storage);

        Assert.Equal("extra=4 good=2 kept=3", await bed.StoredAsync());
        Assert.Equal((1, 1), (summary.Withheld, summary.Failed));
        Assert.Contains("1 deletes withheld", summary.ToText(isPlan: false), StringComparison.Ordinal);
        Assert.Contains(outcomes, outcome => outcome.Item is { Path: "extra", Action: SyncAction.Skip, Reason: SyncReason.Extra, Error: not null });

        // And every time, until it is done.
        Assert.Equal(1, (await bed.RunAsync(bed.Upload with { Delete = true }, storage.Storage)).Summary.Withheld);
        Assert.Equal("Delete Extra extra, Send New fails", await bed.SyncAsync(bed.Upload with { Delete = true }));
    }

    [Theory]
    [InlineData("*.tmp")]
    [InlineData("d/")]
    [InlineData("/d/**")]
    public async Task What_is_excluded_is_not_deleted(string pattern)
    {
        using var bed = new SyncTestBed(emulator.Storage);
        bed.Write("a", "1");
        await bed.StoreAsync("a", "1");
        await bed.StoreAsync("d/x.tmp", "2");
        await bed.SyncAsync(bed.Upload with { Delete = true, Force = true, Exclude = [pattern] });
        Assert.Equal("a=1 d/x.tmp=2", await bed.StoredAsync());

        bed.Write("d/y.tmp", "3");
        await bed.SyncAsync(bed.Download with { Delete = true, Force = true, Exclude = [pattern] });
        Assert.Equal("a=1 d/y.tmp=3", bed.Files());
    }

    [Theory]
    [InlineData("photo", "Photo")]
    [InlineData("caf\u00e9", "cafe\u0301")]
    [InlineData("Dir/x", "dir/x")]
    public async Task A_name_in_another_case_or_form_loses_nothing(string before, string after)
    {
        using var bed = new SyncTestBed(emulator.Storage);
        await bed.StoreAsync(before, "content");
        var file = bed.Write(after, "content");
        var isHeldApart = Path.GetFileName(Directory.EnumerateFiles(Path.GetDirectoryName(file)!).Single()) == Path.GetFileName(after);
        var options = bed.Upload with { Delete = true };

        await bed.SyncAsync(options);
        Assert.True(!isHeldApart || await bed.StoredAsync() == $"{after}=content");
        Assert.Equal(string.Empty, await bed.SyncAsync(options));

        await emulator.Storage.DeleteAsync($"{bed.Remote}/{after}");
        await bed.StoreAsync(before, "content");
        await bed.SyncAsync(bed.Download with { Delete = true });
        Assert.EndsWith("=content", bed.Files(), StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_file_and_a_folder_of_one_name_are_told_and_kept()
    {
        using var bed = new SyncTestBed(emulator.Storage);
        await bed.StoreAsync("both", "file");
        await bed.StoreAsync("both/x", "below");
        await bed.StoreAsync("other", "1");

        var (outcomes, summary) = await bed.RunAsync(bed.Download with { Delete = true });
        Assert.Equal("other=1", bed.Files());
        Assert.Equal(2, summary.Failed);
        Assert.All(outcomes.Where(outcome => outcome.Item.Path.StartsWith("both", StringComparison.Ordinal)), outcome => Assert.Equal(SyncReason.Conflict, outcome.Item.Reason));

        // What would be deleted may be the only copy of what could not be brought over.
        bed.Write("extra", "moved");
        Assert.Equal(1, (await bed.RunAsync(bed.Download with { Delete = true })).Summary.Withheld);
        Assert.Equal("extra=moved other=1", bed.Files());
        File.Delete(Path.Combine(bed.Local, "extra"));

        bed.Write("both", "mine");
        await bed.SyncAsync(bed.Upload with { Delete = true, Force = true });
        Assert.Equal("both/x=below both=mine other=1", await bed.StoredAsync());
    }

    [Fact]
    public async Task Same_size_and_another_time_is_told_apart_by_its_content()
    {
        using var bed = new SyncTestBed(emulator.Storage);
        await bed.StoreAsync("a", "one");
        await bed.StoreAsync("b", "one");
        File.SetLastWriteTimeUtc(bed.Write("a", "two"), DateTime.UtcNow.AddDays(-100));
        File.SetLastWriteTimeUtc(bed.Write("b", "two"), DateTime.UtcNow.AddDays(100));

        Assert.Equal("Read Changed a, Read Changed b", Sides.Words(await bed.Engine(bed.Download).PlanAsync(CancellationToken.None)));
        Assert.Equal("Send Changed a, Copy Changed b", (await bed.SyncAsync(bed.Upload)).Replace("Send Changed b", "Copy Changed b", StringComparison.Ordinal));
        Assert.Equal("a=two b=two", await bed.StoredAsync());
    }

    [Fact]
    public async Task A_plan_says_all_that_is_done_then()
    {
        using var bed = new SyncTestBed(emulator.Storage);
        foreach (var name in new[] { "moved", "extra", "changed", "same" })
        {
            await bed.StoreAsync(name, name);
        }

        bed.Write("changed", "other");
        bed.Write("same", "same");
        bed.Write("moved away", "moved");
        bed.Write("new", "new");
        var options = bed.Upload with { Delete = true };
        var engine = bed.Engine(options);
        var plan = await engine.PlanAsync(CancellationToken.None);
        var told = Sides.Words(plan).Replace(" from moved", string.Empty, StringComparison.Ordinal);

        Assert.Equal("changed=changed extra=extra moved=moved same=same", await bed.StoredAsync());
        Assert.Equal(told, await bed.SyncAsync(options));
    }

    [Fact]
    public async Task Links_are_told_and_not_followed()
    {
        using var bed = new SyncTestBed(emulator.Storage);
        await bed.StoreAsync("link/x", "1");
        await bed.StoreAsync("a", "2");
        bed.Write("a", "2");
        var elsewhere = Directory.CreateDirectory(bed.Local + "-elsewhere").FullName;
        File.WriteAllText(Path.Combine(elsewhere, "secret"), "secret");
        Directory.CreateSymbolicLink(Path.Combine(bed.Local, "link"), elsewhere);
        File.CreateSymbolicLink(Path.Combine(bed.Local, "file"), Path.Combine(elsewhere, "secret"));

        Assert.Equal("Skip Link file!, Skip Link link!, Skip Link link/x!", await bed.SyncAsync(bed.Upload with { Delete = true }));
        Assert.Equal("a=2 link/x=1", await bed.StoredAsync());
        await bed.SyncAsync(bed.Download with { Delete = true });
        Assert.True(File.Exists(Path.Combine(elsewhere, "secret")));
        Assert.Single(Directory.EnumerateFiles(elsewhere));
    }

    private sealed class FailingReader(string folder) : FolderReader
    {
        public bool FailsInTheMiddle { get; init; }

        public override IEnumerable<FolderEntry> Read(string path)
        {
            foreach (var entry in base.Read(path))
            {
                if (path.TrimEnd('/') == folder)
                {
                    if (FailsInTheMiddle)
                    {
                        yield return entry;
                    }

                    throw new UnauthorizedAccessException("Access is denied.");
                }

                yield return entry;
            }

            if (path.TrimEnd('/') == folder)
            {
                throw new UnauthorizedAccessException("Access is denied.");
            }
        }
    }
}
