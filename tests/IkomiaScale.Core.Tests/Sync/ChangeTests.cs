using System.Text;
using IkomiaScale.Tests.Support;

namespace IkomiaScale.Tests.Sync;

/// <summary>What others change while a sync runs, on either side, is not lost.</summary>
public sealed class ChangeTests(EmulatorFixture emulator) : IClassFixture<EmulatorFixture>
{
    [Fact]
    public async Task An_object_that_a_listing_missed_costs_no_file()
    {
        using var bed = new SyncTestBed(emulator.Storage);
        await bed.StoreAsync("a", "1");
        await bed.StoreAsync("b", "2");
        bed.Write("a", "1");
        bed.Write("b", "2");
        bed.Write("c", "3");
        var storage = new CountingStorage(emulator.Storage) { Hidden = { $"{bed.Remote}/a" } };

        Assert.Equal("Delete SourceChanged a!SourceChanged, Delete Extra c", await bed.SyncAsync(bed.Download with { Delete = true, Force = true }, storage.Storage));
        Assert.Equal("a=1 b=2", bed.Files());
    }

    [Fact]
    public async Task What_changed_since_the_plan_is_not_deleted_or_replaced()
    {
        using var bed = new SyncTestBed(emulator.Storage);
        await bed.StoreAsync("a", "1");
        await bed.StoreAsync("b", "2");
        bed.Write("b", "2");
        var up = bed.Engine(bed.Upload with { Delete = true });
        var upload = await up.PlanAsync(CancellationToken.None);
        await bed.StoreAsync("a", "replaced");
        Assert.Equal(ScaleErrorId.ObjectExists, Assert.Single((await SyncTestBed.RunAsync(up, upload)).Outcomes).Failure?.ErrorId);
        Assert.Equal("a=replaced b=2", await bed.StoredAsync());

        await bed.StoreAsync("b", "3");
        bed.Write("c", "4");
        var down = bed.Engine(bed.Download with { Delete = true });
        var download = await down.PlanAsync(CancellationToken.None);
        File.AppendAllText(Path.Combine(bed.Local, "b"), "+mine", Encoding.UTF8);
        File.AppendAllText(Path.Combine(bed.Local, "c"), "+mine", Encoding.UTF8);
        File.WriteAllText(Path.Combine(bed.Local, "a"), "mine");
        var outcomes = (await SyncTestBed.RunAsync(down, download)).Outcomes;
        Assert.Equal(3, outcomes.Count);
        Assert.All(outcomes, outcome => Assert.NotNull(outcome.Item.Error));
        Assert.Equal("a=mine b=2+mine c=4+mine", bed.Files());
    }

    [Fact]
    public async Task What_was_replaced_while_it_was_backed_up_is_not_deleted()
    {
        using var bed = new SyncTestBed(emulator.Storage);
        await bed.StoreAsync("extra", "1");
        await bed.StoreAsync("gone", "2");
        await bed.StoreAsync("kept", "3");
        bed.Write("kept", "3");
        var backup = EmulatorFixture.NewFolder();
        var storage = new CountingStorage(emulator.Storage)
        {
            AfterCopy = copy => copy.Path switch
            {
                var path when path == $"{backup}/extra" => bed.StoreAsync("extra", "new"),
                var path when path == $"{backup}/gone" => emulator.Storage.DeleteAsync($"{bed.Remote}/gone"),
                _ => Task.CompletedTask,
            },
        };

        var done = await bed.SyncAsync(bed.Upload with { Delete = true, Force = true, BackupTo = backup }, storage.Storage);

        Assert.Equal("Delete Extra extra!ObjectExists, Delete Extra gone", done);
        Assert.Equal("extra=new kept=3", await bed.StoredAsync());
        Assert.Equal("extra=1 gone=2", await bed.StoredAsync(backup));
    }

    [Fact]
    public async Task A_file_that_changes_while_it_is_sent_is_an_error_of_its_own()
    {
        using var bed = new SyncTestBed(emulator.Storage);
        await bed.StoreAsync("a", "before");
        bed.Write("a", "after!");
        bed.Write("b", "2");
        var storage = new CountingStorage(emulator.Storage)
        {
            OnUpload = request =>
            {
                if (request.Path!.EndsWith("/a", StringComparison.Ordinal))
                {
                    bed.Write("a", "again!");
                }
            },
        };

        Assert.Equal("Send SourceChanged a!SourceChanged, Send New b", await bed.SyncAsync(bed.Upload, storage.Storage));
        Assert.Equal("a=before b=2", await bed.StoredAsync());
    }
}
