#if !NET
using System.Runtime.InteropServices;
#endif
using System.Text;

namespace IkomiaScale.Files;

/// <summary>Small files of the owner's own, each written whole or not at all.</summary>
internal static class WholeFile
{
    /// <summary>The text of a file that another process may be replacing.</summary>
    public static string Read(string path)
    {
        using var file = new FileStream(path, FileMode.Open, FileAccess.Read, FileShare.ReadWrite | FileShare.Delete);
        using var reader = new StreamReader(file, Encoding.UTF8);
        return reader.ReadToEnd();
    }

    /// <summary>Writes a text in the place of what was there. A crash leaves the one or the other.</summary>
    public static void Write(string path, string text) => Write(path, new UTF8Encoding(false).GetBytes(text));

    /// <summary>Writes bytes in the place of what was there. A crash leaves the one or the other.</summary>
    public static void Write(string path, byte[] content)
    {
        // A link stays one, and what it leads to is replaced: people keep their settings elsewhere.
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
