using System.IO.Compression;
using System.Text;
using IkomiaScale.Storage;
using IkomiaScale.Tests.Support;

namespace IkomiaScale.Tests.Storage;

/// <summary>Archives: unpacked where they are wanted and nowhere else, taken up where they broke, and never over one another.</summary>
public sealed class ExpandTests(EmulatorFixture emulator) : IClassFixture<EmulatorFixture>, IDisposable
{
    private readonly TestFolder _target = new();

    public void Dispose() => _target.Dispose();

    [Theory]
    [InlineData("../evil")]
    [InlineData("a/../../evil")]
    [InlineData("/evil")]
    [InlineData("..\\evil")]
    [InlineData("a//evil")]
    [InlineData("..")]
    [InlineData("link/evil")]
    public async Task An_archive_with_an_entry_that_leaves_the_folder_is_refused_as_a_whole(string name)
    {
        using var elsewhere = new TestFolder();
        Directory.CreateDirectory(_target.File("in"));
        Directory.CreateSymbolicLink(_target.File("in/link"), elsewhere.Path);

        var error = await Assert.ThrowsAsync<ScaleException>(() => ExpandAsync(Zip("good", name), _target.File("in"), WhenExists.Overwrite));

        Assert.Equal(ScaleErrorId.InvalidPath, error.ErrorId);
        Assert.Empty(_target.Files);
        Assert.Empty(elsewhere.Files);
    }

    [Fact]
    public async Task Backslashes_make_folders_too()
    {
        await ExpandAsync(Zip(@"sub\a.txt"), _target.Path, WhenExists.Fail);

        Assert.Equal(["sub/a.txt"], _target.Files.Select(Slashed));
    }

    [Fact]
    public async Task A_file_that_is_there_is_not_overwritten_and_nothing_else_is_written()
    {
        _target.Write("b", "old");

        var error = await Assert.ThrowsAsync<ScaleException>(() => ExpandAsync(Zip("a", "b"), _target.Path, WhenExists.Fail));
        Assert.Equal((ScaleErrorId.FileExists, _target.File("b")), (error.ErrorId, error.Target));
        Assert.Equal(["b"], _target.Files);

        await ExpandAsync(Zip("a", "b"), _target.Path, WhenExists.Overwrite);
        Assert.Equal("content of b", File.ReadAllText(_target.File("b")));
        Assert.Equal(["a", "b"], _target.Files);
    }

    [Fact]
    public async Task What_is_no_archive_is_told_and_leaves_nothing_behind()
    {
        var stored = await emulator.StoreAsync(EmulatorFixture.NewFolder(), "this is not a zip");

        var error = await Assert.ThrowsAsync<ScaleException>(() => emulator.Storage.DownloadFolderAsync(stored, _target.Path, WhenExists.Fail));

        Assert.Equal(ScaleErrorId.InvalidInput, error.ErrorId);
        Assert.Contains("-ExpandArchive", error.Message, StringComparison.Ordinal);
        Assert.Empty(_target.Files);
    }

    [Fact]
    public async Task A_damaged_archive_is_told_and_leaves_no_part_of_a_file()
    {
        var zip = Zip("a").ToArray();

        // Behind the header of the entry: no deflated block begins like this.
        Array.Fill(zip, (byte)0xff, 31, 10);

        var error = await Assert.ThrowsAsync<ScaleException>(() => ExpandAsync(new MemoryStream(zip), _target.Path, WhenExists.Fail));

        Assert.Equal(ScaleErrorId.InvalidInput, error.ErrorId);
        Assert.Empty(_target.Files);
    }

