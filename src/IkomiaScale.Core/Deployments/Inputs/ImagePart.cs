using System.Buffers;
using System.Buffers.Text;
using System.Text;
using IkomiaScale.Storage;

namespace IkomiaScale.Deployments.Inputs;

/// <summary>An image in the request, encoded as base64 while it is read. Neither the file nor the text is held in memory.</summary>
internal sealed class ImagePart : InputPart
{
    /// <summary>A multiple of 3, so that the base64 of a piece needs no padding in the middle.</summary>
    private const int PieceSize = 48 * 1024;

    private static readonly byte[] Prefix = Encoding.ASCII.GetBytes("{\"image\":\"");
    private static readonly byte[] Suffix = Encoding.ASCII.GetBytes("\"}");

    private readonly UploadSource _source;
    private readonly long _size;

    /// <summary>Creates a part from an image.</summary>
    /// <param name="source">The bytes of the image.</param>
    /// <param name="size">Their number.</param>
    public ImagePart(UploadSource source, long size)
    {
        _source = source;
        _size = size;
    }

    public override long Length => Prefix.Length + ((_size + 2) / 3 * 4) + Suffix.Length;

    public override async Task WriteAsync(BodyWriter body)
    {
        using var source = _source.Open();
        var bytes = ArrayPool<byte>.Shared.Rent(PieceSize);
        var text = ArrayPool<byte>.Shared.Rent(Base64.GetMaxEncodedToUtf8Length(PieceSize));
        try
        {
            await body.WriteAsync(Prefix, Prefix.Length).ConfigureAwait(false);
            long sent = 0;
            int count;
            while ((count = await FillAsync(source, bytes, body.Token).ConfigureAwait(false)) > 0)
            {
                if ((sent += count) > _size)
                {
                    break;
                }

                Base64.EncodeToUtf8(bytes.AsSpan(0, count), text, out _, out var written);
                await body.WriteAsync(text, written).ConfigureAwait(false);
            }

            if (sent != _size)
            {
                throw new ScaleException(
                    ScaleErrorId.InvalidPath, $"The file '{_source.Name}' changed while it was sent. Run the command again when no program writes to it.")
                {
                    Target = _source.Name,
                };
            }

            await body.WriteAsync(Suffix, Suffix.Length).ConfigureAwait(false);
        }
        finally
        {
            ArrayPool<byte>.Shared.Return(bytes);
            ArrayPool<byte>.Shared.Return(text);
        }
    }

    private async Task<int> FillAsync(Stream source, byte[] buffer, CancellationToken cancellationToken)
    {
        var filled = 0;
        try
        {
            var read = 0;
            while (filled < PieceSize
                && (read = await source.ReadAsync(buffer, filled, PieceSize - filled, cancellationToken).ConfigureAwait(false)) > 0)
            {
                filled += read;
            }
        }
        catch (Exception exception) when (exception is IOException or UnauthorizedAccessException)
        {
            throw LocalFile.CannotUse(_source.Name, "read", exception);
        }

        return filled;
    }
}
