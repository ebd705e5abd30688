using Newtonsoft.Json.Linq;

namespace IkomiaScale.Storage;

/// <summary>One page of a list, as PROTOCOL 3 has it: <c>results</c> and <c>next</c>.</summary>
internal sealed class ListPage
{
    private ListPage(IReadOnlyList<IkStorageObject> objects, bool hasNext)
    {
        Objects = objects;
        HasNext = hasNext;
    }

    /// <summary>What comes after the last page.</summary>
    public static ListPage End { get; } = new([], hasNext: false);

    public IReadOnlyList<IkStorageObject> Objects { get; }

    public bool HasNext { get; }

    public static ListPage FromJson(JToken json, string? directory)
    {
        if (json is not JObject page || page["results"] is not JArray results)
        {
            throw new ScaleException(
                ScaleErrorId.InvalidResponse, "The storage answered with something that is not a list. Check -StorageUrl.");
        }

        var hasNext = page["next"] is { Type: not JTokenType.Null };
        return new ListPage(results.Select(item => IkStorageObject.FromJson(item, directory)).ToList(), hasNext);
    }
}
