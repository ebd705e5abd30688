using Microsoft.AspNetCore.WebUtilities;

namespace IkomiaScale.Emulator.Http;

/// <summary>Turns refusals into JSON answers.</summary>
internal sealed class ErrorMiddleware(RequestDelegate next, ILogger<ErrorMiddleware> log)
{
    public async Task InvokeAsync(HttpContext context)
    {
        try
        {
            await next(context);
            await DescribeEmptyErrorAsync(context);
        }
        catch (Exception) when (context.RequestAborted.IsCancellationRequested)
        {
            // The client has gone.
        }
        catch (Exception exception) when (context.Response.HasStarted)
        {
            log.LogWarning(exception, "An answer broke off: {Method} {Path}", context.Request.Method, context.Request.Path);
            context.Abort();
        }
        catch (RequestException exception)
        {
            await RefuseAsync(context, exception.Status, exception.Detail);
        }
        catch (BadHttpRequestException exception)
        {
            await RefuseAsync(context, exception.StatusCode, exception.Message);
        }
        catch (Exception exception)
        {
            log.LogError(exception, "Unexpected failure: {Method} {Path}", context.Request.Method, context.Request.Path);
            await RefuseAsync(context, StatusCodes.Status500InternalServerError, "The emulator failed because of an unexpected error. See its standard error.");
        }
    }

    private static async Task RefuseAsync(HttpContext context, int status, object detail)
    {
        context.Response.Clear();
        PendingBody.CloseIfAny(context);
        if (status == StatusCodes.Status401Unauthorized)
        {
            context.Response.Headers.WWWAuthenticate = "Bearer";
        }

        await JsonAnswer.WriteAsync(context, status, new { Detail = detail });
    }

    private static async Task DescribeEmptyErrorAsync(HttpContext context)
    {
        var response = context.Response;
        if (response.StatusCode >= 400 && !response.HasStarted && response.ContentType is null && response.ContentLength is null)
        {
            PendingBody.CloseIfAny(context);
            await JsonAnswer.WriteDetailAsync(context, response.StatusCode, $"{ReasonPhrases.GetReasonPhrase(response.StatusCode)}.");
        }
    }
}
