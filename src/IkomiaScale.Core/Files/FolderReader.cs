#if !NET
using System.Runtime.InteropServices;

#endif
namespace IkomiaScale.Files;

/// <summary>Reads folders and files' properties as cheaply as the system allows: nothing is opened.</summary>
internal class FolderReader
{
    /// <summary>What a path is, and of a file what is known of it.</summary>
    /// <exception cref="IOException">It cannot be told.</exception>
    /// <exception cref="UnauthorizedAccessException">It may not be asked.</exception>
    public virtual EntryKind Look(string path, out FileStamp stamp)
    {
        if (LinuxStat.IsAvailable)
        {
            return LinuxStat.Read(path, out stamp);
        }

        var file = new FileInfo(path);
        var kind = file.Exists ? KindOf(file) : Directory.Exists(path) ? KindOf(new DirectoryInfo(path)) : EntryKind.Missing;
        stamp = kind == EntryKind.File ? FileStamp.Of(file) : default;
        return kind;
    }

    /// <summary>What is in a folder, in no order.</summary>
    /// <exception cref="IOException">It cannot be read.</exception>
    /// <exception cref="UnauthorizedAccessException">It may not be read.</exception>
    public virtual IEnumerable<FolderEntry> Read(string folder)
    {
        if (!LinuxStat.IsAvailable)
        {
            foreach (var item in new DirectoryInfo(folder).EnumerateFileSystemInfos())
            {
                var kind = KindOf(item);
                yield return new FolderEntry(item.Name, kind, kind == EntryKind.File ? FileStamp.Of((FileInfo)item) : default);
            }

            yield break;
        }

        foreach (var path in Directory.EnumerateFileSystemEntries(folder))
        {
            var kind = LinuxStat.Read(path, out var stamp);
            yield return new FolderEntry(Path.GetFileName(path), kind, stamp);
        }
    }

    /// <summary>What a link leads to.</summary>
    /// <exception cref="IOException">It cannot be told.</exception>
    public EntryKind Follow(string path)
    {
        if (LinuxStat.IsAvailable)
        {
            return LinuxStat.Read(path, out _, follow: true);
        }

        return Directory.Exists(path) ? EntryKind.Folder : File.Exists(path) ? EntryKind.File : EntryKind.Missing;
    }

    /// <summary>Whether a file or folder is a link. What a cloud or a de-duplicating volume keeps elsewhere is marked like one, and is none.</summary>
    public static bool IsLink(FileSystemInfo item) => item.Attributes.HasFlag(FileAttributes.ReparsePoint)
#if NET
        && item.LinkTarget is not null;
#else
        && (!RuntimeInformation.IsOSPlatform(OSPlatform.Windows) || WindowsLink.Is(item.FullName));
#endif

    private static EntryKind KindOf(FileSystemInfo item)
    {
        var isFolder = item is DirectoryInfo;
        if (IsLink(item))
        {
            return EntryKind.Link;
        }

        return isFolder ? EntryKind.Folder : item.Attributes.HasFlag(FileAttributes.Device) ? EntryKind.Special : EntryKind.File;
    }
}
