using IkomiaScale.Emulator.Diagnostics;
using IkomiaScale.Emulator.Http;

namespace IkomiaScale.Emulator.Storage;

/// <summary>
/// <c>DELETE /v1/objects/{path}</c>: one object, or with <c>exact=false</c> every object whose path begins with the text.
/// Without the parameter the harmless meaning is taken.
/// </summary>
internal sealed class DeleteObjects(ObjectStore objects, Referee referee)
{
    public async Task HandleAsync(HttpContext context)
    {
        referee.Require(context, context.Request.Query.ContainsKey("exact"), "A deletion says exact=true or exact=false.");
        referee.Require(context, BooleanText.IsPlain(context.Request, "exact"), BooleanText.Sentence);
        var exact = QueryValues.Boolean(context.Request, "exact", missing: true);
        var path = exact ? ObjectPath.Name(context) : ObjectPath.Prefix(context);
        if (path.Length == 0)
        {
            throw RequestException.BadRequest("A deletion needs a path.");
        }

        var deleted = await objects.DeleteAsync(path, exact, context.RequestAborted);
        if (exact && deleted == 0)
        {
            throw RequestException.NotFound($"There is no object with the path '{path}'.");
        }

        context.Response.StatusCode = StatusCodes.Status204NoContent;
    }
}
