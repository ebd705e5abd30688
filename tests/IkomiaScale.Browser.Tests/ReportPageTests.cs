using System.Globalization;
using Deque.AxeCore.Commons;
using Deque.AxeCore.Playwright;
using IkomiaScale.Browser.Tests.Support;
using IkomiaScale.Reports;

namespace IkomiaScale.Browser.Tests;

public sealed class ReportPageTests(BrowserFixture browser) : IClassFixture<BrowserFixture>, IDisposable
{
    private const string Boxes =
        """{"OBJECT_DETECTION":{"detections":[{"id":7,"label":"cup","confidence":0.9,"box":{"x":40,"y":30,"width":100,"height":60}},{"id":8,"label":"spoon","confidence":0.3,"box":{"x":60,"y":40,"width":20,"height":20}}]}}""";

    private static readonly byte[] White = Samples.Bitmap(320, 200, (_, _) => 0xffffff);

    private readonly string _folder = Directory.CreateTempSubdirectory("ik-browser-").FullName;

    [BrowserFact]
    public async Task Boxes_are_drawn_where_the_numbers_say_also_when_zoomed()
    {
        await using var report = await OpenAsync(Samples.Result(White, "a.bmp", Boxes));
        Close(await report.PlacesAsync(".run .shape .area"), (40, 30, 100, 60), (60, 40, 20, 20));
        await report.Page.ClickAsync(".run h2 button");
        Close(await report.PlacesAsync(".pane .shape .area", ".sheet"), (40, 30, 100, 60), (60, 40, 20, 20));
        await report.Page.Keyboard.PressAsync("+");
        await report.Page.Keyboard.PressAsync("+");
        await report.Page.WaitForFunctionAsync("() => document.querySelector('.sheet').offsetWidth > document.querySelector('.pane').offsetWidth * 1.5");
        Close(await report.PlacesAsync(".pane .shape .area", ".sheet"), (40, 30, 100, 60), (60, 40, 20, 20));
        Assert.Empty(report.Problems);
    }

    [BrowserFact]
    public async Task Masks_color_their_pixels_and_no_others()
    {
        var half = Convert.ToBase64String(Grey(32, 20, (x, _) => x < 16 ? 1 : 0));
        var areas = $$$$"""{"SEMANTIC_SEGMENTATION":{"mask":"{{{{half}}}}","classes":["background","road"]}}""";
        await using var report = await OpenAsync(Samples.Result(White, "a.bmp", areas));
        Close(await report.PlacesAsync(".masks image"), (0, 0, 160, 200));
        await report.Page.ClickAsync("[aria-label='Names'], #display label:has-text('Names')");
        Assert.NotEqual("255,255,255", await PixelAsync(report.Page, 0.25));
        Assert.Equal("255,255,255", await PixelAsync(report.Page, 0.75));
        await report.Page.ClickAsync("#classes label");
        await report.Page.WaitForFunctionAsync("() => document.querySelector('.masks image').style.display === 'none'");
        Assert.Equal("255,255,255", await PixelAsync(report.Page, 0.25));
    }

    [BrowserFact]
    public async Task Keypoints_lines_and_polygons_are_drawn_where_the_numbers_say()
    {
        const string Points = """{"KEYPOINTS":{"objects":[{"label":"arm","points":[{"index":0,"x":100,"y":50},{"index":1,"x":200,"y":150}]}],"names":["hand","elbow"],"links":[{"index1":0,"index2":1}]}}""";
        const string Text = """{"TEXT":{"fields":[{"text":"EXIT","confidence":0.8,"polygon":[{"x":10,"y":10},{"x":60,"y":15},{"x":55,"y":40},{"x":12,"y":38}]}]}}""";
        await using var report = await OpenAsync(Samples.Result(White, "a.bmp", Points, Text));
        Close(await report.PlacesAsync(".shape .joint"), (100, 50, 100, 100));
        Close(await report.PlacesAsync(".shape polygon.area"), (10, 10, 50, 30));
        Assert.Contains("EXIT 0.80", await report.Page.Locator(".label text").AllTextContentsAsync());
        var place = await report.Page.EvaluateAsync<float[]>("() => { const box = document.querySelector(\".shape [data-p='1']\").getBoundingClientRect(); return [box.left, box.top]; }");
        await report.Page.Mouse.MoveAsync(place[0], place[1]);
        await report.Page.WaitForFunctionAsync("() => document.querySelector('.tip').matches(':popover-open')");
        Assert.Contains("elbow at 200, 150", await report.Page.Locator(".tip").InnerTextAsync(), StringComparison.Ordinal);
    }

