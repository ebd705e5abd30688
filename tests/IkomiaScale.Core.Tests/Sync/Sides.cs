using System.Security.Cryptography;
using System.Text;
using IkomiaScale.Files;
using IkomiaScale.Sync.Planning;
using IkomiaScale.Sync.Sides;
using IkomiaScale.Tests.Support;

namespace IkomiaScale.Tests.Sync;

/// <summary>
/// Both sides of a sync written in a line: <c>path=content</c>, with <c>@hour</c> for a time. A content of <c>?</c> has no hash,
/// <c>#</c> cannot be read. <c>path!</c> is a link, <c>path!!</c> a folder that cannot be read, <c>path/</c> an empty folder.
/// </summary>
internal static class Sides
{
    private static readonly DateTime Day = new(2026, 1, 1, 0, 0, 0, DateTimeKind.Utc);

    public static LocalSnapshot Local(string text, string root = "/local")
    {
        var snapshot = new LocalSnapshot(root);
        foreach (var word in Words(text))
        {
            if (word.EndsWith("!!", StringComparison.Ordinal))
            {
                snapshot.Add(new LocalGap(word[..^2], SyncReason.Unreadable, "no permission"));
            }
            else if (word.EndsWith('!'))
            {
                snapshot.Add(new LocalGap(word[..^1], SyncReason.Link, "a link"));
            }
            else if (word.EndsWith('/'))
            {
                snapshot.BareFolders.Add(word[..^1]);
            }
            else
            {
                var (path, content, hour) = Parse(word);
                var time = FileStamp.Nanoseconds(Day.AddHours(hour));
                snapshot.Files.Add(new LocalEntry(path, new FileStamp(content.Length, time, 0, 0))
                {
                    Sha256 = content.StartsWith('#') ? default : HashOf(content),
                    IsUnreadable = content.StartsWith('#'),
                });
            }
        }

        snapshot.Files.Sort();
        return snapshot;
    }

    public static StorageSnapshot Storage(string text, string directory = "mirror")
    {
        var snapshot = new StorageSnapshot(directory);
        var forms = new ObjectUid.Forms();
        foreach (var word in Words(text))
        {
            var (path, content, hour) = Parse(word);
            var item = StoredObjects.Object($"{directory}/{path}", Encoding.UTF8.GetBytes(content));
            snapshot.Objects.Add(new StorageEntry(path, forms.Read(item), content.Length, content.StartsWith('?') ? default : HashOf(content), Day.AddHours(hour)));
        }

        snapshot.Objects.Sort();
        return snapshot;
    }

    public static Sha256Value HashOf(string content) =>
        Sha256Value.Parse(Convert.ToHexString(SHA256.HashData(Encoding.UTF8.GetBytes(content))));

    /// <summary>The options in words: <c>down delete time all force max=2 case form windows</c>.</summary>
    public static (SyncOptions Options, NameRules Rules) Options(string words)
    {
        var all = Words(words);
        var limit = Array.Find(all, word => word.StartsWith("max=", StringComparison.Ordinal))?[4..];
        var options = new SyncOptions
        {
            LocalRoot = "/local",
            StorageRoot = "mirror",
            Direction = all.Contains("down") ? SyncDirection.Download : SyncDirection.Upload,
            Delete = all.Contains("delete"),
            CompareBy = all.Contains("time") ? SyncCompareBy.SizeAndTime : SyncCompareBy.Sha256,
            IncludeUnchanged = all.Contains("all"),
            Force = all.Contains("force"),
            MaxDelete = limit is null ? DeleteLimit.Default : DeleteLimit.Parse(limit),
        };
        return (options, new NameRules(all.Contains("case"), all.Contains("form"), all.Contains("windows")));
    }

    /// <summary>A plan in words: <c>Send New a, Copy Moved b from a, Delete Extra a</c>.</summary>
    public static string Words(SyncPlan plan) => string.Join(
        ", ", plan.Steps.Select(step => $"{step.Action} {step.Reason} {step.Path}" + (step.From is null ? string.Empty : $" from {step.From}")));

    private static string[] Words(string text) => text.Split(' ', StringSplitOptions.RemoveEmptyEntries);

    private static (string Path, string Content, int Hour) Parse(string word)
    {
        var parts = word.Split('=', '@');
        return (parts[0].Replace('_', ' '), parts[1], parts.Length > 2 ? int.Parse(parts[2], System.Globalization.CultureInfo.InvariantCulture) : 12);
    }
}
