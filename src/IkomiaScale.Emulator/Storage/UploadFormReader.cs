using System.Buffers;
using System.Text;
using IkomiaScale.Emulator.Http;
using Microsoft.AspNetCore.WebUtilities;
using Microsoft.Net.Http.Headers;

namespace IkomiaScale.Emulator.Storage;

/// <summary>Reads a multipart form. The file goes directly to disk; the other parts must be small.</summary>
internal sealed class UploadFormReader(BlobStore blobs)
{
    private const int MaxFieldBytes = 64 * 1024;
    private const int MaxParts = 64;
    private const int LargestBuffer = 256 * 1024;

    /// <summary>The size of the buffer in bytes: enough for a boundary and the headers of a part.</summary>
    private const int SmallestBuffer = 4 * 1024;

    public async Task<UploadForm> ReadAsync(HttpRequest request, CancellationToken cancellation)
    {
        // The reader doesn't pool its buffer, so a small request gets a small one.
        var buffer = (int)Math.Clamp(request.ContentLength ?? LargestBuffer, SmallestBuffer, LargestBuffer);
        var reader = new MultipartReader(Boundary(request), request.Body, buffer);
        var form = new UploadForm();
        try
        {
            var parts = 0;
            while (await reader.ReadNextSectionAsync(cancellation) is { } section)
            {
                if (++parts > MaxParts)
                {
                    throw RequestException.TooLarge($"The form has more than {MaxParts} parts.");
                }

                await ReadPartAsync(form, section, cancellation);
            }

            return form;
        }
        catch (Exception exception)
        {
            form.Dispose();
            // BadHttpRequestException is an IOException too, but has its own status.
            if (exception is InvalidDataException or IOException and not BadHttpRequestException)
            {
                throw RequestException.BadRequest($"The multipart form cannot be read: {exception.Message}");
            }

            throw;
        }
    }

    public static string Boundary(HttpRequest request)
    {
        if (!MediaTypeHeaderValue.TryParse(request.ContentType, out var type)
            || !type.MediaType.Equals("multipart/form-data", StringComparison.OrdinalIgnoreCase))
        {
            throw RequestException.BadRequest("The Content-Type must be multipart/form-data.");
        }

        var boundary = HeaderUtilities.RemoveQuotes(type.Boundary).Value;
        return boundary is { Length: > 0 and <= 200 } ? boundary : throw RequestException.BadRequest("The Content-Type has no multipart boundary, or one of more than 200 characters.");
    }

    private async Task ReadPartAsync(UploadForm form, MultipartSection section, CancellationToken cancellation)
    {
        if (!ContentDispositionHeaderValue.TryParse(section.ContentDisposition, out var disposition))
        {
            throw RequestException.BadRequest("A part of the form has no Content-Disposition.");
        }

        var name = HeaderUtilities.RemoveQuotes(disposition.Name).Value ?? "";
        form.Parts.Add(name);
        switch (name)
        {
            case "file" when form.File is not null:
                throw RequestException.Unprocessable("The form has more than one part 'file'. Send one.");
            case "file":
                form.FileHasType = !string.IsNullOrWhiteSpace(section.ContentType);
                form.ContentType = ContentTypeOf(section);
                form.File = await blobs.ReceiveAsync(section.Body, cancellation);
                break;
            case "is_directory_archive":
                form.IsDirectoryArchive = ParseBoolean(await ReadFieldAsync(section, cancellation));
                break;
            case "copy_from":
                form.CopyFrom = await ReadFieldAsync(section, cancellation);
                break;
            default:
                await ReadFieldAsync(section, cancellation);
                break;
        }
    }

    private static async Task<string> ReadFieldAsync(MultipartSection section, CancellationToken cancellation)
    {
        var buffer = ArrayPool<byte>.Shared.Rent(MaxFieldBytes + 1);
        try
        {
            var length = await section.Body.ReadAtLeastAsync(buffer, MaxFieldBytes + 1, throwOnEndOfStream: false, cancellation);
            return length <= MaxFieldBytes
                ? Encoding.UTF8.GetString(buffer, 0, length)
                : throw RequestException.TooLarge($"A field of the form has more than {MaxFieldBytes} bytes.");
        }
        finally
        {
            ArrayPool<byte>.Shared.Return(buffer);
        }
    }

    private static bool ParseBoolean(string text) => text.Trim().ToLowerInvariant() switch
    {
        "true" => true,
        "false" => false,
        _ => throw RequestException.Unprocessable("The field 'is_directory_archive' must be true or false."),
    };

    /// <summary>The content type is sent as a response header later, so it must be valid in one.</summary>
    private static string ContentTypeOf(MultipartSection section)
    {
        var type = section.ContentType;
        if (string.IsNullOrWhiteSpace(type))
        {
            return "application/octet-stream";
        }

        return type.Length <= 255 && Ascii.IsValid(type) && !type.Any(char.IsControl) && MediaTypeHeaderValue.TryParse(type, out _)
            ? type
            : throw RequestException.Unprocessable("The Content-Type of the part 'file' is not valid.");
    }
}
