using IkomiaScale.Emulator.Http;

namespace IkomiaScale.Emulator.Storage;

/// <summary>
/// <c>DELETE /v1/objects/{path}</c>: one object, or with <c>exact=false</c> every object whose path begins with the text.
/// Without the parameter the harmless meaning is taken.
/// </summary>
internal sealed class DeleteObjects(ObjectStore objects)
{
    public async Task HandleAsync(HttpContext context)
    {
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
