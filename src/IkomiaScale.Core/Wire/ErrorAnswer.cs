using System.Text;
using IkomiaScale.Errors;
using IkomiaScale.Json;
using IkomiaScale.Wire;
using Newtonsoft.Json;
using Newtonsoft.Json.Linq;

namespace IkomiaScale.Wire;

/// <summary>Converts an answer with an error status to the error that the user sees.</summary>
internal static class ErrorAnswer
{
    /// <summary>In bytes: enough for any explanation. An endless body is not read further.</summary>
    private const int BodyLimit = 64 * 1024;

    private const int DetailLimit = 1000;

    /// <summary>The number of characters of a longer body that are examined.</summary>
    private const int CutLength = 4096;

    /// <summary>The length of <c>\u001b</c>. A cut in its middle would be invalid JSON.</summary>
    private const int LongestEscape = 6;

    /// <summary>Reads the message of the service and creates the error.</summary>
    /// <param name="response">The answer; its body is read here.</param>
    /// <param name="subject">What the request was about, for the message.</param>
    /// <param name="target">What the request was about, for <see cref="ScaleException.Target"/>.</param>
    /// <param name="notFound">The error for status 404.</param>
    /// <param name="now">The current time, for a <c>Retry-After</c> with a date.</param>
    /// <param name="cancellationToken">Cancels the reading.</param>
    public static async Task<ScaleException> ReadAsync(
        WireResponse response, string subject, string target, ScaleErrorId notFound, DateTimeOffset now, CancellationToken cancellationToken)
    {
        string? detail = null;
        try
        {
            detail = FindDetail(await response.ReadTextAsync(BodyLimit, cancellationToken).ConfigureAwait(false));
        }
        catch (ScaleException)
        {
            // The status matters more: an explanation that does not arrive must not hide it.
        }

        var status = response.StatusCode;
        return new ScaleException(IdOf(status, notFound), Describe(response, subject, detail, notFound))
        {
            StatusCode = status,
            Detail = detail,
            Target = target,
            RetryAfter = response.RetryAfter(now),
            IsTransient = status is 408 or 429 or 500 or 502 or 503 or 504,
        };
    }

    /// <summary>Returns the message of the service in an error body, safe to print; null if there is none.</summary>
    public static string? FindDetail(string body)
    {
        if (body.Length == 0 || body.TrimStart() is not ['{' or '[' or '"', ..])
        {
            return null;
        }

        try
        {
            var root = JsonText.Parse(body);
            IEnumerable<JToken?> places = root is JObject answer ? [answer["detail"], answer["message"], answer["error"]] : [root];
            return places.Select(place => place is null ? string.Empty : Secrets.Hide(Printable.OneLine(Words(place), DetailLimit)))
                .FirstOrDefault(words => words.Length > 0)
                ?? FieldProblems(root as JObject);
        }
        catch (JsonException)
        {
            return body.Length >= CutLength ? FindCutDetail(body) : null;
        }
    }

    // The platform may list the problems of each field: {"name": ["…"]}.
    private static string? FieldProblems(JObject? fields)
    {
        var problems = (fields?.Properties() ?? [])
            .Where(field => field.Value is JArray { Count: > 0 } list && list.All(item => item.Type == JTokenType.String))
            .Select(field => $"{field.Name}: {Words(field.Value)}")
            .ToList();
        return problems.Count == 0 ? null : Secrets.Hide(Printable.OneLine(string.Join("; ", problems), DetailLimit));
    }

    // A long body is not read to its end. If only the end of the message is missing, it is completed here.
    private static string? FindCutDetail(string body)
    {
        for (var dropped = 0; dropped <= LongestEscape; dropped++)
        {
            if (FindDetail(body.Substring(0, CutLength - LongestEscape - dropped) + "\"}") is { } detail)
            {
                return detail;
            }
        }

        return null;
    }

    // A 422 has a list of {loc, msg, type}.
    private static string Words(JToken words) => words switch
    {
        JValue value => value.ToString(System.Globalization.CultureInfo.InvariantCulture),
        JArray list => string.Join("; ", list.Select(Words)),
        JObject { } item when item["msg"] is { } message =>
            item["loc"] is JArray place ? $"{string.Join(".", place.Select(Words))}: {Words(message)}" : Words(message),
        _ => words.ToString(Formatting.None),
    };

    private static ScaleErrorId IdOf(int status, ScaleErrorId notFound) => status switch
    {
        400 or 405 or 422 => ScaleErrorId.InvalidInput,
        401 => ScaleErrorId.Unauthorized,
        402 or 507 => ScaleErrorId.QuotaExceeded,
        403 => ScaleErrorId.Forbidden,
        404 or 410 => notFound,
        408 => ScaleErrorId.Timeout,
        409 => ScaleErrorId.ObjectExists,
        413 => ScaleErrorId.PayloadTooLarge,
        429 => ScaleErrorId.RateLimited,
        520 => ScaleErrorId.WorkflowFailed,
        >= 500 => ScaleErrorId.ServiceUnavailable,
        _ => ScaleErrorId.InvalidResponse,
    };

    private static string Describe(WireResponse response, string subject, string? detail, ScaleErrorId notFound)
    {
        var text = new StringBuilder(Cause(response, subject, notFound));
        if (detail is not null)
        {
            text.Append(" The service says: ").Append(detail.TrimEnd('.')).Append('.');
        }

        if (AdviceFor(response.StatusCode, notFound) is { } advice)
        {
            text.Append(' ').Append(advice);
        }

        return text.ToString();
    }

    private static string Cause(WireResponse response, string subject, ScaleErrorId notFound) => response.StatusCode switch
    {
        401 => $"The service does not accept the token for {subject}.",
        402 or 507 => $"A quota of the plan is used up: {subject}.",
        403 => $"The account of the token has no permission for this: {subject}.",
        404 or 410 when notFound == ScaleErrorId.DeploymentNotFound => $"There is no deployment at {subject} on this account.",
        404 or 410 => $"There is no {subject}.",
        409 => $"There is already an {subject}.",
        413 => $"The service refuses content of this size: {subject}.",
        429 => $"The service limits the number of requests: {subject}.",
        _ => $"The service answered {response.StatusCode} ({Printable.OneLine(response.Reason, 100)}) for {subject}.",
    };

    private static string? AdviceFor(int status, ScaleErrorId notFound) => status switch
    {
        401 => "To connect with a valid API token, run: Connect-IkScale -Endpoint <url> -Token <token>",
        402 or 507 => "Delete what you do not need, or change the plan in the web application.",
        404 when notFound == ScaleErrorId.DeploymentNotFound => "Copy the endpoint from the page of the deployment in the web application.",
        409 => "Use -Force to overwrite it, or -SkipExisting to keep it if its content is the same.",
        403 => "Ask an owner of the project for the permission, or use a token of an account that has it.",
        500 or 502 or 504 => "Try again later.",
        429 or 503 => "Try again later, or with a smaller -ThrottleLimit.",
        _ => null,
    };
}
