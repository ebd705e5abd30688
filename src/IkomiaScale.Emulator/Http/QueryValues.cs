using System.Globalization;

namespace IkomiaScale.Emulator.Http;

/// <summary>Typed query values; a value of the wrong form is a 400, a missing one the default.</summary>
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
            _ => throw RequestException.BadRequest($"'{name}' is true or false."),
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
            : throw RequestException.BadRequest("'page' is a number from 1.");
    }

    public static string? Text(HttpRequest request, string name)
    {
        var values = request.Query[name];
        return values.Count switch
        {
            0 => null,
            1 => values[0],
            _ => throw RequestException.BadRequest($"'{name}' is given more than once."),
        };
    }
}
