using IkomiaScale.Emulator.Diagnostics;
using IkomiaScale.Emulator.Http;

namespace IkomiaScale.Emulator.Storage;

/// <summary><c>GET /v1/objects/{prefix}</c>: one page of the objects whose path starts with the prefix (compared as text), or of those that match a filter.</summary>
internal sealed class ListObjects(ObjectListing listing, Referee referee)
{
    public async Task HandleAsync(HttpContext context)
    {
        referee.Require(context, context.Request.Query.ContainsKey("page"), "A GET of objects has the query parameter page=N, with N from 1.");
        referee.Require(context, BooleanText.IsPlain(context.Request, "exact"), BooleanText.Sentence);
        var query = QueryOf(context);
        var number = QueryValues.Page(context.Request);
        var page = await listing.FindAsync(query, number, context.RequestAborted);
        var baseAddress = BaseAddress.Of(context);
        await JsonAnswer.WriteAsync(context, StatusCodes.Status200OK, new
        {
            Results = page.Objects.Select(stored => ObjectAnswer.Of(stored, baseAddress)),
            Next = page.HasNext ? $"{baseAddress}{ObjectPath.Route}/{ObjectPath.ToUrl(query.Path)}{Query(query, number + 1)}" : null,
        });
    }

    public static ObjectQuery QueryOf(HttpContext context) => new(
        ObjectPath.Prefix(context),
        QueryValues.Boolean(context.Request, "exact", missing: false),
        QueryValues.Text(context.Request, "uid"),
        QueryValues.Text(context.Request, "sha256")?.ToLowerInvariant());

    private static QueryString Query(ObjectQuery query, int page)
    {
        var text = QueryString.Create("page", page.ToString(System.Globalization.CultureInfo.InvariantCulture));
        text = query.Exact ? text.Add("exact", "true") : text;
        text = query.Uid is null ? text : text.Add("uid", query.Uid);
        return query.Sha256 is null ? text : text.Add("sha256", query.Sha256);
    }
}