    [BrowserFact]
    public async Task A_photograph_on_its_side_stands_upright_under_its_shapes()
    {
        await using var studio = await OpenAsync(Samples.Result(White, "a.bmp"));
        var jpeg = await studio.Page.EvaluateAsync<string>(
            "() => { const c = document.createElement('canvas'); [c.width, c.height] = [64, 32]; const g = c.getContext('2d'); g.fillStyle = '#f00'; g.fillRect(0, 0, 32, 32); g.fillStyle = '#00f'; g.fillRect(32, 0, 32, 32); return c.toDataURL('image/jpeg', 1).split(',')[1]; }");
        var photo = Samples.Turned(Convert.FromBase64String(jpeg), orientation: 6);
        var mask = Convert.ToBase64String(Grey(64, 32, (x, _) => x < 32 ? 255 : 0));
        var output = $$$$"""{"INSTANCE_SEGMENTATION":{"detections":[{"label":"red","box":{"x":0,"y":0,"width":32,"height":32},"mask":"{{{{mask}}}}"}]}}""";
        await using var report = await OpenAsync(Samples.Result(photo, "photo.jpg", output));
        Assert.Equal("32x64", await report.Page.EvaluateAsync<string>("() => { const p = document.querySelector('.frame img'); return `${p.naturalWidth}x${p.naturalHeight}`; }"));

        // What lies left in the file is at the top of the upright picture.
        Close(await report.PlacesAsync(".masks image"), (0, 0, 32, 32));
        Close(await report.PlacesAsync(".shape .area"), (0, 0, 32, 32));
    }

    [BrowserFact]
    public async Task Labels_lie_in_the_picture_and_not_over_one_another()
    {
        var random = new Random(3);
        var many = string.Join(",", Enumerable.Range(0, 40).Select(index => string.Create(
            CultureInfo.InvariantCulture, $$$$"""{"id":{{{{index}}}},"label":"thing {{{{index % 7}}}}","confidence":0.{{{{random.Next(10, 99)}}}},"box":{"x":{{{{random.Next(0, 300)}}}},"y":{{{{random.Next(0, 190)}}}},"width":{{{{random.Next(4, 80)}}}},"height":{{{{random.Next(4, 60)}}}}}}""")));
        await using var report = await OpenAsync(Samples.Result(White, "a.bmp", $$$$"""{"OBJECT_DETECTION":{"detections":[{{{{many}}}}]}}"""));
        await report.Page.ClickAsync(".run h2 button");
        var labels = await report.PlacesAsync(".pane .label rect", ".sheet");
        Assert.True(labels.Count >= 15, $"Only {labels.Count} labels are there.");
        Assert.All(labels, label => Assert.True(label.X >= -label.Pixel && label.Y >= -label.Pixel && label.X + label.Width <= 320 + label.Pixel && label.Y + label.Height <= 200 + label.Pixel));
        Assert.All(labels, one => Assert.DoesNotContain(labels, other => one != other
            && one.X + one.Pixel < other.X + other.Width && other.X + one.Pixel < one.X + one.Width
            && one.Y + one.Pixel < other.Y + other.Height && other.Y + one.Pixel < one.Y + one.Height));
    }

    [BrowserFact]
    public async Task The_slider_and_the_switches_do_what_they_say()
    {
        await using var report = await OpenAsync(
            Samples.Result(White, "first.bmp", Boxes), Samples.Result(White, "second.bmp", """{"OBJECT_DETECTION":{"detections":[{"label":"spoon","confidence":0.4,"box":{"x":1,"y":1,"width":9,"height":9}}]}}"""));
        var page = report.Page;
        await page.Locator("#least").FillAsync("0.5");
        await Count(page, ".shape", 1);
        Assert.Equal("2 of 2 runs, 1 object", await page.Locator(".shown").InnerTextAsync());
        await page.CheckAsync("#only-found");
        await Count(page, ".run:not(.hidden)", 1);
        await page.Locator("#least").FillAsync("0");
        await Count(page, ".run:not(.hidden)", 2);
        await page.Locator("#classes label:has-text('cup') input").UncheckAsync();
        await Count(page, ".shape", 2);
        await page.Locator("#search").FillAsync("second");
        await Count(page, ".run:not(.hidden)", 1);
        await page.Locator("#search").FillAsync("SPOON");
        await Count(page, ".run:not(.hidden)", 2);
        await page.Locator("#display label:has-text('Scores') input").UncheckAsync();
        await page.WaitForFunctionAsync("() => [...document.querySelectorAll('.label text')].every(text => text.textContent === 'spoon')");
        await page.Locator("#display label:has-text('Ids') input").CheckAsync();
        await page.WaitForFunctionAsync("() => [...document.querySelectorAll('.label text')].some(text => text.textContent === 'spoon #8')");
        await page.SelectOptionAsync("#sort", "name");
        await page.Locator("#classes label:has-text('spoon') input").UncheckAsync();
        await Count(page, ".shape", 0);
        await page.ClickAsync("#classes button:has-text('All')");
        await page.Locator("#search").FillAsync(string.Empty);
        await Count(page, ".shape", 3);
        Assert.Empty(report.Problems);
    }

