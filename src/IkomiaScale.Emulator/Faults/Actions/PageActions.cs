using System.Text.Json;
using System.Text.Json.Nodes;
using IkomiaScale.Emulator.Http;
using IkomiaScale.Emulator.Storage;

namespace IkomiaScale.Emulator.Faults.Actions;

/// <summary>Changes the objects of a page in the answer. The storage stays unchanged.</summary>
internal sealed class PageAction(Action<HttpContext, JsonArray> edit) : IFaultAction
{
    public Task ApplyAsync(HttpContext context, RequestDelegate serve) => CapturedAnswer.EditJsonAsync(context, serve, page =>
    {
        if (page is JsonObject && page["results"] is JsonArray objects)
        {
            edit(context, objects);
        }
    });
}

/// <summary>Starts the page with the objects of the previous page.</summary>
internal sealed class DuplicatePageAction : IFaultAction
{
    public async Task ApplyAsync(HttpContext context, RequestDelegate serve)
    {
        var before = await BeforeAsync(context);
        await new PageAction((_, objects) => PageEdits.Prepend(objects, before)).ApplyAsync(context, serve);
    }

    private static async Task<List<JsonNode?>> BeforeAsync(HttpContext context)
    {
        try
        {
            var listing = context.RequestServices.GetRequiredService<ObjectListing>();
            var number = Math.Max(1, QueryValues.Page(context.Request) - 1);
            var before = await listing.FindAsync(ListObjects.QueryOf(context), number, context.RequestAborted);
            var baseAddress = BaseAddress.Of(context);
            return before.Objects.Select(stored => JsonSerializer.SerializeToNode(ObjectAnswer.Of(stored, baseAddress), JsonAnswer.Options)).ToList();
        }
        catch (RequestException)
        {
            // The endpoint refuses this request too, with its message.
            return [];
        }
    }
}

/// <summary>Changes to the objects of a page.</summary>
internal static class PageEdits
{
    public static void Reverse(HttpContext context, JsonArray objects)
    {
        var reversed = objects.Reverse().ToList();
        objects.Clear();
        reversed.ForEach(objects.Add);
    }

    public static void Prepend(JsonArray objects, List<JsonNode?> more)
    {
        var index = 0;
        foreach (var item in more)
        {
            objects.Insert(index++, item);
        }
    }

    public static Action<HttpContext, JsonArray> Drop(int index) => (_, objects) =>
    {
        if (index < objects.Count)
        {
            objects.RemoveAt(index);
        }
    };

    public static Action<HttpContext, JsonArray> Insert(int index, JsonObject given) => (context, objects) =>
    {
        var uid = Guid.NewGuid().ToString();
        var content = new StoredContent("", false, "application/octet-stream", new string('0', 64), 0);
        var invented = new StoredObject(uid, "invented", content, DateTimeOffset.UtcNow, null);
        var shown = JsonSerializer.SerializeToNode(ObjectAnswer.Of(invented, BaseAddress.Of(context)), JsonAnswer.Options)!.AsObject();
        foreach (var (name, value) in given)
        {
            shown[name] = value?.DeepClone();
        }

        objects.Insert(Math.Min(index, objects.Count), shown);
    };
}
