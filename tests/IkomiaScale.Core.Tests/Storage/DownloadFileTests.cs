using IkomiaScale.Storage;
using IkomiaScale.Tests.Support;
using static IkomiaScale.Tests.Support.ContentService;

namespace IkomiaScale.Tests.Storage;

/// <summary>A file is there whole or not at all, and an older one is only ever replaced by a whole one.</summary>
public sealed class DownloadFileTests : IDisposable
{
    private static readonly byte[] Content = StoredObjects.Bytes(300_000);

    private readonly TestFolder _folder = new();

    public void Dispose() => _folder.Dispose();

    [Fact]
    public async Task A_file_is_made_with_its_folders_and_nothing_else()
    {
        await using var service = await ContentService.StartAsync(Content, Whole(Content));

        await SaveAsync(service, Path.Combine("new", "folders", "a.bin"));

        Assert.Equal(Content, File.ReadAllBytes(_folder.File("new/folders/a.bin")));
        Assert.Equal([Path.Combine("new", "folders", "a.bin")], _folder.Files);
    }

    [Theory]
    [InlineData("é")]
    [InlineData("a")]
    public async Task Names_as_long_as_the_file_system_allows_are_kept(string letter)
    {
        await using var service = await ContentService.StartAsync(Content, Whole(Content));
        var name = string.Concat(Enumerable.Repeat(letter, letter == "a" ? 255 : 127));

        await SaveAsync(service, name);
        await SaveAsync(service, name, WhenExists.Overwrite);

        Assert.Equal([name], _folder.Files);
    }

    [Fact]
    public async Task A_file_that_is_there_is_not_overwritten_and_nothing_is_fetched()
    {
        await using var service = await ContentService.StartAsync(Content, Whole(Content));
        _folder.Write("a.bin", "old");

        var error = await Assert.ThrowsAsync<ScaleException>(() => SaveAsync(service, "a.bin"));

        Assert.Equal(ScaleErrorId.FileExists, error.ErrorId);
        Assert.Equal(_folder.File("a.bin"), error.Target);
        Assert.Contains("-Force", error.Message, StringComparison.Ordinal);
        Assert.Equal("old", File.ReadAllText(_folder.File("a.bin")));
        Assert.Empty(service.Service.Calls);
    }

    [Fact]
    public async Task A_file_that_is_there_is_overwritten_when_that_is_wanted()
    {
        await using var service = await ContentService.StartAsync(Content, Whole(Content));
        _folder.Write("a.bin", "old");

        await SaveAsync(service, "a.bin", WhenExists.Overwrite);

        Assert.Equal(Content, File.ReadAllBytes(_folder.File("a.bin")));
        Assert.Equal(["a.bin"], _folder.Files);
    }

    [Fact]
    public async Task What_is_the_same_already_is_not_fetched_again()
    {
        await using var service = await ContentService.StartAsync(Content, Whole(Content));
        File.WriteAllBytes(_folder.File("a.bin"), Content);
        var before = File.GetLastWriteTimeUtc(_folder.File("a.bin"));

        await SaveAsync(service, "a.bin", WhenExists.SkipSame);
        await SaveAsync(service, "a.bin", WhenExists.SkipSame | WhenExists.Overwrite);

        Assert.Equal(before, File.GetLastWriteTimeUtc(_folder.File("a.bin")));
        Assert.Empty(service.Service.Calls);
    }

    [Theory]
    [InlineData(300_000)]
    [InlineData(5)]
    public async Task What_differs_is_replaced_only_when_that_is_wanted(int size)
    {
        await using var service = await ContentService.StartAsync(Content, Whole(Content));
        File.WriteAllBytes(_folder.File("a.bin"), new byte[size]);

        var error = await Assert.ThrowsAsync<ScaleException>(() => SaveAsync(service, "a.bin", WhenExists.SkipSame));
        Assert.Equal(ScaleErrorId.FileExists, error.ErrorId);
        Assert.Contains("already exists with other content", error.Message, StringComparison.Ordinal);
        Assert.Equal(new byte[size], File.ReadAllBytes(_folder.File("a.bin")));

        await SaveAsync(service, "a.bin", WhenExists.SkipSame | WhenExists.Overwrite);
        await SaveAsync(service, "b.bin", WhenExists.SkipSame);
        Assert.Equal(Content, File.ReadAllBytes(_folder.File("a.bin")));
        Assert.Equal(Content, File.ReadAllBytes(_folder.File("b.bin")));
    }

    [Fact]
    public async Task What_is_skipped_says_so_to_who_watches()
    {
        await using var service = await ContentService.StartAsync(Content, Whole(Content));
        File.WriteAllBytes(_folder.File("a.bin"), Content);
        var progress = new TransferProgress("a.bin", Content.Length);

        await service.Storage.DownloadFileAsync(service.Object, _folder.File("a.bin"), WhenExists.SkipSame, new TransferOptions { Progress = progress });

        Assert.True(progress.WasSkipped);
    }

    public static TheoryData<string> Failures => new("corrupted", "too short", "too long", "broken", "forbidden", "gone", "out of order", "silent");

