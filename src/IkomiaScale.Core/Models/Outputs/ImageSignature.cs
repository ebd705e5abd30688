using System.Text;

namespace IkomiaScale.Models.Outputs;

/// <summary>Finds the real format of an image or video file from its first bytes.</summary>
internal static class ImageSignature
{
    /// <summary>The number of bytes that it needs.</summary>
    public const int Length = 24;

    /// <summary>Returns the media type, or null if the bytes are unknown.</summary>
    public static string? MediaTypeOf(byte[] head) => head switch
    {
        [0x89, (byte)'P', (byte)'N', (byte)'G', 0x0D, 0x0A, 0x1A, 0x0A, ..] => "image/png",
        [0xFF, 0xD8, 0xFF, ..] => "image/jpeg",
        [(byte)'G', (byte)'I', (byte)'F', (byte)'8', ..] => "image/gif",
        [(byte)'B', (byte)'M', _, _, _, _, 0, 0, 0, 0, ..] => "image/bmp",
        [(byte)'I', (byte)'I', 0x2A, 0, ..] or [(byte)'M', (byte)'M', 0, 0x2A, ..] => "image/tiff",
        [(byte)'R', (byte)'I', (byte)'F', (byte)'F', _, _, _, _, (byte)'W', (byte)'E', (byte)'B', (byte)'P', ..] => "image/webp",
        [(byte)'R', (byte)'I', (byte)'F', (byte)'F', _, _, _, _, (byte)'A', (byte)'V', (byte)'I', (byte)' ', ..] => "video/x-msvideo",
        [0, 0, 0, 0x0C, (byte)'j', (byte)'P', (byte)' ', (byte)' ', ..] => "image/jp2",
        [0x1A, 0x45, 0xDF, 0xA3, ..] => "video/x-matroska",
        [_, _, _, _, (byte)'f', (byte)'t', (byte)'y', (byte)'p', ..] when head.Length >= 12 => OfBrand(Encoding.ASCII.GetString(head, 8, 4)),
        _ => null,
    };

    // The ISO container holds still images and videos. Its brand shows which.
    private static string OfBrand(string brand) => brand switch
    {
        "avif" or "avis" => "image/avif",
        "heic" or "heix" or "heim" or "heis" or "hevc" or "hevx" => "image/heic",
        "mif1" or "msf1" => "image/heif",
        "qt  " => "video/quicktime",
        "M4V " => "video/x-m4v",
        _ => "video/mp4",
    };
}
