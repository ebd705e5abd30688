using System.Diagnostics;
using System.Net.Http.Headers;
using IkomiaScale.Json;
using IkomiaScale.Storage;

namespace IkomiaScale.Benchmarks;

/// <summary>
/// What a bare HttpClient takes for the same requests, one after the other or some at once, with no check and no pipeline. Each method gives
/// its time in seconds.
/// </summary>
internal sealed class Floor : IDisposable
{
    private readonly HttpClient _client = new();
    private readonly string _root;

    public Floor(string address, string jwt)
    {
        _root = address.TrimEnd('/');
        _client.DefaultRequestHeaders.Authorization = new AuthenticationHeaderValue("Bearer", jwt);
    }

    /// <summary>Lists all objects below a prefix, parsed by the same parser.</summary>
    public Task<double> ListAsync(string prefix) => TimeAsync(async () =>
    {
        for (var page = 1; ; page++)
        {
            var text = await _client.GetStringAsync($"{_root}/v1/objects/{prefix}?page={page}");
            if (!ListPage.FromJson(JsonText.Parse(text), prefix).HasNext)
            {
                return;
            }
        }
    });

    /// <summary>Uploads the files of a folder, each wholly in memory, as the official Python client does.</summary>
    public Task<double> SendAsync(string folder, string prefix) => TimeAsync(async () =>
    {
        foreach (var file in Directory.GetFiles(folder))
        {
            using var form = new MultipartFormDataContent { { new StringContent("false"), "is_directory_archive" } };
            form.Add(new ByteArrayContent(await File.ReadAllBytesAsync(file)), "file", "blob");
            using var response = await _client.PostAsync($"{_root}/v1/objects/{prefix}/{Path.GetFileName(file)}", form);
            response.EnsureSuccessStatusCode();
        }
    });

    /// <summary>Downloads the objects below a prefix, each looked up by its uid and held wholly in memory, as the official Python client does.</summary>
    public async Task<double> ReadAsync(string prefix, string folder)
    {
        var uids = await AllAsync(prefix);
        return await TimeAsync(async () =>
        {
            foreach (var item in uids)
            {
                var text = await _client.GetStringAsync($"{_root}/v1/objects/?uid={item.Uid}&page=1");
                var found = ListPage.FromJson(JsonText.Parse(text), null).Objects[0];
                await File.WriteAllBytesAsync(Path.Combine(folder, found.Name!), await _client.GetByteArrayAsync(found.DownloadUrl));
            }
        });
    }

    /// <summary>Copies the objects below a prefix.</summary>
    public Task<double> CopyAsync(string prefix, string target, int atOnce) => ForAllAsync(prefix, atOnce, async item =>
    {
        using var form = new MultipartFormDataContent { { new StringContent(item.Uid), "copy_from" } };
        form.Add(new ByteArrayContent([]), "file", "blob");
        using var response = await _client.PostAsync($"{_root}/v1/objects/{target}/{item.Name}", form);
        response.EnsureSuccessStatusCode();
    });

    /// <summary>Deletes the objects below a prefix, one by one.</summary>
    public Task<double> RemoveAsync(string prefix, int atOnce) => ForAllAsync(prefix, atOnce, async item =>
    {
        using var response = await _client.DeleteAsync($"{_root}/v1/objects/{item.Path}?exact=true");
        response.EnsureSuccessStatusCode();
    });

    public void Dispose() => _client.Dispose();

    private async Task<List<IkStorageObject>> AllAsync(string prefix)
    {
        var all = new List<IkStorageObject>();
        for (var page = 1; ; page++)
        {
            var text = await _client.GetStringAsync($"{_root}/v1/objects/{prefix}?page={page}");
            var list = ListPage.FromJson(JsonText.Parse(text), prefix);
            all.AddRange(list.Objects);
            if (!list.HasNext)
            {
                return all;
            }
        }
    }

    private async Task<double> ForAllAsync(string prefix, int atOnce, Func<IkStorageObject, Task> work)
    {
        var all = await AllAsync(prefix);
        return await TimeAsync(() => Parallel.ForEachAsync(all, new ParallelOptions { MaxDegreeOfParallelism = atOnce }, async (item, _) => await work(item)));
    }

    private static async Task<double> TimeAsync(Func<Task> action)
    {
        var watch = Stopwatch.StartNew();
        await action();
        return watch.Elapsed.TotalSeconds;
    }
}
