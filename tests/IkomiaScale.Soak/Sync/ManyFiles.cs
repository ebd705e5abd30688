using System.Globalization;
using IkomiaScale.Files;

namespace IkomiaScale.Soak.Sync;

/// <summary>A folder of as many files as wanted, a thousand in each of its folders, that is on no disk.</summary>
internal sealed class ManyFiles(string root, int count) : FolderReader
{
    private const int InFolder = 1000;

    /// <summary>The path of a file below the root.</summary>
    public static string PathOf(int number) =>
        string.Create(CultureInfo.InvariantCulture, $"folder{number / InFolder:0000}/picture-{number:0000000}.jpg");

    public override EntryKind Look(string path, out FileStamp stamp)
    {
        stamp = default;
        return EntryKind.Missing;
    }

    public override IEnumerable<FolderEntry> Read(string folder)
    {
        if (folder.TrimEnd('/') == root)
        {
            for (var number = 0; number < count; number += InFolder)
            {
                yield return new FolderEntry(PathOf(number).Split('/')[0], EntryKind.Folder, default);
            }

            yield break;
        }

        var first = int.Parse(Path.GetFileName(folder)["folder".Length..], CultureInfo.InvariantCulture) * InFolder;
        for (var number = first; number < Math.Min(count, first + InFolder); number++)
        {
            yield return new FolderEntry(Path.GetFileName(PathOf(number)), EntryKind.File, StampOf(number));
        }
    }

    /// <summary>A time long ago, so that hashes may be kept.</summary>
    private static FileStamp StampOf(int number) => new(SizeOf(number), 1_700_000_000_000_000_000 + number, 1_700_000_000_000_000_000 + number, number + 1);

    /// <summary>The size of a file.</summary>
    public static long SizeOf(int number) => 1000 + number;
}
