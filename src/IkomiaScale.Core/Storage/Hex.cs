using System.Buffers;
using System.Security.Cryptography;
using System.Text;

namespace IkomiaScale.Storage;

/// <summary>Hashes as the service writes them.</summary>
internal static class Hex
{
    /// <summary>Lower-case hexadecimal digits.</summary>
    public static string Of(byte[] hash) => BitConverter.ToString(hash).Replace("-", string.Empty).ToLowerInvariant();

    /// <summary>The sha256 of bytes in memory.</summary>
    public static string Sha256(byte[] content)
    {
        using var hash = SHA256.Create();
        return Of(hash.ComputeHash(content));
    }

    /// <summary>The sha256 of a text as UTF-8.</summary>
    public static string Sha256(string text) => Sha256(Encoding.UTF8.GetBytes(text));

    /// <summary>The sha256 of a stream from where it stands.</summary>
    /// <exception cref="ScaleException"><see cref="ScaleErrorId.InvalidPath"/>: it cannot be read.</exception>
    public static async Task<string> Sha256Async(Stream content, string name, CancellationToken cancellationToken)
    {
        using var hash = IncrementalHash.CreateHash(HashAlgorithmName.SHA256);

        // A buffer of its own for each of many small files would cost more than to read them.
        var buffer = ArrayPool<byte>.Shared.Rent(UploadContent.BufferSize);
        try
        {
            int read;
            while ((read = await LocalFile.ReadAsync(content, name, buffer, cancellationToken).ConfigureAwait(false)) > 0)
            {
                hash.AppendData(buffer, 0, read);
            }

            return Of(hash.GetHashAndReset());
        }
        finally
        {
            ArrayPool<byte>.Shared.Return(buffer);
        }
    }
}
