using System.Text;
using IkomiaScale.Reports.Pictures;

namespace IkomiaScale.Tests.Reports;

public sealed class PictureTests
{
    [Theory]
    [InlineData(1, 0, new byte[] { 0, 0b1010_0000, 0, 0b0110_0000 }, new[] { 1, 0, 1, 0, 1, 1 })]
    [InlineData(2, 0, new byte[] { 0, 0b0001_1000, 0, 0b1100_0100 }, new[] { 0, 1, 2, 3, 0, 1 })]
    [InlineData(4, 3, new byte[] { 0, 0x12, 0x30, 0, 0xa0, 0xf0 }, new[] { 1, 2, 3, 10, 0, 15 })]
    [InlineData(8, 0, new byte[] { 0, 1, 2, 3, 0, 7, 0, 255 }, new[] { 1, 2, 3, 7, 0, 255 })]
    [InlineData(8, 0, new byte[] { 1, 5, 1, 1, 2, 1, 1, 1 }, new[] { 5, 6, 7, 6, 7, 8 })]
    [InlineData(8, 0, new byte[] { 0, 10, 20, 30, 3, 1, 1, 1 }, new[] { 10, 20, 30, 6, 14, 23 })]
    [InlineData(8, 0, new byte[] { 0, 10, 20, 30, 4, 1, 1, 1 }, new[] { 10, 20, 30, 11, 21, 31 })]
    [InlineData(16, 0, new byte[] { 0, 1, 0, 0, 2, 0, 3, 0, 0, 9, 0, 0, 255, 255 }, new[] { 256, 2, 3, 9, 0, 65535 })]
    [InlineData(8, 4, new byte[] { 0, 5, 255, 6, 0, 7, 1, 0, 1, 255, 2, 255, 3, 0 }, new[] { 5, 0, 7, 1, 2, 0 })]
    [InlineData(8, 2, new byte[] { 0, 1, 2, 3, 0, 0, 0, 9, 9, 9, 0, 0, 0, 1, 0, 1, 0, 1, 0, 0 }, new[] { 0x010203, 0, 0x090909, 1, 0x000100, 0x010000 })]
    public void Reads_labels_as_they_are_stored(int depth, int color, byte[] rows, int[] labels)
    {
        var read = PngReader.TryRead(Pngs.Make(3, 2, depth, color, rows))!;
        Assert.Equal(labels, from y in Enumerable.Range(0, 2) from x in Enumerable.Range(0, 3) select read.Grid[x, y]);
        Assert.Equal(color == 2, read.AreColors);
    }

    [Fact]
    public void Reads_interlaced_images()
    {
        // 3 x 2: the first pass has (0,0), the fourth (2,0), the sixth (1,0), the last row 1.
        var read = PngReader.TryRead(Pngs.Make(3, 2, 8, 0, [0, 1, 0, 3, 0, 2, 0, 4, 5, 6], isInterlaced: true))!;
        Assert.Equal([1, 2, 3, 4, 5, 6], from y in Enumerable.Range(0, 2) from x in Enumerable.Range(0, 3) select read.Grid[x, y]);
    }

    [Fact]
    public void Takes_nothing_for_an_image_that_is_none()
    {
        var good = Pngs.Grey(4, 4, (_, _) => 1);
        Assert.Null(PngReader.TryRead([]));
        Assert.Null(PngReader.TryRead(Encoding.ASCII.GetBytes("no image at all, but long enough to be one")));
        Assert.Null(PngReader.TryRead(Pngs.Make(200_000, 200_000, 8, 0, [0])));
        Assert.Null(PngReader.TryRead(Pngs.Make(4, 4, 8, 0, [0, 1, 1, 1, 1])));
        Assert.Null(PngReader.TryRead(Pngs.Make(1, 1, 8, 0, [9, 1])));
        for (var length = 0; length < good.Length; length++)
        {
            // Whatever is cut off, it ends.
            _ = PngReader.TryRead(good[..length]);
        }
    }

