using System.Text;

namespace IkomiaScale.Storage;

/// <summary>Reads a content into memory, for a cmdlet that returns it as a value.</summary>
internal static class ContentReader
{
    /// <summary>The bytes of an object.</summary>
    /// <exception cref="ScaleException"><see cref="ScaleErrorId.InvalidInput"/>: the object is too large for one array.</exception>
    public static async Task<byte[]> ReadAsync(IStorageClient storage, IkStorageObject source, bool skipChecksum, CancellationToken stop)
    {
        if (source.Size > int.MaxValue / 2)
        {
            throw new ScaleException(
                ScaleErrorId.InvalidInput, $"The object '{source}' has {ByteSize.Format(source.Size)}, which is too large for memory. Download it to a file with -Destination.") { Target = source.ToString() };
        }

        using var content = new MemoryStream((int)(source.Size ?? 0));
        await storage.DownloadAsync(source, content, new TransferOptions { SkipChecksum = skipChecksum }, stop).ConfigureAwait(false);
        return content.Length == content.Capacity && content.TryGetBuffer(out var buffer) && buffer.Offset == 0 ? buffer.Array! : content.ToArray();
    }

    /// <summary>Decodes text. A byte order mark overrides the encoding and is not part of the text.</summary>
    public static string Decode(byte[] bytes, Encoding encoding)
    {
        using var reader = new StreamReader(new MemoryStream(bytes, writable: false), encoding, detectEncodingFromByteOrderMarks: true);
        return reader.ReadToEnd();
    }
}
