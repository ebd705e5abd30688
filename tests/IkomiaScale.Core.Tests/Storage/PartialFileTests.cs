using IkomiaScale.Storage;
using IkomiaScale.Tests.Support;

namespace IkomiaScale.Tests.Storage;

/// <summary>What a killed process has left is removed some day, and nothing else ever.</summary>
public sealed class PartialFileTests : IDisposable
{
    private static readonly DateTime LongAgo = DateTime.UtcNow.AddDays(-2);
    private readonly TestFolder _folder = new();

    public void Dispose() => _folder.Dispose();

    [Fact]
    public void What_was_left_days_ago_goes_with_the_next_file()
    {
        Leave(PartialFile.NewName(), LongAgo);

        Make("a.txt");

        Assert.Equal(["a.txt"], _folder.Files);
    }

    // A transfer may rest for a day.
    [Theory]
    [InlineData(20, true)]
    [InlineData(24.9, true)]
    [InlineData(25.1, false)]
    public void What_is_new_may_be_in_use(double hours, bool stays)
    {
        var partial = Leave(PartialFile.NewName(), DateTime.UtcNow.AddHours(-hours));

        Make("a.txt");

        Assert.Equal(stays, _folder.Files.Contains(partial));
    }

    [Fact]
    public void A_folder_is_looked_through_once_and_not_for_each_file()
    {
        Make("a.txt");
        var partial = Leave(PartialFile.NewName(), LongAgo);

        Make("b.txt");

        Assert.Contains(partial, _folder.Files);
    }

    [Fact]
    public void What_cannot_be_tidied_up_is_no_failure()
    {
        PartialFile.Sweep(_folder.File("gone"));

        Assert.Empty(_folder.Files);
    }

    [Fact]
    public void A_link_is_somebody_elses_and_so_is_what_it_leads_to()
    {
        // Windows lets only some users make links.
        if (LocalPath.IsWindows)
        {
            return;
        }

        var precious = _folder.Write("precious", "content");
        var link = PartialFile.NewName();
        File.CreateSymbolicLink(_folder.File(link), precious);
        File.SetLastWriteTimeUtc(precious, LongAgo);
        new FileInfo(_folder.File(link)).LastWriteTimeUtc = LongAgo;

        Make("a.txt");

        Assert.Equal(new[] { link, "a.txt", "precious" }.Order(), _folder.Files);
    }

    [Fact]
    public void What_somebody_has_open_is_in_use_however_old()
    {
        var partial = Leave(PartialFile.NewName(), LongAgo);
        using (var writer = new FileStream(_folder.File(partial), FileMode.Open, FileAccess.ReadWrite, FileShare.None))
        {
            Make("a.txt");
        }

        Assert.Contains(partial, _folder.Files);
    }

    [Theory]
    [InlineData(".ik-notes.partial")]
    [InlineData(".ik-0123456789abcdef0123456789abcdef.partial.txt")]
    [InlineData("x.ik-0123456789abcdef0123456789abcdef.partial")]
    public void What_only_looks_like_it_is_somebody_elses(string name)
    {
        Leave(name, LongAgo);

        Make("a.txt");

        Assert.Contains(name, _folder.Files);
    }

    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public void A_folder_that_goes_meanwhile_is_told_as_the_failure_of_this_file(bool overwrite)
    {
        // A file that is open keeps its folder there.
        if (LocalPath.IsWindows)
        {
            return;
        }

        using var target = DownloadTarget.Create(_folder.File("new/a.txt"), overwrite);
        Directory.Delete(_folder.File("new"), recursive: true);

        var error = Assert.Throws<ScaleException>(() => target.Commit());

        Assert.Equal(ScaleErrorId.InvalidPath, error.ErrorId);
        Assert.Contains("a.txt", error.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void A_file_gets_the_time_that_it_is_to_have()
    {
        var time = new DateTime(2020, 2, 3, 4, 5, 6, DateTimeKind.Utc);
        using (var target = DownloadTarget.Create(_folder.File("a.txt"), overwrite: false))
        {
            target.Commit(time);
        }

        Assert.Equal(time, File.GetLastWriteTimeUtc(_folder.File("a.txt")));
    }

    [Fact]
    public void No_object_can_be_mistaken_for_one()
    {
        var error = Assert.Throws<ScaleException>(() => LocalPath.Below(_folder.Path, $"dir/{PartialFile.NewName()}"));

        Assert.Equal(ScaleErrorId.InvalidPath, error.ErrorId);
    }

    // Whoever finds a folder missing may see it there a moment later, made for the file beside it.
    [Fact]
    public void Files_beside_each_other_make_their_folder_at_once()
    {
        const int Folders = 500;
        const int Writers = 4;

        for (var folder = 0; folder < Folders; folder++)
        {
            Parallel.For(0, Writers, file => Make($"new{folder}/{file}.txt"));
        }

        Assert.Equal(Folders * Writers, _folder.Files.Count());
    }

    [Fact]
    public void Of_two_that_make_the_same_file_one_is_told()
    {
        const int Rounds = 500;
        var told = 0;
        for (var round = 0; round < Rounds; round++)
        {
            var path = _folder.File($"{round}.txt");
            Parallel.For(0, 2, writer =>
            {
                try
                {
                    using var target = DownloadTarget.Create(path, overwrite: false);
                    target.Stream.WriteByte((byte)writer);
                    target.Commit();
                }
                catch (ScaleException failure) when (failure.ErrorId == ScaleErrorId.FileExists)
                {
                    Interlocked.Increment(ref told);
                }
            });
        }

        Assert.Equal(Rounds, told);
        Assert.Equal(Rounds, _folder.Files.Count());
    }

#if !DESKTOP
    // Windows PowerShell 5.1 has no way to reserve the room: there it shows when the disk is full.
    [Fact]
    public void A_disk_without_room_is_told_before_anything_is_downloaded()
    {
        var error = Assert.Throws<ScaleException>(() => DownloadTarget.Create(_folder.File("new/large.bin"), overwrite: false, size: 1L << 60));

        Assert.Equal(ScaleErrorId.InvalidPath, error.ErrorId);
        Assert.Contains("large.bin", error.Message);
        Assert.Empty(Directory.GetFiles(_folder.Path, "*", SearchOption.AllDirectories));
    }
#endif

    private string Leave(string name, DateTime written)
    {
        File.SetLastWriteTimeUtc(_folder.Write(name, "beginning"), written);
        return name;
    }

    private void Make(string name)
    {
        using var target = DownloadTarget.Create(_folder.File(name), overwrite: false);
        target.Commit();
    }
}
