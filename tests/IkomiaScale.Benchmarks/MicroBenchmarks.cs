using System.Security.Cryptography;
using BenchmarkDotNet.Attributes;
using IkomiaScale.Json;
using IkomiaScale.Storage;
using Newtonsoft.Json.Linq;

namespace IkomiaScale.Benchmarks;

/// <summary>The small things that are done very often.</summary>
[MemoryDiagnoser]
public class MicroBenchmarks
{
    private const string Path = "videos/2026/camera 3 (north)/größe+100%.mp4";

    private readonly byte[] _block = new byte[UploadContent.BufferSize];
    private string _page = string.Empty;

    [GlobalSetup]
    public void Setup()
    {
        new Random(1).NextBytes(_block);
        var results = Enumerable.Range(0, 100).Select(index => new JObject
        {
            ["uid"] = new Guid(index, 0, 0, new byte[8]).ToString(),
            ["path"] = $"videos/{index}.mp4",
            ["size"] = 1_000_000 + index,
            ["sha256"] = new string('a', 64),
            ["content_type"] = "video/mp4",
            ["created_at"] = "2026-01-01T00:00:00.000+00:00",
            ["is_directory_archive"] = false,
            ["download_url"] = "https://scalefs.ikomia.ai/v1/content/x",
        });
        _page = new JObject { ["results"] = new JArray(results), ["next"] = "x" }.ToString(Newtonsoft.Json.Formatting.None);
    }

    [Benchmark]
    public string EncodePath() => StoragePath.Encode(Path);

    [Benchmark]
    public string NormalizePath() => StoragePath.Normalize(Path);

    [Benchmark]
    public string? FindMediaType() => MediaTypes.FromName(Path);

    [Benchmark]
    public object ParsePageOf100() => ListPage.FromJson(JsonText.Parse(_page), "videos");

    [Benchmark]
    public byte[] Hash256KiB() => SHA256.HashData(_block);
}
