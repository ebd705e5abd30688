using System.Buffers;
using System.Security.Cryptography;
using System.Text;

namespace IkomiaScale.Storage;

/// <summary>Checksums in the form of the service: lower-case hexadecimal digits.</summary>
internal static class Hex
{
    /// <summary>Converts a hash to digits.</summary>
    public static string Of(byte[] hash) => BitConverter.ToString(hash).Replace("-", string.Empty).ToLowerInvariant();

    /// <summary>Returns the sha256 of bytes in memory.</summary>
    public static string Sha256(byte[] content)
    {
        using var hash = SHA256.Create();
        return Of(hash.ComputeHash(content));
    }

    /// <summary>Returns the sha256 of a text as UTF-8.</summary>
    public static string Sha256(string text) => Sha256(Encoding.UTF8.GetBytes(text));

    /// <summary>Returns the sha256 of a stream, from its position to its end.</summary>
    /// <exception cref="ScaleException"><see cref="ScaleErrorId.InvalidPath"/>: the stream cannot be read.</exception>
    public static async Task<string> Sha256Async(Stream content, string name, CancellationToken cancellationToken)
    {
        using var hash = IncrementalHash.CreateHash(HashAlgorithmName.SHA256);

        // For many small files, a new buffer each would cost more than reading them.
        var buffer = ArrayPool<byte>.Shared.Rent(LocalFile.BlockSize(content));
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
