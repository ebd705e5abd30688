using IkomiaScale.Deployments.Outputs;
using IkomiaScale.Json;
using IkomiaScale.Reports.Html;
using IkomiaScale.Reports.Pictures;
using IkomiaScale.Reports.Shapes;
using Newtonsoft.Json.Linq;

namespace IkomiaScale.Tests.Reports;

public sealed class ShapeTests
{
    [Fact]
    public void A_mask_of_the_picture_lies_over_all_of_it_and_one_of_its_box_over_that()
    {
        var box = "{'x':100,'y':50,'width':20,'height':10}";
        var whole = Draw(Instance(box, Pngs.GreyText(200, 100, (x, y) => x is >= 100 and < 120 && y is >= 50 and < 60 ? 255 : 0)), 200, 100);
        Assert.Equal(new PixelBox(100, 50, 20, 10), whole.Layer!.Place);
        var small = Draw(Instance(box, Pngs.GreyText(20, 10, (_, _) => 1)), 200, 100);
        Assert.Equal(new PixelBox(100, 50, 20, 10), small.Layer!.Place);
        var coarse = Draw(Instance(box, Pngs.GreyText(50, 25, (x, _) => x < 25 ? 1 : 0)), 200, 100);
        Assert.Equal(new PixelBox(0, 0, 100, 100), coarse.Layer!.Place);
        Assert.Equal(new PixelPoint(50, 2), coarse.Layer.Inside);
    }

    [Fact]
    public void A_mask_that_only_a_browser_can_read_is_a_stencil()
    {
        var shape = Draw(Instance("{'x':1,'y':1,'width':2,'height':2}", Convert.ToBase64String(Jpegs.Header(8, 8, 1, isLittle: true))), 8, 8);
        Assert.Equal(("image/jpeg", true), (shape.Layer!.ContentType, shape.Layer.IsStencil));
        Assert.Null(Draw(Instance("{'x':1,'y':1,'width':2,'height':2}", Pngs.GreyText(8, 8, (_, _) => 0)), 8, 8).Layer);
    }

    [Theory]
    [InlineData(0, 1)]
    [InlineData(0, 255)]
    public void An_area_has_the_pixels_of_its_class_and_the_background_has_none(int low, int high)
    {
        var mask = Pngs.GreyText(10, 4, (x, _) => x < 5 ? low : high);
        var area = Assert.Single(Areas($"{{'mask':'{mask}','classes':['background','road']}}"));
        Assert.Equal(("road", 0.5), (area.Label, area.Share));
        Assert.Equal(new PixelBox(5, 0, 5, 4), area.Placed(10, 4).Layer!.Place);
    }

    [Fact]
    public void Colors_of_a_mask_are_looked_up()
    {
        var mask = Convert.ToBase64String(Pngs.Make(2, 1, 8, 2, [0, 250, 2, 1, 0, 0, 249]));
        var areas = Areas($"{{'mask':'{mask}','classes':['cat','dog'],'colors':[{{'r':255,'g':0,'b':0}},{{'r':0,'g':0,'b':255}}]}}");
        Assert.Equal(["cat", "dog"], areas.Select(area => area.Label).Order());
    }

    [Theory]
    [InlineData(640, 480, 600, 100, true)]
    [InlineData(640, 480, 100, 600, false)]
    [InlineData(640, 480, 100, 100, false)]
    public void A_photograph_on_its_side_is_drawn_in_the_coordinates_that_the_model_saw(int width, int height, double x, double y, bool sawStored)
    {
        var header = new PictureHeader(width, height, new Turn(6));
        var found = new FoundShape(ShapeKind.Box, "a") { Box = new PixelBox(x, y, 20, 10) };
        var (seenWidth, seenHeight, shapes) = PictureFrame.Draw([found], header, []);
        Assert.Equal((480d, 640d), (seenWidth, seenHeight));
        Assert.Equal(sawStored ? new PixelBox(480 - y - 10, x, 10, 20) : new PixelBox(x, y, 20, 10), Assert.Single(shapes).Box);
        Assert.Equal(new PixelBox(480 - y - 10, x, 10, 20), Assert.Single(PictureFrame.Draw([found], header, [(640, 480)]).Shapes).Box);
    }

