using System.Globalization;

namespace IkomiaScale.Emulator.Http;

/// <summary>Reads typed values of the query. A wrong value is refused with HTTP 400; a missing one gets its default.</summary>
internal static class QueryValues
{
    public static bool Boolean(HttpRequest request, string name, bool missing)
    {
        var text = Text(request, name);
        return text switch
        {
            null => missing,
            "true" or "True" or "1" => true,
            "false" or "False" or "0" => false,
            _ => throw RequestException.BadRequest($"The query parameter '{name}' must be true or false."),
        };
    }

    public static int Page(HttpRequest request)
    {
        var text = Text(request, "page");
        if (text is null)
        {
            return 1;
        }

        return int.TryParse(text, NumberStyles.None, CultureInfo.InvariantCulture, out var page) && page >= 1
            ? page
            : throw RequestException.BadRequest("The query parameter 'page' must be a whole number from 1.");
    }

    public static string? Text(HttpRequest request, string name)
    {
        var values = request.Query[name];
        return values.Count switch
        {
            0 => null,
            1 => values[0],
            _ => throw RequestException.BadRequest($"The query parameter '{name}' occurs more than once. Send it once."),
        };
    }
}
