using IkomiaScale.Emulator.Http;

namespace IkomiaScale.Emulator.Administration;

/// <summary>Answers with one page of a list: the total count, the URLs of the next and previous page, and the results.</summary>
internal sealed class ListAnswer(EmulatorOptions options)
{
    /// <summary>Answers with the requested page. The lists of the platform are short, so they are read completely.</summary>
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