    [Fact]
    public void Layers_have_what_the_mask_has()
    {
        var mask = new PixelGrid(40, 30);
        for (var y = 10; y < 20; y++)
        {
            for (var x = 5; x < 25; x++)
            {
                mask[x, y] = 1;
            }
        }

        var layer = PngReader.TryRead(PngLayer.Write(mask, 0x112233, out var area)!)!.Grid;
        Assert.Equal(new PixelBox(5, 10, 20, 10), area);
        Assert.Equal((20, 10), (layer.Width, layer.Height));
        Assert.Equal(2, layer[0, 0]);
        Assert.Equal(2, layer[19, 9]);
        Assert.Equal(1, layer[1, 1]);
        Assert.Null(PngLayer.Write(new PixelGrid(3, 3), 0, out _));
    }

    [Theory]
    [InlineData(1, 10, 20)]
    [InlineData(2, 90, 20)]
    [InlineData(3, 90, 30)]
    [InlineData(4, 10, 30)]
    [InlineData(5, 20, 10)]
    [InlineData(6, 30, 10)]
    [InlineData(7, 30, 90)]
    [InlineData(8, 20, 90)]
    public void Turns_places_as_viewers_turn_the_picture(int exif, double x, double y)
    {
        var turn = new Turn(exif);
        Assert.Equal(new PixelPoint(x, y), turn.Apply(new PixelPoint(10, 20), 100, 50));
        var box = turn.Apply(new PixelBox(10, 20, 30, 5), 100, 50);
        Assert.Equal(turn.SwapsSides ? (5d, 30d) : (30d, 5d), (box.Width, box.Height));
    }

    [Fact]
    public void Turns_masks_with_them()
    {
        var grid = new PixelGrid(3, 2) { [0, 0] = 7 };
        var turned = new Turn(6).Apply(grid);
        Assert.Equal((2, 3, 7), (turned.Width, turned.Height, turned[1, 0]));
    }

    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public void Knows_how_a_photograph_is_turned(bool isLittle)
    {
        var header = PictureHeader.Read(Jpegs.Header(640, 480, orientation: 6, isLittle), "image/jpeg")!;
        Assert.Equal((640, 480, 6), (header.Width, header.Height, header.Turn.Exif));
        Assert.Equal((480, 640), (header.SeenWidth, header.SeenHeight));
    }

    [Theory]
    [InlineData("<svg xmlns='http://www.w3.org/2000/svg' width='30px' height='20'/>", 30, 20)]
    [InlineData("<svg xmlns='http://www.w3.org/2000/svg' viewBox='0 0 12 34'/>", 12, 34)]
    [InlineData("<!DOCTYPE x [<!ENTITY a SYSTEM 'file:///etc/passwd'>]><svg viewBox='0,0,5,6'/>", 5, 6)]
    public void Knows_the_size_of_a_drawing(string svg, int width, int height)
    {
        var header = PictureHeader.Read(Encoding.UTF8.GetBytes(svg), "image/svg+xml")!;
        Assert.Equal((width, height), (header.Width, header.Height));
    }

    [Theory]
    [InlineData("image/gif", "474946383961" + "0a000700", 10, 7)]
    [InlineData("image/bmp", "424d00000000000000000000000028000000" + "05000000" + "fdffffff", 5, 3)]
    [InlineData("image/webp", "52494646000000005745425056503858" + "0a00000000000000" + "630000" + "310000", 100, 50)]
    [InlineData("image/avif", "00000000667479706176696600000014697370650000000000000040" + "00000030", 64, 48)]
    public void Knows_the_size_of_other_pictures(string type, string head, int width, int height)
    {
        var header = PictureHeader.Read(Convert.FromHexString(head), type)!;
        Assert.Equal((width, height), (header.Width, header.Height));
    }

    [Fact]
    public void Knows_nothing_of_what_is_cut_off()
    {
        var jpeg = Jpegs.Header(640, 480, orientation: 6, isLittle: true);
        Assert.All(Enumerable.Range(0, jpeg.Length - 12), length => Assert.Null(PictureHeader.Read(jpeg.AsSpan(0, length), "image/jpeg")));
        Assert.Null(PictureHeader.Read([], "image/png"));
        Assert.Null(PictureHeader.Read(new byte[20], "image/webp"));
        Assert.Null(PictureHeader.Read("<html/>"u8, "image/svg+xml"));
    }
}
