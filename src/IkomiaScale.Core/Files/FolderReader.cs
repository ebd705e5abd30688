#if !NET
using System.Runtime.InteropServices;

#endif
namespace IkomiaScale.Files;

/// <summary>Reads folders and the properties of files as cheaply as the system allows. Nothing is opened.</summary>
internal class FolderReader
{
    /// <summary>Returns what a path refers to, with size and times of a file.</summary>
    /// <exception cref="IOException">The path cannot be examined.</exception>
    /// <exception cref="UnauthorizedAccessException">Access is denied.</exception>
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

    /// <summary>Returns the entries of a folder, in no order.</summary>
    /// <exception cref="IOException">The folder cannot be read.</exception>
    /// <exception cref="UnauthorizedAccessException">Access is denied.</exception>
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

    /// <summary>Returns what a link leads to.</summary>
    /// <exception cref="IOException">The link cannot be followed.</exception>
    public EntryKind Follow(string path)
    {
        if (LinuxStat.IsAvailable)
        {
            return LinuxStat.Read(path, out _, follow: true);
        }

        return Directory.Exists(path) ? EntryKind.Folder : File.Exists(path) ? EntryKind.File : EntryKind.Missing;
    }

    /// <summary>
    /// Whether a file or folder is a link. Files of cloud folders and of de-duplicating volumes have the same attribute but
    /// are not links.
    /// </summary>
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
