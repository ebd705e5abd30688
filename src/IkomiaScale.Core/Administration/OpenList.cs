using System.Globalization;
using IkomiaScale.Json;
using Newtonsoft.Json.Linq;

namespace IkomiaScale.Administration;

/// <summary>A list that is read page by page. Before something changes, the rest can be read ahead of its reader.</summary>
/// <typeparam name="T">The type of the items.</typeparam>
internal sealed class OpenList<T> : IOpenList
    where T : class
{
    /// <summary>After so many pages without new items, the list is assumed to repeat itself.</summary>
    private const int EmptyLimit = 20;

    private readonly PlatformChannel _channel;
    private readonly Uri _url;
    private readonly string _subject;
    private readonly Func<JToken, T> _read;
    private readonly CancellationToken _stop;
    private readonly SemaphoreSlim _oneAtATime = new(1, 1);
    private readonly Queue<T> _ready = new();
    private readonly HashSet<string> _seen = new(StringComparer.Ordinal);
    private int _next = 1;
    private int _empty;
    private bool _hasEnded;

    public OpenList(PlatformChannel channel, Uri url, string subject, Func<JToken, T> read, CancellationToken stop)
    {
        _channel = channel;
        _url = url;
        _subject = subject;
        _read = read;
        _stop = stop;
    }

    /// <summary>Returns the next item; null at the end.</summary>
    public async Task<T?> TakeAsync()
    {
        await _oneAtATime.WaitAsync(_stop).ConfigureAwait(false);
        try
        {
            while (_ready.Count == 0 && !_hasEnded)
            {
                await ReadPageAsync(_stop).ConfigureAwait(false);
            }

            return _ready.Count > 0 ? _ready.Dequeue() : null;
        }
        finally
        {
            _oneAtATime.Release();
        }
    }

    /// <inheritdoc/>
    public async Task ReadToEndAsync(CancellationToken cancellationToken)
    {
        await _oneAtATime.WaitAsync(cancellationToken).ConfigureAwait(false);
        try
        {
            while (!_hasEnded)
            {
                await ReadPageAsync(cancellationToken).ConfigureAwait(false);
            }
        }
        finally
        {
            _oneAtATime.Release();
        }
    }

    private async Task ReadPageAsync(CancellationToken cancellationToken)
    {
        JToken page;
        try
        {
            page = await _channel.GetAsync(PageUrl(), _subject, cancellationToken).ConfigureAwait(false);
        }
        catch (ScaleException failure) when (failure.StatusCode == 404 && _next > 1)
        {
            // Others deleted so many items that the page no longer exists.
            _hasEnded = true;
            return;
        }

        if (WireJson.Field(page, "results") is not JArray results)
        {
            throw new ScaleException(ScaleErrorId.InvalidResponse, $"The {_subject} cannot be read: the platform did not return a list. Check the -ScaleUrl of Connect-IkScale.") { Target = _subject };
        }

        // Items that are created or deleted meanwhile move others between pages.
        var fresh = results.Where(item => _seen.Add(WireJson.Text(item, "url") ?? item.ToString())).Select(_read).ToList();
        fresh.ForEach(_ready.Enqueue);
        _next++;
        _empty = fresh.Count == 0 ? _empty + 1 : 0;
        _hasEnded = WireJson.Field(page, "next") is null;
        if (!_hasEnded && _empty >= EmptyLimit)
        {
            throw new ScaleException(
                ScaleErrorId.InvalidResponse, $"The {_subject} cannot be read completely: the platform repeats the same pages. Try again later.") { Target = _subject };
        }
    }

    private Uri PageUrl() =>
        new($"{_url.AbsoluteUri}{(_url.Query.Length == 0 ? '?' : '&')}page={_next.ToString(CultureInfo.InvariantCulture)}");
}
