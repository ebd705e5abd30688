using System.Text;
using System.Text.Json;
using IkomiaScale.Emulator.Http;

namespace IkomiaScale.Emulator.Faults.Actions;

/// <summary>Answers with the status, headers, and body of the rule: before or after the request body was read, or after the request was carried out.</summary>
internal sealed class StatusAction(FaultRule rule, int status, string when) : IFaultAction
{
    public async Task ApplyAsync(HttpContext context, RequestDelegate serve)
    {
        if (rule.CarriedOut ?? false)
        {
            await Connection.ServeUnheardAsync(context, serve);
            context.Response.Clear();
        }
        else if (when == "after-body")
        {
            await Connection.DrainAsync(context);
        }
        else
        {
            PendingBody.CloseIfAny(context);
        }

        await AnswerAsync(context);
    }

    private async Task AnswerAsync(HttpContext context)
    {
        var response = context.Response;
        response.StatusCode = status;
        var text = Body();
        if (text.Length > 0)
        {
            response.ContentType = rule.ContentType ?? (text.StartsWith('<') ? "text/html" : "application/json");
        }

        foreach (var (name, value) in rule.Headers ?? [])
        {
            response.Headers[name] = Placeholders.Fill(value, context);
        }

        // Statuses such as 204 and 304 must not have a body, not even an empty one.
        var body = Encoding.UTF8.GetBytes(Placeholders.Fill(text, context));
        if (body.Length > 0)
        {
            response.ContentLength = body.Length;
            await response.Body.WriteAsync(body, context.RequestAborted);
        }
    }

    private string Body() => rule.Body switch
    {
        null or { ValueKind: JsonValueKind.Undefined } => "",
        { ValueKind: JsonValueKind.String } text => text.GetString()!,
        { } json => json.GetRawText(),
    };
}
