using System.Text;
using IkomiaScale.Storage;
using IkomiaScale.Tests.Support;

namespace IkomiaScale.Tests.Faults;

/// <summary>What holds for every name: it survives the way to the service and back, and its file is always inside the destination.</summary>
public sealed class NamePropertyTests(EmulatorFixture emulator) : IClassFixture<EmulatorFixture>
{
    private const int Count = 12_000;
    private const int SentCount = 300;

    [Fact]
    public void Every_name_is_encoded_so_that_it_can_be_decoded_again()
    {
        foreach (var name in Names.Usable(seed: 1).Take(Count))
        {
            Assert.Equal(name, StoragePath.Normalize(name));
            var encoded = StoragePath.Encode(name);

            // As the service reads it: split first, then each segment decoded on its own.
            var decoded = string.Join('/', encoded.Split('/').Select(Uri.UnescapeDataString));
            Assert.Equal(name, decoded);

            // As a URL of .NET keeps it: nothing is resolved, nothing is taken for a query.
            var url = new Uri($"http://localhost/v1/objects/{encoded}?page=1");
            Assert.Equal(($"/v1/objects/{encoded}", "?page=1", string.Empty), (url.AbsolutePath, url.Query, url.Fragment));
        }
    }

    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public void Every_file_is_inside_the_destination_or_there_is_none(bool windowsRules)
    {
        using var folder = new TestFolder();
        var refused = 0;
        foreach (var name in Names.Any(seed: 2).Take(Count))
        {
            try
            {
                var path = LocalPath.Below(folder.Path, name, windowsRules);
                Assert.Equal(name, Path.GetRelativePath(folder.Path, path).Replace(Path.DirectorySeparatorChar, '/'));
                Assert.StartsWith(folder.Path + Path.DirectorySeparatorChar, path, StringComparison.Ordinal);
                Assert.All(name.Split('/'), segment => AssertHarmless(segment, windowsRules));
            }
            catch (ScaleException exception)
            {
                Assert.Equal(ScaleErrorId.InvalidPath, exception.ErrorId);
                Assert.DoesNotContain(exception.Message, char.IsControl);
                refused++;
            }
        }

        Assert.InRange(refused, Count / 10, Count * 9 / 10);
        Assert.Empty(folder.Files);
    }

    [Fact]
    public async Task What_is_sent_is_listed_and_read_back_under_the_same_name()
    {
        using var folder = new TestFolder();
        var directory = EmulatorFixture.NewFolder();
        var names = Names.ForFiles(Names.Usable(seed: 3), folder.Path, SentCount);
        await Parallel.ForEachAsync(names, async (name, token) =>
            await emulator.Storage.UploadAsync(new UploadRequest(UploadSource.FromText(name), $"{directory}/{name}"), token));

        var listed = new List<IkStorageObject>();
        await foreach (var item in emulator.Storage.ListAsync(directory))
        {
            listed.Add(item);
        }

        await Parallel.ForEachAsync(listed, async (item, token) => await emulator.Storage.DownloadFileAsync(
            item, LocalPath.Below(folder.Path, item.RelativePath!), WhenExists.Fail, cancellationToken: token));

        Assert.Equal(names.Order(StringComparer.Ordinal), listed.Select(item => item.RelativePath!).Order(StringComparer.Ordinal));
        var files = Directory.GetFiles(folder.Path, "*", SearchOption.AllDirectories);
        Assert.Equal(names.Count, files.Length);
        foreach (var file in files)
        {
            var name = Path.GetRelativePath(folder.Path, file).Replace(Path.DirectorySeparatorChar, '/');
            Assert.Equal(Encoding.UTF8.GetBytes(name), await File.ReadAllBytesAsync(file));
        }
    }

