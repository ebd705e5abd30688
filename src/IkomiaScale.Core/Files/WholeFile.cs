#if !NET
using System.Runtime.InteropServices;
#endif
using System.Text;

namespace IkomiaScale.Files;

/// <summary>Reads and writes small files of the owner, each completely or not at all.</summary>
internal static class WholeFile
{
    /// <summary>Reads the text of a file that another process may be replacing.</summary>
    public static string Read(string path)
    {
        using var file = new FileStream(path, FileMode.Open, FileAccess.Read, FileShare.ReadWrite | FileShare.Delete);
        using var reader = new StreamReader(file, Encoding.UTF8);
        return reader.ReadToEnd();
    }

    /// <summary>Replaces a file by a text. After a crash, the file has either the old or the new content.</summary>
    public static void Write(string path, string text) => Write(path, new UTF8Encoding(false).GetBytes(text));

    /// <summary>Replaces a file by bytes. After a crash, the file has either the old or the new content.</summary>
    public static void Write(string path, byte[] content)
    {
        // A link is kept and its target is replaced: people keep their settings elsewhere.
        var target = FinalTarget(path);
        var partial = $"{target}.{Guid.NewGuid():N}.partial";
        try
        {
            using (var file = OwnerOnly.Open(partial, FileShare.None))
            {
                file.Write(content, 0, content.Length);
                file.Flush(flushToDisk: true);
            }

            Replace(partial, target);
        }
        catch
        {
            File.Delete(partial);
            throw;
        }
    }

    private static string FinalTarget(string path) =>
#if NET
        new FileInfo(path).LinkTarget is null ? path : File.ResolveLinkTarget(path, returnFinalTarget: true)!.FullName;
#else
        RuntimeInformation.IsOSPlatform(OSPlatform.Windows) ? path : UnixLink.FinalTarget(path);
#endif

    private static void Replace(string partial, string target)
    {
#if NET
        File.Move(partial, target, overwrite: true);
#else
        if (File.Exists(target))
        {
            File.Replace(partial, target, destinationBackupFileName: null);
        }
        else
        {
            File.Move(partial, target);
        }
#endif
    }
}
