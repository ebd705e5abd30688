using System.IO.Compression;
using System.Text;
using IkomiaScale.Storage;
using IkomiaScale.Tests.Support;

namespace IkomiaScale.Tests.Storage;

/// <summary>Folders: walked, zipped on their way, and unpacked where they are wanted and nowhere else.</summary>
public sealed class FolderTests(EmulatorFixture emulator) : IClassFixture<EmulatorFixture>, IDisposable
{
    private readonly TestFolder _source = new();
    private readonly TestFolder _target = new();

    public void Dispose()
    {
        _source.Dispose();
        _target.Dispose();
    }

    [Fact]
    public void Files_come_in_the_order_of_their_names_and_linked_folders_not_at_all()
    {
        Write("b.txt", "a/z.txt", "a/b/c.txt", "B.txt", "c/d.txt");
        Directory.CreateSymbolicLink(_source.File("a/circle"), _source.Path);
        Directory.CreateDirectory(_source.File("empty"));
        var skipped = new List<string>();

        var files = FolderTree.Files(_source.Path, skipped.Add).Select(file => file.Replace(Path.DirectorySeparatorChar, '/')).ToList();

        Assert.Equal(["B.txt", "a/b/c.txt", "a/z.txt", "b.txt", "c/d.txt"], files);
        Assert.Equal([_source.File("a/circle")], skipped);
    }

    [Fact]
    public void A_folder_that_is_not_there_is_told()
    {
        var error = Assert.Throws<ScaleException>(() => FolderTree.Files(_source.File("missing"), _ => { }).ToList());

        Assert.Equal((ScaleErrorId.InvalidPath, _source.File("missing")), (error.ErrorId, error.Target));
    }

    [Fact]
    public async Task A_folder_comes_back_as_it_was_sent()
    {
        string[] names = ["a.txt", "sub/b+c %.txt", "sub/deep/é 😀", "empty.bin"];
        Write(names);
        File.WriteAllText(_source.File("empty.bin"), "");
        Directory.CreateSymbolicLink(_source.File("circle"), _source.Path);

        var stored = await emulator.Storage.UploadAsync(new UploadRequest(UploadSource.FromFolder(_source.Path), EmulatorFixture.NewFolder()));
        var files = await emulator.Storage.DownloadFolderAsync(stored, _target.Path, WhenExists.Fail);

        Assert.Equal(names.Order(StringComparer.Ordinal), _target.Files.Select(Slashed).Order(StringComparer.Ordinal));
        Assert.Equal(names.Select(Target).Order(StringComparer.Ordinal), files.Order(StringComparer.Ordinal));
        Assert.All(names, name => Assert.Equal(File.ReadAllText(_source.File(name)), File.ReadAllText(Target(name))));
    }

    [Fact]
    public async Task A_folder_that_is_gone_is_told_and_nothing_is_stored()
    {
        var path = EmulatorFixture.NewFolder();

        var error = await Assert.ThrowsAsync<ScaleException>(
            () => emulator.Storage.UploadAsync(new UploadRequest(UploadSource.FromFolder(_source.File("missing")), path)));

        Assert.Equal(ScaleErrorId.InvalidPath, error.ErrorId);
        Assert.Null(await emulator.Storage.FindAsync(path));
    }

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

        Assert.Equal(ScaleErrorId.InvalidPath, error.ErrorId);
    }

    private static Task ExpandAsync(MemoryStream zip, string folder, WhenExists whenExists) =>
        FolderArchive.ExpandAsync(zip, folder, whenExists, CancellationToken.None);

    private static MemoryStream Zip(params string[] names)
    {
        var zip = new MemoryStream();
        using (var archive = new ZipArchive(zip, ZipArchiveMode.Create, leaveOpen: true))
        {
            foreach (var name in names)
            {
                using var content = archive.CreateEntry(name).Open();
                content.Write(Encoding.UTF8.GetBytes("content of " + name));
            }
        }

        zip.Position = 0;
        return zip;
    }

    private static string Slashed(string path) => path.Replace(Path.DirectorySeparatorChar, '/');

    private string Target(string name) => Path.Combine([_target.Path, .. name.Split('/')]);

    private void Write(params string[] names)
    {
        foreach (var name in names)
        {
            Directory.CreateDirectory(Path.GetDirectoryName(_source.File(name))!);
            _source.Write(name, "content of " + name);
        }
    }
}
