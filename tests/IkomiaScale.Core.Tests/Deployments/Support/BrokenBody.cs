using System.Net;
using System.Text;

namespace IkomiaScale.Tests.Deployments.Support;

/// <summary>A body that breaks off after some text.</summary>
internal sealed class BrokenBody : HttpContent
{
    private readonly string _text;

    private BrokenBody(string text)
    {
        _text = text;
    }

    public static HttpResponseMessage Message(string text) => new(HttpStatusCode.OK) { Content = new BrokenBody(text) };

    protected override Task<Stream> CreateContentReadStreamAsync() => Task.FromResult<Stream>(new BrokenStream(Encoding.UTF8.GetBytes(_text)));

    protected override Task SerializeToStreamAsync(Stream stream, TransportContext? context) => throw new IOException("The connection was reset.");

    protected override bool TryComputeLength(out long length)
    {
        length = 0;
        return false;
    }

    private sealed class BrokenStream(byte[] bytes) : MemoryStream(bytes)
    {
        public override Task<int> ReadAsync(byte[] buffer, int offset, int count, CancellationToken cancellationToken) =>
            Position < Length ? base.ReadAsync(buffer, offset, count, cancellationToken) : throw new IOException("The connection was reset.");
    }
}
