using IkomiaScale.Administration;

namespace IkomiaScale.Tests.Administration;

public sealed class PluginPathTests
{
    [Theory]
    [InlineData("file:///home/me/plugin", false, "/home/me/plugin")]
    [InlineData("FILE:///home/me/plugin", false, "/home/me/plugin")]
    [InlineData("file://localhost/home/me/plugin", false, "/home/me/plugin")]
    [InlineData(@"file:///home/me/a\b", false, @"/home/me/a\b")]
    [InlineData("file:///C:/Ikomia/Plugins/x", true, @"C:\Ikomia\Plugins\x")]
    [InlineData("file://C:/Ikomia/x", true, @"C:\Ikomia\x")]
    [InlineData(@"file://C:\Ikomia\Plugins/x", true, @"C:\Ikomia\Plugins\x")]
    [InlineData(@"file://C:\\Ikomia\\x", true, @"C:\\Ikomia\\x")]
    [InlineData("file://server/share/x", true, @"\\server\share\x")]
    [InlineData(@"file://\\server\share\x", true, @"\\server\share\x")]
    [InlineData("file:////server/share/x", true, @"\\server\share\x")]
    [InlineData(@"file://C:\Ikomia/x", false, @"C:\Ikomia/x")]
    public void Reads_addresses_of_all_systems(string url, bool isWindows, string expected) =>
        Assert.Equal(expected, PluginPath.Candidates(url, isWindows).First());

    [Fact]
    public void Reads_escapes_only_where_the_name_as_written_may_not_be_meant() =>
        Assert.Equal(["/a%20b", "/a b"], PluginPath.Candidates("file:///a%20b", isWindows: false));

    [Theory]
    [InlineData("/home/me/plugin", "plugin")]
    [InlineData("/home/me/my plugin//", "my plugin")]
    public void Names_a_plugin_by_its_folder(string path, string name) => Assert.Equal(name, PluginPath.NameOf(path));
}
