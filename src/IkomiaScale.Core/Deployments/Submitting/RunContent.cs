using IkomiaScale.Deployments.Inputs;
using System.Net;
using System.Net.Http.Headers;
using System.Text;
using IkomiaScale.Wire;
using Newtonsoft.Json;

namespace IkomiaScale.Deployments.Submitting;

/// <summary>The body of a submission (docs/protocol.md, section 4), written part by part.</summary>
internal sealed class RunContent : HttpContent
{
    private static readonly byte[] Head = Encoding.ASCII.GetBytes("{\"inputs\":[");
    private static readonly byte[] Comma = Encoding.ASCII.GetBytes(",");

    private readonly IReadOnlyList<InputPart> _inputs;
    private readonly byte[] _tail;
    private readonly InactivityTimer _timer;
    private readonly Action _leaving;

    /// <summary>Creates a body.</summary>
    /// <param name="inputs">The inputs.</param>
    /// <param name="plan">The outputs and parameters.</param>
    /// <param name="timer">The inactivity limit.</param>
    /// <param name="leaving">Called right before the last bytes are sent: from then on the run may start.</param>
    public RunContent(IReadOnlyList<InputPart> inputs, RunPlan plan, InactivityTimer timer, Action leaving)
    {
        _leaving = leaving;
        _inputs = inputs;
        _timer = timer;
        _tail = Encoding.UTF8.GetBytes(
            $"],\"outputs\":{plan.Outputs.ToString(Formatting.None)},\"parameters\":{plan.Parameters.ToString(Formatting.None)}}}");
        Headers.ContentType = new MediaTypeHeaderValue("application/json");
    }

    protected override async Task SerializeToStreamAsync(Stream stream, TransportContext? context)
    {
        var body = new BodyWriter(stream, _timer);
        await body.WriteAsync(Head, Head.Length).ConfigureAwait(false);
        for (var index = 0; index < _inputs.Count; index++)
        {
            if (index > 0)
            {
                await body.WriteAsync(Comma, Comma.Length).ConfigureAwait(false);
            }

            await _inputs[index].WriteAsync(body).ConfigureAwait(false);
        }

        _leaving();
        await body.WriteAsync(_tail, _tail.Length).ConfigureAwait(false);
        body.Finish();
    }

    // The length must be known: gateways in front of deployments may refuse a body without one.
    protected override bool TryComputeLength(out long length)
    {
        length = Head.Length + _inputs.Sum(input => input.Length) + Math.Max(0, _inputs.Count - 1) + _tail.Length;
        return true;
    }
}
