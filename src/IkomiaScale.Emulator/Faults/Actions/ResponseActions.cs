using System.Text;
using IkomiaScale.Emulator.Faults.Streams;

namespace IkomiaScale.Emulator.Faults.Actions;

/// <summary>Cuts the answer, so that the connection breaks or the answer looks complete.</summary>
internal sealed class CutAction(long? bytes, bool looksComplete) : IFaultAction
{
    public async Task ApplyAsync(HttpContext context, RequestDelegate serve)
    {
        await ShapedStream.ServeAsync(context, serve, body => new CutStream(context, body, bytes, looksComplete));
        if (!looksComplete)
        {
            await Connection.AbortAfterAnswerAsync(context);
        }
    }
}

/// <summary>Changes a byte of the answer.</summary>
internal sealed class CorruptAction(long? offset) : IFaultAction
{
    public Task ApplyAsync(HttpContext context, RequestDelegate serve) =>
        ShapedStream.ServeAsync(context, serve, body => new CorruptStream(context, body, offset));
}

/// <summary>Answers slowly.</summary>
internal sealed class DripAction(long bytesPerSecond) : IFaultAction
{
    public Task ApplyAsync(HttpContext context, RequestDelegate serve) =>
        ShapedStream.ServeAsync(context, serve, body => new DripStream(context, body, bytesPerSecond));
}

/// <summary>Replaces a text in the answer.</summary>
internal sealed class RewriteAction(string find, string with) : IFaultAction
{
    public Task ApplyAsync(HttpContext context, RequestDelegate serve) => CapturedAnswer.EditAsync(context, serve, body =>
        Encoding.UTF8.GetBytes(Encoding.UTF8.GetString(body).Replace(
            Placeholders.Fill(find, context), Placeholders.Fill(with, context), StringComparison.Ordinal)));
}