    private static void AssertHarmless(string segment, bool windowsRules)
    {
        Assert.False(segment is "" or "." or "..", segment);
        Assert.DoesNotContain(segment, char.IsControl);
        if (windowsRules)
        {
            Assert.True(segment.IndexOfAny(['\\', ':', '*', '?', '"', '<', '>', '|']) < 0, segment);
            Assert.False(segment.EndsWith('.') || segment.EndsWith(' '), segment);
            Assert.DoesNotMatch(@"^(?i:con|prn|aux|nul|com[0-9¹²³]|lpt[0-9¹²³]|conin\$|conout\$) *(\.|$)", segment);
        }
    }

    /// <summary>Names made of what is known to cause trouble, always the same for a seed.</summary>
    private static class Names
    {
        private const int LongestFileName = 240;

        private static readonly string[] Fragments =
        [
            "a", "b", "file", "é", "e\u0301", "日本語", "שלום", "😀", "👩\u200d🔬", "ﬀ", "İ", "ß", " ", "  ", ".", "..", "...", "/", "/", "/", "\\", ":", "::$DATA",
            "C:", "\\\\server\\share", "%", "%2e%2e", "%2F", "%5c", "%00", "%zz", "+", "#", "?", "&", "=", ";", ",", "~", "@", "!", "$HOME", "$(id)", "`id`", "'", "\"",
            "[a]", "[", "]", "{", "}", "(", ")", "*", "|", "<", ">", "^", "-rf", "--", "CON", "nul", "COM1", "LPT¹", "aux.txt", ".txt", ".tar.gz", "\u202e", "\u200b",
            "\ufeff", "\u00a0", "\u00ad", "\ue000", "\U0010ffff", "?exact=false", "&page=2", "http://", "a b",
        ];

        private static readonly string[] Unusable = ["\0", "\n", "\r\n", "\t", "\u001b[31m", "\u0007", "\u007f", "\u0085", "\ud800", "/../", "//", "./", "\udc00"];

        /// <summary>All that a hostile service may give.</summary>
        public static IEnumerable<string> Any(int seed)
        {
            var random = new Random(seed);
            while (true)
            {
                var name = new StringBuilder();
                for (var left = random.Next(1, 9); left > 0; left--)
                {
                    name.Append(random.Next(12) == 0 ? Unusable[random.Next(Unusable.Length)] : Fragments[random.Next(Fragments.Length)]);
                }

                yield return name.ToString();
            }
        }

        /// <summary>Those that a path of the storage can be.</summary>
        public static IEnumerable<string> Usable(int seed) => Any(seed).Where(name =>
            !name.StartsWith('/') && !name.Any(char.IsControl) && IsWellFormed(name) && name.Split('/').All(segment => segment is not ("" or "." or "..")));

        /// <summary>Those that can be files of this system side by side: none too long, none the folder of another.</summary>
        public static List<string> ForFiles(IEnumerable<string> names, string folder, int count)
        {
            var chosen = new List<string>();
            var taken = new HashSet<string>(StringComparer.OrdinalIgnoreCase);
            foreach (var name in names.Where(name => FitsAFile(name, folder)))
            {
                var parents = Enumerable.Range(1, name.Length - 1).Where(index => name[index] == '/').Select(index => name[..index]).ToList();
                if (!taken.Contains(name) && !parents.Any(parent => chosen.Contains(parent, StringComparer.OrdinalIgnoreCase)))
                {
                    taken.UnionWith(parents);
                    taken.Add(name);
                    chosen.Add(name);
                }

                if (chosen.Count == count)
                {
                    break;
                }
            }

            return chosen;
        }

        private static bool FitsAFile(string name, string folder)
        {
            try
            {
                return name.Split('/').All(segment => Encoding.UTF8.GetByteCount(segment) <= LongestFileName) && LocalPath.Below(folder, name).Length > 0;
            }
            catch (ScaleException)
            {
                return false;
            }
        }

        private static bool IsWellFormed(string name) => !Encoding.UTF8.GetString(Encoding.UTF8.GetBytes(name)).Contains('\ufffd');
    }
}
