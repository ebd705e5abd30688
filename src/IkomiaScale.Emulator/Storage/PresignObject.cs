using System.Globalization;
using IkomiaScale.Emulator.Diagnostics;
using IkomiaScale.Emulator.Http;
using IkomiaScale.Emulator.Security;
using Microsoft.AspNetCore.WebUtilities;

namespace IkomiaScale.Emulator.Storage;

/// <summary><c>PUT /v1/presigned-urls/download/{uid}</c>: creates a URL that reads the object without a token until it expires.</summary>
internal sealed class PresignObject(ObjectStore objects, PresignedUrls urls, EmulatorOptions options, Referee referee)
{
    public const string Route = "/v1/presigned-urls/download/{uid}";

    private const int MaxFormBytes = 64 * 1024;

    private static readonly TimeSpan DefaultLifetime = TimeSpan.FromHours(1);

    public async Task HandleAsync(HttpContext context)
    {
        var uid = (string)context.GetRouteValue("uid")!;
        var expiresAt = await ReadExpiryAsync(context);
        var stored = await objects.FindAsync(uid, context.RequestAborted)
            ?? throw RequestException.NotFound($"There is no object with the uid '{uid}'.");
        await JsonAnswer.WriteAsync(context, StatusCodes.Status200OK, new
        {
            PresignedDownloadUrl = urls.Create(BaseAddress.Of(context), stored.Uid, expiresAt),
        });
    }

    private async Task<DateTimeOffset> ReadExpiryAsync(HttpContext context)
    {
        var text = await ReadFieldAsync(context);
        referee.Require(
            context,
            text is not null && context.Request.ContentType?.StartsWith("application/x-www-form-urlencoded", StringComparison.OrdinalIgnoreCase) == true,
            "A request for a pre-signed URL has the form field 'expire_at', with the Content-Type application/x-www-form-urlencoded.");
        if (text is null)
        {
            return options.Clock.GetUtcNow() + DefaultLifetime;
        }

        // A date without an offset would mean a different time on another machine.
        var hasOffset = text.EndsWith('Z') || (text.Length > 6 && text[^6] is '+' or '-');
        return hasOffset && DateTimeOffset.TryParse(text, CultureInfo.InvariantCulture, DateTimeStyles.None, out var expiresAt)
            ? expiresAt
            : throw RequestException.Unprocessable("The field 'expire_at' must be a date and time in ISO 8601 with an offset.");
    }

    private static async Task<string?> ReadFieldAsync(HttpContext context)
    {
        if (!context.Request.HasFormContentType)
        {
            return context.Request.ContentLength is null or 0 ? null : throw RequestException.BadRequest("The Content-Type must be application/x-www-form-urlencoded.");
        }

        try
        {
            using var reader = new FormReader(context.Request.Body) { ValueLengthLimit = MaxFormBytes, KeyLengthLimit = MaxFormBytes };
            return (await reader.ReadFormAsync(context.RequestAborted)).TryGetValue("expire_at", out var value) ? value.ToString() : null;
        }
        catch (InvalidDataException exception)
        {
            throw RequestException.TooLarge(exception.Message);
        }
    }
}
