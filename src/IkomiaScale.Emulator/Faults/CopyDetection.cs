using System.Text;

namespace IkomiaScale.Emulator.Faults;

/// <summary>Tells a copy from an upload: only the form does. A copy's form is small; larger ones are not looked at.</summary>
internal static class CopyDetection
{
    private const int MaxBytes = 4096;

    public static async Task<bool> IsCopyAsync(HttpRequest request, CancellationToken cancellation)
    {
        if (request.ContentLength is not (> 0 and <= MaxBytes))
        {
            return false;
        }

        var body = new MemoryStream();
        await request.Body.CopyToAsync(body, cancellation);
        body.Position = 0;
        // Whoever serves the request reads it from here.
        request.Body = body;
        var text = Encoding.Latin1.GetString(body.ToArray());
        return text.Contains("name=copy_from", StringComparison.Ordinal) || text.Contains("name=\"copy_from\"", StringComparison.Ordinal);
    }
}