    [Theory]
    [MemberData(nameof(Failures))]
    public async Task After_a_failure_all_is_as_it_was(string failure)
    {
        var wrong = (byte[])Content.Clone();
        wrong[^1] ^= 1;
        Answer answer = failure switch
        {
            "corrupted" => Whole(wrong),
            "too short" => Whole(Content[..1000]),
            "too long" => Whole([.. Content, 1]),
            "broken" => WholeUpTo(Content, 100_000),
            "forbidden" => Refusal(403),
            "gone" => Refusal(404),
            "out of order" => Refusal(503),
            _ => (context, _) => context.TextAsync(200, ""),
        };
        await using var service = await ContentService.StartAsync(Content, answer);
        _folder.Write("old.bin", "old");

        await Assert.ThrowsAsync<ScaleException>(() => SaveAsync(service, "old.bin", WhenExists.Overwrite));
        await Assert.ThrowsAsync<ScaleException>(() => SaveAsync(service, "new.bin"));

        Assert.Equal("old", File.ReadAllText(_folder.File("old.bin")));
        Assert.Equal(["old.bin"], _folder.Files);
    }

    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public async Task After_a_cancellation_all_is_as_it_was(bool isUnderWay)
    {
        using var stop = new CancellationTokenSource();
        await using var service = await ContentService.StartAsync(Content, async (context, _) =>
        {
            context.Response.ContentLength = Content.Length;
            await context.Response.Body.WriteAsync(Content.AsMemory(0, 100_000));
            await context.StallAsync();
        });
        _folder.Write("old.bin", "old");
        var progress = new TransferProgress("a", null);
        if (!isUnderWay)
        {
            stop.Cancel();
        }

        var saving = service.Storage.DownloadFileAsync(
            service.Object, _folder.File("old.bin"), WhenExists.Overwrite, new TransferOptions { Progress = progress }, stop.Token);
        await Eventually.HoldsAsync(() => saving.IsCompleted || progress.Bytes == 100_000, "a part has come");
        stop.Cancel();

        await Assert.ThrowsAnyAsync<OperationCanceledException>(() => saving.WaitAsync(TimeSpan.FromSeconds(20)));
        Assert.Equal("old", File.ReadAllText(_folder.File("old.bin")));
        Assert.Equal(["old.bin"], _folder.Files);
    }

    [Fact]
    public async Task A_file_that_somebody_else_makes_meanwhile_is_not_overwritten()
    {
        await using var service = await ContentService.StartAsync(Content, (context, start) =>
        {
            _folder.Write("a.bin", "theirs");
            return Whole(Content)(context, start);
        });

        var error = await Assert.ThrowsAsync<ScaleException>(() => SaveAsync(service, "a.bin"));

        Assert.Equal(ScaleErrorId.FileExists, error.ErrorId);
        Assert.Equal("theirs", File.ReadAllText(_folder.File("a.bin")));
        Assert.Equal(["a.bin"], _folder.Files);
    }

    [Fact]
    public async Task A_link_is_replaced_and_what_it_leads_to_is_left_alone()
    {
        await using var service = await ContentService.StartAsync(Content, Whole(Content));
        _folder.Write("precious", "precious");
        File.CreateSymbolicLink(_folder.File("a.bin"), _folder.File("precious"));

        await SaveAsync(service, "a.bin", WhenExists.Overwrite);

        Assert.Equal("precious", File.ReadAllText(_folder.File("precious")));
        Assert.Equal(Content, File.ReadAllBytes(_folder.File("a.bin")));
    }

    [Fact]
    public async Task A_directory_in_the_way_is_told_before_anything_is_fetched()
    {
        await using var service = await ContentService.StartAsync(Content, Whole(Content));
        Directory.CreateDirectory(_folder.File("a.bin"));
        _folder.Write("file", "x");

        var directory = await Assert.ThrowsAsync<ScaleException>(() => SaveAsync(service, "a.bin", WhenExists.Overwrite));
        var file = await Assert.ThrowsAsync<ScaleException>(() => SaveAsync(service, Path.Combine("file", "a.bin")));

        Assert.Equal((ScaleErrorId.InvalidPath, _folder.File("a.bin")), (directory.ErrorId, directory.Target));
        Assert.Equal((ScaleErrorId.InvalidPath, _folder.File(Path.Combine("file", "a.bin"))), (file.ErrorId, file.Target));
        Assert.Empty(service.Service.Calls);
    }

    [Fact]
    public async Task A_folder_that_cannot_be_written_is_told_by_the_name_of_the_file_that_was_wanted()
    {
        // Not even the superuser can make a file there.
        if (!OperatingSystem.IsLinux())
        {
            return;
        }

        await using var service = await ContentService.StartAsync(Content, Whole(Content));

        var error = await Assert.ThrowsAsync<ScaleException>(
            () => service.Storage.DownloadFileAsync(service.Object, "/proc/self/a.bin", WhenExists.Fail));

        Assert.Equal((ScaleErrorId.InvalidPath, "/proc/self/a.bin"), (error.ErrorId, error.Target));
        Assert.Contains("/proc/self/a.bin", error.Message, StringComparison.Ordinal);
        Assert.Empty(service.Service.Calls);
    }

    private Task SaveAsync(ContentService service, string name, WhenExists whenExists = WhenExists.Fail) =>
        service.Storage.DownloadFileAsync(service.Object, _folder.File(name), whenExists);
}