    [BrowserFact]
    public async Task Everything_can_be_done_by_keyboard()
    {
        await using var report = await OpenAsync(Samples.Result(White, "first.bmp", Boxes), Samples.Result(White, "second.bmp", Boxes));
        var page = report.Page;
        await page.FocusAsync("#r1 h2 button");
        await page.Keyboard.PressAsync("Enter");
        await page.WaitForFunctionAsync("() => document.querySelector('#viewer-name')?.textContent === 'first.bmp'");
        await page.Keyboard.PressAsync("ArrowRight");
        await page.WaitForFunctionAsync("() => document.querySelector('#viewer-name').textContent === 'second.bmp'");
        await page.Keyboard.PressAsync("ArrowRight");
        await page.Keyboard.PressAsync("Escape");
        await page.WaitForFunctionAsync("() => document.activeElement?.closest('.run')?.id === 'r2' && !document.querySelector('dialog').open");
        await page.Keyboard.PressAsync("ArrowLeft");
        await page.WaitForFunctionAsync("() => document.activeElement.closest('.run').id === 'r1'");
    }

    [BrowserFact]
    public async Task Nothing_is_asked_for_and_hostile_words_are_only_words()
    {
        const string Hostile = "<img src=x onerror='window.hit=1'></script><script>window.hit=2</script>";
        var label = Newtonsoft.Json.JsonConvert.ToString(Hostile);
        await using var report = await OpenAsync(
            new ReportOptions { Title = Hostile },
            Samples.Result(White, Hostile, $$$$"""{"OBJECT_DETECTION":{"detections":[{"id":{{{{label}}}},"label":{{{{label}}}},"confidence":0.5,"box":{"x":9,"y":9,"width":90,"height":90}}]}}""", $$$$"""{"JSON":{{{{label}}}}}"""));
        await report.Page.ClickAsync(".run h2 button");
        await report.Page.HoverAsync(".pane .shape .area");
        Assert.Null(await report.Page.EvaluateAsync<int?>("() => window.hit ?? null"));
        Assert.Equal(0, await report.Page.Locator("img[src=x]").CountAsync());
        Assert.Equal(Hostile, await report.Page.Locator("#viewer-name").TextContentAsync());
        Assert.Single(report.Requests);
        Assert.Empty(report.Problems);
    }

    [BrowserFact]
    public async Task Pictures_beside_the_page_are_shown()
    {
        await using var report = await OpenAsync(new ReportOptions { MaxSize = 0 }, Samples.Result(White, "a.bmp", Boxes));
        await report.Page.WaitForFunctionAsync("() => document.querySelector('.frame img').naturalWidth === 320");
        Assert.Empty(report.Problems);
    }

    [BrowserFact]
    public async Task Without_scripts_pictures_and_shapes_are_shown()
    {
        var file = await Samples.ReportAsync(Path.Combine(_folder, "report.html"), new ReportOptions(), [Samples.Result(White, "a.bmp", Boxes)]);
        await using var report = await browser.OpenAsync(file, withScript: false);
        await report.Page.Locator(".shapes .line").First.WaitForAsync(new() { State = WaitForSelectorState.Attached });
        Assert.Equal(2, await report.Page.Locator(".shapes .line").CountAsync());
        Assert.True((await report.Page.Locator(".shapes .line").First.BoundingBoxAsync())!.Width > 50);
        Assert.Contains("cup 0.90", await report.Page.Locator(".label text").AllTextContentsAsync());
    }

