using IkomiaScale.Emulator.Tasks;

namespace IkomiaScale.Emulator.Tests.Deployments;

public sealed class ImageFormatTests
{
    [Theory]
    [InlineData("89504E470D0A1A0A0000000D49484452000000050000000308", "image/png", 5, 3)]
    [InlineData("FFD8FFE00004AAAAFFC0000B080102030401", "image/jpeg", 0x0304, 0x0102)]
    [InlineData("FFD8FFE0FFFF", "image/jpeg", 0, 0)]
    [InlineData("FFD8FFC0", "image/jpeg", 0, 0)]
    [InlineData("89504E470D0A1A0A", "image/png", 0, 0)]
    [InlineData("474946383961", "image/gif", 0, 0)]
    [InlineData("424D", "image/bmp", 0, 0)]
    [InlineData("524946460000000057454250", "image/webp", 0, 0)]
    [InlineData("00", "application/octet-stream", 0, 0)]
    [InlineData("", "application/octet-stream", 0, 0)]
    public void Images_are_recognised_by_their_first_bytes(string hex, string type, int width, int height)
    {
        var content = Convert.FromHexString(hex);
        Assert.Equal(type, ImageFormat.ContentTypeOf(content));
        Assert.Equal((width, height), ImageFormat.SizeOf(content) ?? (0, 0));
    }
}
