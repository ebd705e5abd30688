using IkomiaScale.Deployments.Journal;
using IkomiaScale.Tests.Support;

namespace IkomiaScale.Tests.Deployments.Journal;

/// <summary>Folders on the real disk.</summary>
public sealed class FolderFlushTests
{
    [Fact]
    public void A_folder_is_flushed_and_closed()
    {
        using var folder = new TestFolder();
        var before = OpenFiles();

        for (var time = 0; time < 2000; time++)
        {
            FolderFlush.Flush(folder.Path);
        }

        // Other tests open files meanwhile, but not that many.
        Assert.InRange(OpenFiles() - before, -1500, 1500);
    }

    [Fact]
    public void One_that_is_not_there_is_told_by_its_name()
    {
        if (OperatingSystem.IsWindows())
        {
            return;
        }

        using var folder = new TestFolder();
        var missing = folder.File("missing");

        var failure = Assert.Throws<IOException>(() => FolderFlush.Flush(missing));

        Assert.Contains($"'{missing}'", failure.Message, StringComparison.Ordinal);
        Assert.Equal(2, failure.HResult);
    }

    [Fact]
    public void What_cannot_be_flushed_is_no_failure()
    {
        // A special file: its file system knows no flush.
        if (OperatingSystem.IsLinux())
        {
            FolderFlush.Flush("/proc/self/status");
        }
    }

    private static int OpenFiles() => OperatingSystem.IsLinux() ? Directory.GetFileSystemEntries("/proc/self/fd").Length : 0;
}