    [Fact]
    public async Task A_folder_in_the_place_of_a_file_is_told()
    {
        Directory.CreateDirectory(_target.File("a"));

        var error = await Assert.ThrowsAsync<ScaleException>(() => ExpandAsync(Zip("a"), _target.Path, WhenExists.Overwrite));

        Assert.Equal((ScaleErrorId.InvalidPath, _target.File("a")), (error.ErrorId, error.Target));
        Assert.Contains("a folder has this name", error.Message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task An_archive_of_nothing_makes_its_folder()
    {
        Assert.Empty((await ExpandAsync(Zip(Array.Empty<string>()), _target.File("new"), WhenExists.Fail)).Files);

        Assert.True(Directory.Exists(_target.File("new")));
    }

    [Fact]
    public async Task What_was_interrupted_is_taken_up()
    {
        _target.Write("a", "content of a");
        var written = File.GetLastWriteTimeUtc(_target.File("a"));

        var (files, skipped) = await ExpandAsync(Zip("a", "b"), WhenExists.SkipSame);

        Assert.Equal([_target.File("a"), _target.File("b")], files);
        Assert.Equal(1, skipped);
        Assert.Equal(written, File.GetLastWriteTimeUtc(_target.File("a")));
        Assert.Equal("content of b", File.ReadAllText(_target.File("b")));
        Assert.Equal(2, (await ExpandAsync(Zip("a", "b"), WhenExists.SkipSame)).Skipped);
    }

    [Theory]
    [InlineData("content of A")]
    [InlineData("other")]
    [InlineData("")]
    public async Task A_file_with_other_content_is_told_before_anything_is_written(string content)
    {
        _target.Write("b", content);

        var error = await Assert.ThrowsAsync<ScaleException>(() => ExpandAsync(Zip("a", "b"), WhenExists.SkipSame));

        Assert.Equal((ScaleErrorId.FileExists, _target.File("b")), (error.ErrorId, error.Target));
        Assert.DoesNotContain("-SkipExisting", error.Message, StringComparison.Ordinal);
        Assert.Contains("-SkipExisting", (await Assert.ThrowsAsync<ScaleException>(() => ExpandAsync(Zip("a", "b"), WhenExists.Fail))).Message, StringComparison.Ordinal);
        Assert.Equal(["b"], _target.Files);
    }

    [Fact]
    public async Task With_force_only_what_differs_is_written()
    {
        _target.Write("a", "content of a");
        _target.Write("b", "content of B");

        var (_, skipped) = await ExpandAsync(Zip("a", "b"), WhenExists.SkipSame | WhenExists.Overwrite);

        Assert.Equal(1, skipped);
        Assert.Equal("content of b", File.ReadAllText(_target.File("b")));
    }

    [Theory]
    [InlineData(-1)]
    [InlineData(0)]
    [InlineData(1)]
    public async Task Contents_of_about_a_block_are_told_apart_by_their_last_byte(int beyond)
    {
        var content = new byte[UploadContent.BufferSize + beyond];
        File.WriteAllBytes(_target.File("a"), content);
        Assert.Equal(1, (await ExpandAsync(Zip(("a", content)), WhenExists.SkipSame)).Skipped);

        content[^1] = 1;
        var error = await Assert.ThrowsAsync<ScaleException>(() => ExpandAsync(Zip(("a", content)), WhenExists.SkipSame));
        Assert.Equal(ScaleErrorId.FileExists, error.ErrorId);
    }

    [Theory]
    [InlineData("b/x", "b/x")]
    [InlineData("b/x", "B/X")]
    [InlineData("caf\u00e9", "cafe\u0301")]
    [InlineData("b", "b/x")]
    [InlineData("B/x/y", "b/x")]
    [InlineData("b/", "b")]
    public async Task Entries_that_would_be_one_file_are_refused_before_anything_is_written(string one, string other)
    {
        foreach (var names in new[] { new[] { "a", one, other }, ["a", other, one] })
        {
            var error = await Assert.ThrowsAsync<ScaleException>(() => ExpandAsync(Zip(names), WhenExists.Overwrite | WhenExists.SkipSame));

            Assert.Equal(ScaleErrorId.InvalidPath, error.ErrorId);
            Assert.Contains("would become the same file", error.Message, StringComparison.Ordinal);
            Assert.Empty(_target.Files);
        }
    }

    [Fact]
    public async Task A_file_in_the_place_of_a_folder_is_told_before_anything_is_written()
    {
        _target.Write("b", "old");

        var error = await Assert.ThrowsAsync<ScaleException>(() => ExpandAsync(Zip("a", "b/c/d"), WhenExists.Overwrite));

        Assert.Equal((ScaleErrorId.InvalidPath, _target.File("b")), (error.ErrorId, error.Target));
        Assert.Equal(["b"], _target.Files);
    }

    [Fact]
    public async Task An_archive_of_more_entries_than_allowed_is_refused()
    {
        Assert.Equal(2, (await ExpandAsync(Zip("a", "b"), WhenExists.Fail, new ExpandLimits { MaxEntries = 2 })).Files.Count);

        await RefusedAsync(Zip("c", "d", "e"), new ExpandLimits { MaxEntries = 2 }, "-MaxExpandedEntries");
    }

    [Fact]
    public async Task An_archive_that_becomes_larger_than_allowed_is_refused()
    {
        var size = "content of a".Length + "content of b".Length;
        Assert.Equal(2, (await ExpandAsync(Zip("a", "b"), WhenExists.Fail, new ExpandLimits { MaxSize = size })).Files.Count);

        await RefusedAsync(Zip("c", "d"), new ExpandLimits { MaxSize = size - 1 }, "-MaxExpandedSize");
    }

    [Fact]
    public async Task An_archive_of_nothing_but_zeros_is_refused_unless_that_is_allowed()
    {
        var zip = Zip(("zeros", new byte[(100 * 1024 * 1024) + 1]));

        await RefusedAsync(zip, new ExpandLimits(), "-MaxExpandedRatio");

        await ExpandAsync(zip, WhenExists.Fail, new ExpandLimits { MaxRatio = 2000 });
        Assert.Equal((100 * 1024 * 1024) + 1, new FileInfo(_target.File("zeros")).Length);
    }

    private async Task RefusedAsync(MemoryStream zip, ExpandLimits limits, string parameter)
    {
        var before = _target.Files.ToList();

        var error = await Assert.ThrowsAsync<ScaleException>(() => ExpandAsync(zip, WhenExists.Fail, limits));

        Assert.Equal(ScaleErrorId.InvalidInput, error.ErrorId);
        Assert.Contains(parameter, error.Message, StringComparison.Ordinal);
        Assert.Equal(before, _target.Files);
    }

    private Task<(IReadOnlyList<string> Files, int Skipped)> ExpandAsync(MemoryStream zip, WhenExists whenExists, ExpandLimits? limits = null) =>
        ExpandAsync(zip, _target.Path, whenExists, limits);

    private static async Task<(IReadOnlyList<string> Files, int Skipped)> ExpandAsync(
        MemoryStream zip, string folder, WhenExists whenExists, ExpandLimits? limits = null)
    {
        using var expander = new ArchiveExpander(zip, folder, whenExists, limits ?? new ExpandLimits());
        return (await expander.ExpandAsync(CancellationToken.None), expander.Skipped);
    }

    private static MemoryStream Zip(params string[] names) =>
        Zip(names.Select(name => (name, Encoding.UTF8.GetBytes("content of " + name))).ToArray());

    private static MemoryStream Zip(params (string Name, byte[] Content)[] files)
    {
        var zip = new MemoryStream();
        using (var archive = new ZipArchive(zip, ZipArchiveMode.Create, leaveOpen: true))
        {
            foreach (var (name, content) in files)
            {
                using var entry = archive.CreateEntry(name).Open();
                entry.Write(content);
            }
        }

        zip.Position = 0;
        return zip;
    }

    private static string Slashed(string path) => path.Replace(Path.DirectorySeparatorChar, '/');
}
