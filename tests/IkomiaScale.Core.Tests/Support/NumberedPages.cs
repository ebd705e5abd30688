using System.Globalization;
using IkomiaScale.Authentication;
using IkomiaScale.Storage;
using Microsoft.AspNetCore.Http;

namespace IkomiaScale.Tests.Support;

/// <summary>
/// A storage that answers page numbers naively: page 3 is whatever is third now, and a page behind the last one is refused. What is listed
/// slides under whoever deletes or adds something.
/// </summary>
internal sealed class NumberedPages : IAsyncDisposable
{
    private readonly SortedDictionary<string, string> _uids = new(StringComparer.Ordinal);
    private readonly object _sync = new();
    private readonly int _pageSize;
    private FakeService _service = null!;

    private NumberedPages(int pageSize, int objects)
    {
        _pageSize = pageSize;
        First = Enumerable.Range(0, objects).Select(number => number.ToString("'dir/'000", CultureInfo.InvariantCulture)).ToList();
        First.ForEach(path => _uids.Add(path, Guid.NewGuid().ToString("D")));
    }

    /// <summary>The paths that are there at the beginning.</summary>
    public List<string> First { get; }

    /// <summary>The paths that are there now.</summary>
    public IReadOnlyList<string> Left
    {
        get
        {
            lock (_sync)
            {
                return _uids.Keys.ToList();
            }
        }
    }

    /// <summary>A page that is refused.</summary>
    public int FailingPage { get; set; }

    /// <summary>Called before each page is given.</summary>
    public Action? BeforePage { get; set; }

    public IStorageClient Storage => _service.Storage;

    public Uri Address => _service.Server.Address;

    public IEnumerable<int> PagesAskedFor => _service.Calls
        .Where(call => call.Method == "GET" && !call.Target.Contains("exact=", StringComparison.Ordinal))
        .Select(call => int.Parse(call.Target.Split("page=")[1], CultureInfo.InvariantCulture));

    public static async Task<NumberedPages> StartAsync(int pageSize, int objects)
    {
        var pages = new NumberedPages(pageSize, objects);
        pages._service = await FakeService.StartAsync(pages.AnswerAsync);
        return pages;
    }

    /// <summary>A connection of its own to the same storage.</summary>
    public ScaleClient Connect()
    {
        var address = _service.Server.Address;
        return new ScaleClient(new ScaleClientOptions(address, SecureStrings.Protect(FakeService.ApiToken)) { ScaleUrl = address, StorageUrl = address });
    }

    /// <summary>All paths, as a listing gives them.</summary>
    public async Task<List<string>> ListAllAsync()
    {
        var seen = new List<string>();
        await foreach (var item in Storage.ListAsync("dir"))
        {
            seen.Add(item.Path!);
        }

        return seen;
    }

    /// <summary>Takes objects away without anybody having asked for it.</summary>
    public void Forget(Func<string, bool> which)
    {
        lock (_sync)
        {
            _uids.Keys.Where(which).ToList().ForEach(path => _uids.Remove(path));
        }
    }

    public ValueTask DisposeAsync() => _service.DisposeAsync();

    private async Task AnswerAsync(HttpContext context)
    {
        var path = Uri.UnescapeDataString(context.Request.Path.Value!["/v1/objects/".Length..]);
        switch (context.Request.Method)
        {
            case "DELETE":
                await (Remove(path) ? context.JsonAsync(new Newtonsoft.Json.Linq.JObject()) : context.RefuseAsync(404));
                break;
            case "POST" or "PUT":
                await context.KeepBodyAsync();
                var uid = Guid.NewGuid().ToString("D");
                Put(path, uid);
                await context.JsonAsync(StoredObjects.Json(path, uid: uid));
                break;
            default:
                await ListAsync(context, path);
                break;
        }
    }

    private async Task ListAsync(HttpContext context, string path)
    {
        var isExact = context.Request.Query["exact"] == "true";
        var page = int.Parse(context.Request.Query["page"]!, CultureInfo.InvariantCulture);
        List<KeyValuePair<string, string>> matching;
        lock (_sync)
        {
            matching = _uids.Where(item => isExact ? item.Key == path : item.Key.StartsWith(path, StringComparison.Ordinal)).ToList();
        }

        if (!isExact)
        {
            BeforePage?.Invoke();
        }

        if (page == FailingPage)
        {
            await context.RefuseAsync(403);
        }
        else if (page > 1 && matching.Count <= (page - 1) * _pageSize)
        {
            await context.RefuseAsync(404, "Invalid page.");
        }
        else
        {
            var results = matching.Skip((page - 1) * _pageSize).Take(_pageSize).Select(item => StoredObjects.Json(item.Key, uid: item.Value));
            await context.JsonAsync(StoredObjects.Page(matching.Count > page * _pageSize, results.ToArray()));
        }
    }

    private void Put(string path, string uid)
    {
        lock (_sync)
        {
            _uids[path] = uid;
        }
    }

    private bool Remove(string path)
    {
        lock (_sync)
        {
            return _uids.Remove(path);
        }
    }
}
