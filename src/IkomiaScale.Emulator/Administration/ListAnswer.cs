using IkomiaScale.Emulator.Http;

namespace IkomiaScale.Emulator.Administration;

/// <summary>Answers with one page of a list, in the platform's form: how many there are in all, and the addresses of the pages beside.</summary>
internal sealed class ListAnswer(EmulatorOptions options)
{
    /// <summary>Answers with the page that the request asks for. What the platform has is little enough to be read whole.</summary>
    public Task WriteAsync(HttpContext context, IReadOnlyList<object> all)
    {
        var page = QueryValues.Page(context.Request);
        var start = (page - 1L) * options.PageSize;
        if (page > 1 && start >= all.Count)
        {
            throw RequestException.NotFound("Invalid page.");
        }

        return JsonAnswer.WriteAsync(context, StatusCodes.Status200OK, new
        {
            all.Count,
            Next = start + options.PageSize < all.Count ? Url(context, page + 1) : null,
            Previous = page > 1 ? Url(context, page - 1) : null,
            Results = all.Skip((int)start).Take(options.PageSize),
        });
    }

    private static string Url(HttpContext context, int page)
    {
        var query = QueryString.Create("page", page.ToString(System.Globalization.CultureInfo.InvariantCulture));
        foreach (var (name, value) in context.Request.Query.Where(item => item.Key != "page"))
        {
            query = query.Add(name, value.ToString());
        }

        return $"{BaseAddress.Of(context)}{context.Request.Path.ToUriComponent()}{query}";
    }
}
