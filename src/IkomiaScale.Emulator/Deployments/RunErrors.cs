using System.Text.Json;

namespace IkomiaScale.Emulator.Deployments;

/// <summary>Reads values of a request, and collects errors with their places in the body. The texts are those of the service.</summary>
internal sealed class RunErrors
{
    private readonly List<RunError> _errors = [];

    public void Add(string message, string type, params object[] place) => _errors.Add(new RunError(["body", .. place], message, type));

    public void ThrowIfAny()
    {
        if (_errors.Count > 0)
        {
            throw new InvalidRunException(_errors);
        }
    }

    public IEnumerable<(JsonElement Item, int Index)> Items(JsonElement parent, string name)
    {
        if (!parent.TryGetProperty(name, out var list) || list.ValueKind == JsonValueKind.Null)
        {
            return [];
        }

        if (list.ValueKind != JsonValueKind.Array)
        {
            Add("Input should be a valid list", "list_type", name);
            return [];
        }

        return list.EnumerateArray().Select((item, index) => (item, index));
    }

    public string? Text(JsonElement parent, string name, params object[] place)
    {
        if (parent.ValueKind != JsonValueKind.Object || !parent.TryGetProperty(name, out var value))
        {
            Add("Field required", "missing", [.. place, name]);
            return null;
        }

        if (value.ValueKind != JsonValueKind.String)
        {
            Add("Input should be a valid string", "string_type", [.. place, name]);
            return null;
        }

        return value.GetString();
    }

    public int? Number(JsonElement parent, string name, params object[] place)
    {
        if (parent.ValueKind != JsonValueKind.Object || !parent.TryGetProperty(name, out var value) || value.ValueKind == JsonValueKind.Null)
        {
            return null;
        }

        if (value.ValueKind == JsonValueKind.Number && value.TryGetInt32(out var number) && number >= 0)
        {
            return number;
        }

        Add("Input should be a valid integer, 0 or more", "int_type", [.. place, name]);
        return null;
    }

    public bool Boolean(JsonElement parent, string name, params object[] place)
    {
        if (parent.ValueKind != JsonValueKind.Object || !parent.TryGetProperty(name, out var value) || value.ValueKind == JsonValueKind.Null)
        {
            return false;
        }

        if (value.ValueKind is not (JsonValueKind.True or JsonValueKind.False))
        {
            Add("Input should be a valid boolean", "bool_type", [.. place, name]);
        }

        return value.ValueKind == JsonValueKind.True;
    }
}
