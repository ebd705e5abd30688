using IkomiaScale.Storage;
using IkomiaScale.Tests.Support;

namespace IkomiaScale.Tests.Storage;

/// <summary>Which file stands for an object: always one below the folder, or none.</summary>
public sealed class LocalPathTests : IDisposable
{
    private readonly TestFolder _folder = new();

    public void Dispose() => _folder.Dispose();

    [Theory]
    [InlineData("a.txt")]
    [InlineData("dir/sub/a.txt")]
    [InlineData("a b+#%&()[]';~!@$=,^{}")]
    [InlineData("%2e%2e/%2F")]
    [InlineData("... /..a/a..")]
    [InlineData("é/日本/שלום/😀")]
    [InlineData("-rf")]
    [InlineData("~")]
    [InlineData("$HOME")]
    public void Ordinary_names_are_kept(string name)
    {
        Assert.Equal(Expected(name), LocalPath.Below(_folder.Path, name, windowsRules: false));
        Assert.Equal(Expected(name), LocalPath.Below(_folder.Path + Path.DirectorySeparatorChar, name, windowsRules: false));
    }

    [Theory]
    [InlineData("a.txt")]
    [InlineData("dir/sub/a.b.c")]
    [InlineData("a b+#%&()[]';~!@$=,^{}")]
    [InlineData(".hidden/ leading")]
    [InlineData("CONSOLE/COM/COM10/LPT/auxiliary/nul1")]
    [InlineData("COM1x.txt")]
    [InlineData("é/日本/😀")]
    public void Ordinary_names_are_kept_on_Windows(string name) =>
        Assert.Equal(Expected(name), LocalPath.Below(_folder.Path, name, windowsRules: true));

    [Theory]
    [InlineData("")]
    [InlineData(".")]
    [InlineData("..")]
    [InlineData("../a")]
    [InlineData("a/../../b")]
    [InlineData("a/..")]
    [InlineData("a/./b")]
    [InlineData("/etc/passwd")]
    [InlineData("//server/share/a")]
    [InlineData("a//b")]
    [InlineData("a/")]
    [InlineData("a\0b")]
    public void No_name_leads_out_of_the_folder(string name)
    {
        AssertRefused(name, windowsRules: false);
        AssertRefused(name, windowsRules: true);
    }

    [Theory]
    [InlineData(@"..\a")]
    [InlineData(@"a\..\..\b")]
    [InlineData(@"\\server\share\a")]
    [InlineData(@"C:\Windows\a")]
    [InlineData("C:a")]
    [InlineData("C:/a")]
    [InlineData("a.txt:stream")]
    [InlineData("a.txt::$DATA")]
    [InlineData("what?")]
    [InlineData("a*")]
    [InlineData("<a>")]
    [InlineData("<")]
    [InlineData(">")]
    [InlineData("a|b")]
    [InlineData("say \"a\"")]
    [InlineData("a\tb")]
    [InlineData("a\u001bb")]
    public void Windows_cannot_hold_these_characters(string name) => AssertRefused(name, windowsRules: true);

    [Theory]
    [InlineData("CON")]
    [InlineData("con.txt")]
    [InlineData("dir/NUL/a.txt")]
    [InlineData("Aux.tar.gz")]
    [InlineData("PRN .txt")]
    [InlineData("COM0")]
    [InlineData("com9.log")]
    [InlineData("LPT1")]
    [InlineData("CONIN$")]
    [InlineData("conout$.txt")]
    [InlineData("COM¹")]
    [InlineData("com².txt")]
    [InlineData("LPT³")]
    public void Windows_takes_these_for_devices(string name)
    {
        AssertRefused(name, windowsRules: true);
        Assert.Equal(Expected(name), LocalPath.Below(_folder.Path, name, windowsRules: false));
    }

    [Theory]
    [InlineData("a.")]
    [InlineData("a...")]
    [InlineData("a ")]
    [InlineData("dir /a")]
    [InlineData("dir./a")]
    [InlineData("...")]
    [InlineData(" ")]
    public void Windows_would_drop_the_end_of_these(string name) => AssertRefused(name, windowsRules: true);

    [Theory]
    [InlineData("a/../b", "leads out of the destination or names no file")]
    [InlineData("a\u0007b", "has a control character")]
    [InlineData(".ik-0123456789abcdef0123456789abcdef.partial", "is reserved for unfinished downloads")]
    [InlineData("a:b", "has a character that Windows does not allow")]
    [InlineData("a.", "ends in a dot or a space")]
    [InlineData("a ", "ends in a dot or a space")]
    [InlineData("NUL", "is a name that Windows reserves")]
    public void The_reason_is_told(string name, string reason)
    {
        var error = Assert.Throws<ScaleException>(() => LocalPath.Below(_folder.Path, name, windowsRules: true));

        Assert.Contains(reason, error.Message, StringComparison.Ordinal);
        Assert.Equal(name, error.Target);
    }

    [Fact]
    public void A_backslash_is_a_letter_where_it_is_one()
    {
        if (!LocalPath.IsWindows)
        {
            Assert.Equal(_folder.File(@"a\..\b"), LocalPath.Below(_folder.Path, @"a\..\b"));
        }
    }

    [Fact]
    public void The_folder_may_be_the_root() =>
        Assert.Equal(Path.Combine(Path.GetPathRoot(_folder.Path)!, "no-such-folder", "a"), LocalPath.Below(Path.GetPathRoot(_folder.Path)!, "no-such-folder/a"));

    [Fact]
    public void A_link_below_the_folder_is_not_followed()
    {
        Directory.CreateDirectory(_folder.File("real/sub"));
        using var elsewhere = new TestFolder();
        Directory.CreateSymbolicLink(_folder.File("link"), elsewhere.Path);
        Directory.CreateSymbolicLink(_folder.File("real/link"), _folder.File("real/sub"));

        AssertRefused("link/a.txt", LocalPath.IsWindows);
        AssertRefused("link/sub/a.txt", LocalPath.IsWindows);
        AssertRefused("real/link/a.txt", LocalPath.IsWindows);
        Assert.Equal(Expected("real/sub/a.txt"), LocalPath.Below(_folder.Path, "real/sub/a.txt"));

        // The last name is not followed: the file takes the place of the link.
        Assert.Equal(Expected("link"), LocalPath.Below(_folder.Path, "link"));
    }

    [Fact]
    public void The_folder_itself_may_be_a_link()
    {
        using var elsewhere = new TestFolder();
        Directory.CreateSymbolicLink(_folder.File("link"), elsewhere.Path);

        Assert.Equal(_folder.File(Path.Combine("link", "a")), LocalPath.Below(_folder.File("link"), "a"));
    }

    [Fact]
    public void A_refused_name_is_shown_as_it_is_and_harmless()
    {
        var error = Assert.Throws<ScaleException>(() => LocalPath.Below(_folder.Path, "../\u001b[2J", windowsRules: false));

        Assert.Equal("../\u001b[2J", error.Target);
        Assert.Contains(@"../\u001b[2J", error.Message, StringComparison.Ordinal);
        Assert.DoesNotContain(error.Message, char.IsControl);
    }

    private void AssertRefused(string name, bool windowsRules)
    {
        var error = Assert.Throws<ScaleException>(() => LocalPath.Below(_folder.Path, name, windowsRules));
        Assert.Equal(ScaleErrorId.InvalidPath, error.ErrorId);
    }

    private string Expected(string name) => Path.Combine([_folder.Path, .. name.Split('/')]);
}
