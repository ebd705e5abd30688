using System.Text;

namespace IkomiaScale.Emulator.Faults;

/// <summary>Distinguishes copies from uploads by their forms. The form of a copy is small, so larger ones are not read.</summary>
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
        // The endpoint reads the body from this stream.
        request.Body = body;
        var text = Encoding.Latin1.GetString(body.ToArray());
        return text.Contains("name=copy_from", StringComparison.Ordinal) || text.Contains("name=\"copy_from\"", StringComparison.Ordinal);
    }
}
