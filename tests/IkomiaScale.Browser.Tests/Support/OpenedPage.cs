using System.Collections.Concurrent;

namespace IkomiaScale.Browser.Tests.Support;

/// <summary>A report in a browser, with what went out of it and what went wrong in it.</summary>
internal sealed class OpenedPage : IAsyncDisposable
{
    private readonly IBrowserContext _context;
    private readonly ConcurrentQueue<string> _requests = new();
    private readonly ConcurrentQueue<string> _problems = new();

    public OpenedPage(IBrowserContext context, IPage page)
    {
        _context = context;
        Page = page;
        page.Request += (_, request) => _requests.Enqueue(request.Url);
        page.PageError += (_, problem) => _problems.Enqueue(problem);
        page.Console += (_, message) =>
        {
            if (message.Type is "error" or "warning")
            {
                _problems.Enqueue(message.Text);
            }
        };
    }

    public IPage Page { get; }

    /// <summary>What was asked for, beside what is in the page.</summary>
    public IEnumerable<string> Requests => _requests.Where(url => !url.StartsWith("data:", StringComparison.Ordinal));

    /// <summary>Errors of scripts, and whatever the content security policy did not allow.</summary>
    public IEnumerable<string> Problems => _problems;

    /// <summary>Where elements are, in pixels of the picture that they lie over.</summary>
    public async Task<List<Place>> PlacesAsync(string selector, string frame = ".frame")
    {
        // The picture keeps its proportions in its frame: the rest of the frame is empty on both sides.
        const string Script = """
            ([selector, frame]) => [...document.querySelectorAll(selector)].map(element => {
              const [inner, outer] = [element.getBoundingClientRect(), element.closest(frame).getBoundingClientRect()];
              const box = (element.ownerSVGElement ?? element).viewBox.baseVal;
              const scale = Math.min(outer.width / box.width, outer.height / box.height);
              const [left, top] = [outer.left + (outer.width - box.width * scale) / 2, outer.top + (outer.height - box.height * scale) / 2];
              return { x: (inner.left - left) / scale, y: (inner.top - top) / scale, width: inner.width / scale, height: inner.height / scale, pixel: 1 / scale };
            })
            """;
        return [.. (await Page.EvaluateAsync<Place[]>(Script, new[] { selector, frame }))];
    }

    public async ValueTask DisposeAsync() => await _context.CloseAsync();

    /// <summary>A rectangle in a picture's coordinates, and how large a pixel of the screen is in them.</summary>
    internal sealed class Place
    {
        public double X { get; set; }

        public double Y { get; set; }

        public double Width { get; set; }

        public double Height { get; set; }

        public double Pixel { get; set; }
    }
}