    [BrowserFact]
    public async Task Of_a_thousand_pictures_only_those_near_the_window_are_drawn()
    {
        var boxes = string.Join(",", Enumerable.Range(0, 20).Select(index => $$$$"""{"label":"thing {{{{index % 5}}}}","confidence":0.5,"box":{"x":{{{{index * 10}}}},"y":{{{{index * 5}}}},"width":40,"height":30}}"""));
        var results = Enumerable.Range(0, 1000).Select(index => Samples.Result(White, $"picture {index:0000}.bmp", $$$$"""{"OBJECT_DETECTION":{"detections":[{{{{boxes}}}}]}}"""));
        var file = await Samples.ReportAsync(Path.Combine(_folder, "report.html"), new ReportOptions { MaxSize = 0 }, results);
        await using var report = await browser.OpenAsync(file);
        await report.Page.Locator(".shape").First.WaitForAsync(new() { State = WaitForSelectorState.Attached });
        Assert.Equal(1000, await report.Page.Locator("article").CountAsync());
        Assert.InRange(await report.Page.Locator("svg.shapes").CountAsync(), 1, 120);
        await report.Page.EvaluateAsync("() => scrollTo(0, document.documentElement.scrollHeight)");
        await report.Page.WaitForFunctionAsync("() => document.querySelector('#r1000 svg.shapes') && !document.querySelector('#r1 svg.shapes')");
        Assert.InRange(await report.Page.Locator("svg.shapes").CountAsync(), 1, 120);
        Assert.Empty(report.Problems);
    }

    [BrowserFact]
    public async Task Nobody_is_kept_out()
    {
        var failed = new IkDeploymentResult("00000000-0000-0000-0000-000000000002", "SUCCESS", string.Empty) { Outputs = Samples.Result(White, "a", """{"DATA_DICT":{"a":{"b":[1,[2]]}}}""", """{"DATA_DICT":{"size":3}}""").Outputs };
        var file = await Samples.ReportAsync(Path.Combine(_folder, "report.html"), new ReportOptions(), [Samples.Result(White, "a.bmp", Boxes), failed]);
        foreach (var isDark in new[] { false, true })
        {
            await using var report = await browser.OpenAsync(file, isDark: isDark);
            await report.Page.Locator(".shape").First.WaitForAsync(new() { State = WaitForSelectorState.Attached });
            Passes(await report.Page.RunAxe());
            await report.Page.ClickAsync("#r1 h2 button");
            await report.Page.Locator(".pane .shape").First.WaitForAsync(new() { State = WaitForSelectorState.Attached });
            Passes(await report.Page.RunAxe());
        }
    }

    public void Dispose() => Directory.Delete(_folder, recursive: true);

    private static void Passes(AxeResult result) => Assert.True(
        result.Violations.Length == 0,
        string.Join("; ", result.Violations.Select(violation => $"{violation.Id}: {violation.Help} ({string.Join(", ", violation.Nodes.Select(node => node.Html))})")));

    private static Task Count(IPage page, string selector, int count) =>
        page.WaitForFunctionAsync("([selector, count]) => document.querySelectorAll(`#runs ${selector}`).length === Number(count)", new[] { selector, count.ToString(CultureInfo.InvariantCulture) });

    private static void Close(IReadOnlyList<OpenedPage.Place> places, params (double X, double Y, double Width, double Height)[] expected)
    {
        Assert.Equal(expected.Length, places.Count);
        Assert.All(places.Zip(expected), pair =>
        {
            var (place, (x, y, width, height)) = pair;
            var off = Math.Max(Math.Max(Math.Abs(place.X - x), Math.Abs(place.Y - y)), Math.Max(Math.Abs(place.Width - width), Math.Abs(place.Height - height)));
            Assert.True(off <= 1.5 * place.Pixel, $"({place.X}, {place.Y}) {place.Width} x {place.Height} and not ({x}, {y}) {width} x {height}");
        });
    }

    // The color in the middle of the picture's height, at a part of its width, as it is seen.
    private static async Task<string> PixelAsync(IPage page, double part)
    {
        var picture = Convert.ToBase64String(await page.Locator(".run .frame").First.ScreenshotAsync());
        return await page.EvaluateAsync<string>(
            "async ([picture, part]) => { const image = new Image(); image.src = 'data:image/png;base64,' + picture; await image.decode(); const c = document.createElement('canvas'); [c.width, c.height] = [image.width, image.height]; const g = c.getContext('2d'); g.drawImage(image, 0, 0); return [...g.getImageData(Math.round(image.width * Number(part)), Math.round(image.height / 2), 1, 1).data].slice(0, 3).join(','); }",
            new[] { picture, part.ToString(CultureInfo.InvariantCulture) });
    }

    private static byte[] Grey(int width, int height, Func<int, int, int> value) => PngFile.Grey(width, height, value);

    private Task<OpenedPage> OpenAsync(params IkDeploymentResult[] results) => OpenAsync(new ReportOptions(), results);

    private async Task<OpenedPage> OpenAsync(ReportOptions options, params IkDeploymentResult[] results)
    {
        var page = await browser.OpenAsync(await Samples.ReportAsync(Path.Combine(_folder, $"report-{Guid.NewGuid():N}.html"), options, results));
        await page.Page.WaitForFunctionAsync("() => document.documentElement.classList.contains('live') && document.querySelector('.shape, .run')");
        return page;
    }
}
