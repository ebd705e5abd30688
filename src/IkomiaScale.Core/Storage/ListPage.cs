using Newtonsoft.Json.Linq;

namespace IkomiaScale.Storage;

/// <summary>One page of a list: <c>results</c> and <c>next</c> (docs/protocol.md, section 3).</summary>
internal sealed class ListPage
{
    private ListPage(IReadOnlyList<IkStorageObject> objects, bool hasNext)
    {
        Objects = objects;
        HasNext = hasNext;
    }

    /// <summary>Stands for the page after the last one.</summary>
    public static ListPage End { get; } = new([], hasNext: false);

    public IReadOnlyList<IkStorageObject> Objects { get; }

    public bool HasNext { get; }

    public static ListPage FromJson(JToken json, string? directory)
    {
        if (json is not JObject page || page["results"] is not JArray results)
        {
            throw new ScaleException(
                ScaleErrorId.InvalidResponse, "The objects cannot be listed: the storage did not return a list. Check the -StorageUrl of Connect-IkScale.");
        }

        var hasNext = page["next"] is { Type: not JTokenType.Null };
        return new ListPage(results.Select(item => IkStorageObject.FromJson(item, directory)).ToList(), hasNext);
    }
}
