using IkomiaScale.Emulator.Diagnostics;
using IkomiaScale.Emulator.Http;

namespace IkomiaScale.Emulator.Storage;

/// <summary>
/// <c>DELETE /v1/objects/{path}</c>: deletes one object or, with <c>exact=false</c>, every object whose path starts with the text.
/// Without the parameter, deletes one object, which does less harm.
/// </summary>
internal sealed class DeleteObjects(ObjectStore objects, Referee referee)
{
    public async Task HandleAsync(HttpContext context)
    {
        referee.Require(context, context.Request.Query.ContainsKey("exact"), "A DELETE of objects has the query parameter exact=true or exact=false.");
        referee.Require(context, BooleanText.IsPlain(context.Request, "exact"), BooleanText.Sentence);
        var exact = QueryValues.Boolean(context.Request, "exact", missing: true);
        var path = exact ? ObjectPath.Name(context) : ObjectPath.Prefix(context);
        if (path.Length == 0)
        {
            throw RequestException.BadRequest("A DELETE of objects needs a path in its URL.");
        }

        var deleted = await objects.DeleteAsync(path, exact, context.RequestAborted);
        if (exact && deleted == 0)
        {
            throw RequestException.NotFound($"There is no object with the path '{path}'.");
        }

        context.Response.StatusCode = StatusCodes.Status204NoContent;
    }
}
