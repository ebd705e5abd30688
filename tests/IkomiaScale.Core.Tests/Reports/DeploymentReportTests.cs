using System.Security.Cryptography;
using System.Text;
using System.Text.RegularExpressions;
using IkomiaScale.Deployments.Outputs;
using IkomiaScale.Json;
using IkomiaScale.Reports;
using IkomiaScale.Tests.Support;
using Newtonsoft.Json.Linq;

namespace IkomiaScale.Tests.Reports;

[Collection(Alone.Name)]
public sealed class DeploymentReportTests : IDisposable
{
    private const string Hostile = "<img src=x onerror=\"alert(1)\"></script><script>alert(2)</script>\u2028' & ]]>";

    private readonly TestFolder _folder = new();

    [Fact]
    public async Task The_policy_has_the_hashes_of_the_one_style_and_the_one_script()
    {
        var page = await WriteAsync(Result("{'OBJECT_DETECTION':{'detections':[]}}"));
        var policy = Regex.Match(page, "<meta http-equiv=\"Content-Security-Policy\" content=\"([^\"]+)\">").Groups[1].Value;
        Assert.StartsWith("default-src 'none'; img-src data:; media-src data:; ", policy, StringComparison.Ordinal);
        Assert.Contains($"style-src '{HashOf(Assert.Single(Regex.Matches(page, "<style>(.*?)</style>", RegexOptions.Singleline)).Groups[1].Value)}';", policy, StringComparison.Ordinal);
        Assert.Contains($"script-src '{HashOf(Assert.Single(Regex.Matches(page, "<script type=\"module\">(.*?)</script>", RegexOptions.Singleline)).Groups[1].Value)}';", policy, StringComparison.Ordinal);
        Assert.DoesNotMatch("(src|href)=\"(https?:)?//|url\\(h|@import", page);
        Assert.DoesNotMatch(" style=\"| on[a-z]+=\"", page);
    }

    [Fact]
    public async Task What_comes_from_outside_is_never_markup()
    {
        var text = JValue.CreateString(Hostile).ToString(Newtonsoft.Json.Formatting.None);
        var page = await WriteAsync(
            Result(
                $"{{'OBJECT_DETECTION':{{'detections':[{{'id':{text},'label':{text},'box':{{'x':1,'y':2,'width':3,'height':4}}}}]}}}}",
                $"{{'TEXT':{{'fields':[{{'text':{text},'label':{text},'polygon':[{{'x':1,'y':1}},{{'x':2,'y':2}},{{'x':1,'y':2}}]}}]}}}}",
                $"{{'KEYPOINTS':{{'objects':[{{'label':{text},'points':[{{'index':0,'x':1,'y':1}}]}}],'names':[{text}]}}}}",
                $"{{{text}:{{{text}:{text}}}}}",
                $"{{'JSON':[{{{text}:{text}}}]}}",
                $"{{'JSON':{{{text}:{{{text}:[[{text}]]}}}}}}"),
            new ReportOptions { Title = Hostile });
        Assert.DoesNotContain("<img src=x", page, StringComparison.Ordinal);
        Assert.DoesNotContain("alert(2)</script>", page, StringComparison.Ordinal);
        Assert.DoesNotContain("\u2028", page, StringComparison.Ordinal);
        Assert.All(Blocks(page), block => Assert.DoesNotMatch("[<>&']", block));
        Assert.Contains("onerror", Blocks(page).Last(), StringComparison.Ordinal);
    }

    [Fact]
    public async Task Secrets_and_folders_stay_here()
    {
        const string Jwt = "eyJhbGciOiJIUzI1NiJ9.eyJzdWIiOiIxMjM0NTY3ODkwIn0.abc";
        var result = Result(
            "{'DATA_DICT':{'url':'https://storage.example/a?signature=abcdef','note':'" + Jwt + "'}}",
            "{'storage_object':{'url':'https://storage.example/v1/objects/?uid=1&token=secret','data_type':'other'}}");
        using var report = DeploymentReport.Create(_folder.File("report.html"));
        await report.AddAsync(With(result, "/home/somebody/pictures/a.png"));
        await report.AddWithoutResultAsync(@"C:\Users\somebody\b.png", null, null, @"The file 'C:\Users\somebody\b.png' beside '/home/somebody/c/d.txt' is gone.", isFailed: true);
        var page = File.ReadAllText(await report.CompleteAsync());
        Assert.DoesNotContain("somebody", page, StringComparison.Ordinal);
        Assert.DoesNotContain("signature", page, StringComparison.Ordinal);
        Assert.DoesNotContain("secret", page, StringComparison.Ordinal);
        Assert.DoesNotContain(Jwt, page, StringComparison.Ordinal);
        Assert.Contains(">a.png<", page, StringComparison.Ordinal);
        Assert.Contains("&#39;b.png&#39; beside &#39;d.txt&#39;", page, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_picture_lies_under_its_shapes_at_its_own_size()
    {
        File.WriteAllBytes(_folder.File("a.png"), Pngs.Grey(320, 200, (_, _) => 9));
        var page = await WriteAsync(With(Result("{'OBJECT_DETECTION':{'detections':[{'label':'cup','confidence':0.25,'box':{'x':10,'y':20,'width':30,'height':40}}]}}"), _folder.File("a.png")));
        Assert.Contains("width=\"320\" height=\"200\" loading=\"lazy\"", page, StringComparison.Ordinal);
        Assert.Contains("<noscript><svg class=\"shapes\" role=\"img\" aria-label=\"1 object: cup 1\" viewBox=\"0 0 320 200\">", page, StringComparison.Ordinal);
        Assert.Contains("<rect class=\"line\" x=\"10\" y=\"20\" width=\"30\" height=\"40\"/>", page, StringComparison.Ordinal);
        Assert.Contains(">cup 0.25</text>", page, StringComparison.Ordinal);
        var data = JObject.Parse(Blocks(page).First());
        Assert.Equal([10, 20, 30, 40], data["pictures"]![0]!["shapes"]![0]!["box"]!.Values<double>());
    }

    [Fact]
    public async Task Outputs_that_are_no_pictures_are_tables_or_folded_json()
    {
        var page = await WriteAsync(Result(
            "{'DATA_DICT':{'size':12,'kind':'cup'}}", "{'JSON':[{'a':1,'b':'x'},{'a':2,'c':true}]}", "{'NUMERIC_VALUES':{'values':[1,2.5]}}", "{'TREE':{'deep':{'er':[1]}}}"));
        Assert.Contains("<tr><th scope=\"row\">size</th><td>12</td></tr>", page, StringComparison.Ordinal);
        Assert.Contains("<th scope=\"col\">a</th><th scope=\"col\">b</th><th scope=\"col\">c</th>", page, StringComparison.Ordinal);
        Assert.Contains("<td>1, 2.5</td>", page, StringComparison.Ordinal);
        Assert.Contains("<details><summary>JSON</summary>", page, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_video_has_a_player_and_a_table()
    {
        File.WriteAllBytes(_folder.File("clip.mp4"), [0, 0, 0, 24, .. "ftypisom"u8, 0, 0, 0, 0, 0, 0, 0, 0]);
        var page = await WriteAsync(With(Result("{'OBJECT_DETECTION':{'detections':[{'label':'car','confidence':0.5,'box':{'x':1,'y':2,'width':3,'height':4}}]}}"), _folder.File("clip.mp4")));
        Assert.Contains("src=\"data:video/mp4;base64,", page, StringComparison.Ordinal);
        Assert.Contains("<td>car</td><td>0.50</td><td>1, 2, 3 × 4</td>", page, StringComparison.Ordinal);
    }

    [Fact]
    public async Task The_file_appears_when_it_is_whole_and_nothing_is_left_of_one_that_is_not()
    {
        File.WriteAllBytes(_folder.File("a.png"), Pngs.Grey(3, 3, (_, _) => 9));
        using (var report = DeploymentReport.Create(_folder.File("report.html"), new ReportOptions { MaxSize = 0 }))
        {
            await report.AddAsync(With(Result("{'OBJECT_DETECTION':{}}"), _folder.File("a.png")));
            Assert.False(File.Exists(_folder.File("report.html")));
        }

        Assert.Equal(["a.png"], _folder.Files);
        Assert.False(Directory.Exists(_folder.File("report_files")));
    }

    [Fact]
    public async Task Pictures_go_beside_the_page_from_where_it_would_be_too_large_and_each_once()
    {
        File.WriteAllBytes(_folder.File("a.png"), Pngs.Grey(3, 3, (_, _) => 9));
        var result = With(Result("{'OBJECT_DETECTION':{}}"), _folder.File("a.png"));
        var page = await WriteAsync(new ReportOptions { MaxSize = 2500 }, result, result, result, result, result);
        Assert.InRange(Regex.Matches(page, "src=\"data:image/png").Count, 1, 4);
        Assert.Contains("1 picture is in the folder report_files", page, StringComparison.Ordinal);
        Assert.Equal(3, _folder.Files.Count());
    }

    [Fact]
    public async Task Ten_thousand_results_take_no_more_memory_than_one_thousand()
    {
        File.WriteAllBytes(_folder.File("a.png"), Pngs.Grey(3, 3, (_, _) => 9));
        var result = With(Result("{'OBJECT_DETECTION':{'detections':[{'label':'a','confidence':0.5,'box':{'x':1,'y':2,'width':3,'height':4}},{'label':'b','box':{'x':1,'y':2,'width':3,'height':4}}]}}"), _folder.File("a.png"));
        using var report = DeploymentReport.Create(_folder.File("report.html"));
        await AddAsync(1000);
        var before = GC.GetTotalMemory(forceFullCollection: true);
        await AddAsync(9000);
        var after = GC.GetTotalMemory(forceFullCollection: true);
        await report.CompleteAsync();
        Assert.True(after - before < 2_000_000, $"{after - before} bytes more.");
        Assert.Contains("<dd>10,000</dd>", File.ReadLines(_folder.File("report.html")).First(line => line.Contains("class=\"tiles\"", StringComparison.Ordinal)), StringComparison.Ordinal);

        async Task AddAsync(int count)
        {
            for (var index = 0; index < count; index++)
            {
                await report.AddAsync(result);
            }
        }
    }

    public void Dispose() => _folder.Dispose();

    private static IkDeploymentResult Result(params string[] outputs) => new("run-1", "SUCCESS", string.Empty)
    {
        TaskName = "detect",
        Duration = TimeSpan.FromSeconds(1.5),
        Outputs = [.. outputs.Select((output, index) => OutputReader.Read("run-1", index, JsonText.Parse(output)))],
    };

    private static IkDeploymentResult With(IkDeploymentResult result, string path) => new(result.Uuid, result.State, string.Empty)
    {
        Outputs = result.Outputs,
        Sources = [new RunSource(path) { FilePath = path }],
    };

    private static IEnumerable<string> Blocks(string page) =>
        Regex.Matches(page, "<script type=\"application/json\"[^>]*>(.*?)</script>", RegexOptions.Singleline).Select(match => match.Groups[1].Value);

    private static string HashOf(string text) => "sha256-" + Convert.ToBase64String(SHA256.HashData(Encoding.UTF8.GetBytes(text)));

    private Task<string> WriteAsync(IkDeploymentResult result, ReportOptions? options = null) => WriteAsync(options ?? new ReportOptions(), result);

    private async Task<string> WriteAsync(ReportOptions options, params IkDeploymentResult[] results)
    {
        using var report = DeploymentReport.Create(_folder.File("report.html"), options);
        foreach (var result in results)
        {
            await report.AddAsync(result);
        }

        return File.ReadAllText(await report.CompleteAsync());
    }
}
