namespace IkomiaScale.Hosted.Tests.Support;

/// <summary>A picture of which a test knows what is in it: on white a blue circle, a red square and a green rectangle.</summary>
internal static class TestImage
{
    private const string Base64 =
        "iVBORw0KGgoAAAANSUhEUgAAAGAAAABACAIAAABqVuVZAAABQklEQVR4Xu3Q240CQQxEUSKZSAh2AyOX3g8kpC0P3H7NYkt15S/EuOVza+5jN/3B/c1AkIGgrwEdP/eLRl9ay0CQgSADQW+BHscx" +
        "PbrrrHjYrtGX1jIQZCDIQJCBIANBXwOqkoEgA0EGggwEGQgyEGQgyECQgSADQYWBjvsjjv5puXpAEeV09LPZKgFFBRxdMd5boGzF4ztHFw1WAyiePTS6bqQCQPHgidGl3WUHiqdOj67uKzVQPHJx9IGO" +
        "DATlBYrnbRl9hjIQZCAoKVA8bOPoYx8zEGQgyECQgSADQQaCkgK1y4z0GcpAkIGgvEDtAiN9oCMDQamB2lYjXd1XdqC2yUiXdlcAqC0b6bqRagC1BSNdNFgZoDZlpCvGqwT0LCqcjn42Wz2gVxFlo8ur" +
        "wkD/k4EgA0EGggwEGQgyEGQg6BekyzcFoBYZqAAAAABJRU5ErkJggg==";

    /// <summary>Writes it; a seed behind its end makes each content another one.</summary>
    public static void Write(string path, byte seed = 0)
    {
        Directory.CreateDirectory(Path.GetDirectoryName(path)!);
        File.WriteAllBytes(path, [.. Convert.FromBase64String(Base64), seed]);
    }
}