    [Fact]
    public void Large_things_are_drawn_first()
    {
        FoundShape[] found = [.. new[] { 5, 50, 20 }.Select(size => new FoundShape(ShapeKind.Box, "a") { Box = new PixelBox(0, 0, size, size) })];
        Assert.Equal([50, 20, 5], PictureFrame.Draw(found, header: null, []).Shapes.Select(shape => shape.Box!.Value.Width));
        Assert.Equal((50d, 50d), PictureFrame.Draw(found, header: null, []) is var (width, height, _) ? (width, height) : default);
    }

    [Fact]
    public void Lines_join_the_keypoints_of_their_numbers()
    {
        var body = "{'objects':[{'label':'person','points':[{'index':5,'x':1,'y':2},{'index':7,'x':3,'y':4}]}],'names':['a'],'links':[{'index1':7,'index2':5},{'index1':5,'index2':9}]}";
        var shape = Assert.Single(OutputShapes.Of(Read("KEYPOINTS", body)));
        Assert.Equal([(1, 0)], shape.Links);
        Assert.Equal(new PixelBox(1, 2, 2, 2), shape.Bounds);
    }

    [Fact]
    public void Numbers_that_are_none_draw_nothing()
    {
        var shapes = OutputShapes.Of(Read("OBJECT_DETECTION", "{'detections':[{'confidence':'NaN','box':{'x':'NaN','y':0,'width':1,'height':1}},{'box':{'x':5,'y':5,'width':-2,'height':3}}]}"));
        Assert.Null(shapes[0].Box);
        Assert.Null(shapes[0].Score);
        Assert.Equal(FoundShape.NoLabel, shapes[0].Label);
        Assert.Equal(new PixelBox(3, 5, 2, 3), shapes[1].Box);
    }

    [Fact]
    public void Labels_lie_in_the_picture_and_not_over_one_another()
    {
        var random = new Random(7);
        var placer = new LabelPlacer(800, 600);
        var places = Enumerable.Range(0, 300)
            .Select(_ => placer.Place(new PixelBox(random.Next(-20, 820), random.Next(-20, 620), random.Next(1, 200), random.Next(1, 200)), random.Next(20, 140), 18))
            .OfType<PixelBox>()
            .ToList();
        Assert.True(places.Count > 60, $"Only {places.Count} labels have a place.");
        Assert.All(places, place => Assert.True(place is { X: >= 0, Y: >= 0, Right: <= 800, Bottom: <= 600 }));
        Assert.All(places, place => Assert.Single(places, place.Overlaps));
    }

    [Fact]
    public void A_class_has_its_color_by_its_name_alone()
    {
        Assert.Equal(Palette.IndexOf("dog"), Palette.IndexOf(" DOG "));
        string[] frequent = ["person", "car", "bicycle", "dog", "cat", "truck", "bus", "motorcycle"];
        Assert.Equal(frequent.Length, frequent.Select(Palette.IndexOf).Distinct().Count());
        Assert.All(Enumerable.Range(0, 500), number => Assert.InRange(Palette.IndexOf($"class {number}"), 0, Palette.Count - 1));
    }

    [Fact]
    public void Colors_can_be_told_apart_by_people_with_color_vision_deficiency()
    {
        var all = from one in Enumerable.Range(0, Palette.Count) from other in Enumerable.Range(0, one) select (one, other);
        Assert.All(all, pair => Assert.True(
            ColorVision.LeastDifference(Palette.Color(pair.one), Palette.Color(pair.other)) > 15,
            $"#{Palette.Color(pair.one):x6} and #{Palette.Color(pair.other):x6}"));
        Assert.All(Enumerable.Range(0, Palette.Count), index => Assert.True(ColorVision.Contrast(Palette.Color(index), Palette.TakesBlackText(Palette.Color(index)) ? 0 : 0xffffff) >= 4.5));
    }

    private static string Instance(string box, string mask) => $"{{'detections':[{{'label':'cup','confidence':0.5,'box':{box},'mask':'{mask}'}}]}}";

    private static FoundShape Draw(string instance, int width, int height) =>
        Assert.Single(OutputShapes.Of(Read("INSTANCE_SEGMENTATION", instance))).Placed(width, height);

    private static IReadOnlyList<FoundShape> Areas(string body) => OutputShapes.Of(Read("SEMANTIC_SEGMENTATION", body));

    private static IkOutput Read(string type, string body) => OutputReader.Read("u", 0, new JObject { [type] = JsonText.Parse(body) });
}
