using IkomiaScale.Storage;
using IkomiaScale.Tests.Support;

namespace IkomiaScale.Tests.Storage;

/// <summary>Folders: walked, zipped on their way.</summary>
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
        var skipped = new List<LeftOut>();

        var files = FolderTree.Files(_source.Path, skipped.Add).Select(file => file.Replace(Path.DirectorySeparatorChar, '/')).ToList();

        Assert.Equal(["B.txt", "a/b/c.txt", "a/z.txt", "b.txt", "c/d.txt"], files);
        Assert.Equal([new LeftOut(_source.File("a/circle"), LeftOutReason.LinkedFolder)], skipped);
    }

    [Fact]
    public void What_has_no_content_to_send_is_left_out_and_named()
    {
        Write("a.txt", "later/a.txt");
        _source.Write(".ik-0123456789abcdef0123456789abcdef.partial", "part");
        File.CreateSymbolicLink(_source.File("broken"), _source.File("nothing"));
        File.CreateSymbolicLink(_source.File("link.txt"), _source.File("a.txt"));
        List<LeftOut> expected =
        [
            new(_source.File(".ik-0123456789abcdef0123456789abcdef.partial"), LeftOutReason.Partial),
            new(_source.File("broken"), LeftOutReason.BrokenLink),
        ];
        using var socket = new System.Net.Sockets.Socket(
            System.Net.Sockets.AddressFamily.Unix, System.Net.Sockets.SocketType.Stream, System.Net.Sockets.ProtocolType.Unspecified);
        if (OperatingSystem.IsLinux())
        {
            socket.Bind(new System.Net.Sockets.UnixDomainSocketEndPoint(_source.File("socket")));
            File.CreateSymbolicLink(_source.File("null"), "/dev/null");
            expected.Add(new LeftOut(_source.File("null"), LeftOutReason.NoContent));
            expected.Add(new LeftOut(_source.File("socket"), LeftOutReason.NoContent));
        }

        var skipped = new List<LeftOut>();
        var files = FolderTree.Files(_source.Path, skipped.Add).ToList();

        Assert.Equal(["a.txt", Path.Combine("later", "a.txt"), "link.txt"], files);
        Assert.Equal(expected, skipped);
        Assert.All(skipped, one => Assert.Contains(one.Path, one.ToString(), StringComparison.Ordinal));
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

    [Fact]
    public void A_socket_or_pipe_is_not_opened()
    {
        if (!OperatingSystem.IsLinux())
        {
            return;
        }

        using var socket = new System.Net.Sockets.Socket(
            System.Net.Sockets.AddressFamily.Unix, System.Net.Sockets.SocketType.Stream, System.Net.Sockets.ProtocolType.Unspecified);
        socket.Bind(new System.Net.Sockets.UnixDomainSocketEndPoint(_source.File("socket")));
        File.CreateSymbolicLink(_source.File("link"), _source.File("socket"));

        foreach (var name in new[] { "socket", "link" })
        {
            var failure = Assert.Throws<ScaleException>(() => LocalFile.OpenRead(_source.File(name)));
            Assert.Equal((ScaleErrorId.InvalidPath, _source.File(name)), (failure.ErrorId, failure.Target));
            Assert.Contains("pipe, socket or device", failure.Message, StringComparison.Ordinal);
        }
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
