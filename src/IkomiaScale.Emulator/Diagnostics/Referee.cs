using IkomiaScale.Emulator.Http;

namespace IkomiaScale.Emulator.Diagnostics;

/// <summary>
/// Holds clients to the protocol when the emulator is strict: what breaks it is refused with the sentence that it breaks, and counted. Otherwise
/// everything passes.
/// </summary>
internal sealed class Referee(EmulatorOptions options)
{
    private const int MostKept = 1000;

    private readonly object _gate = new();
    private readonly Dictionary<(string Sentence, string Request), int> _counts = [];
    private int _total;

    /// <summary>Refuses a request of which a sentence of the protocol does not hold.</summary>
    /// <exception cref="RequestException">400: the emulator is strict, and it does not.</exception>
    public void Require(HttpContext context, bool holds, string sentence)
    {
        if (holds || !options.Strict)
        {
            return;
        }

        lock (_gate)
        {
            _total++;
            var key = (sentence, $"{context.Request.Method} {RequestTarget.RawPath(context)}");
            if (_counts.ContainsKey(key) || _counts.Count < MostKept)
            {
                _counts[key] = _counts.GetValueOrDefault(key) + 1;
            }
        }

        throw RequestException.BadRequest($"Strict: {sentence}");
    }

    /// <summary>What was refused so far.</summary>
    public (int Total, IReadOnlyList<Violation> Violations) Read()
    {
        lock (_gate)
        {
            return (_total, _counts.Select(count => new Violation(count.Key.Sentence, count.Key.Request, count.Value)).ToList());
        }
    }

    public void Reset()
    {
        lock (_gate)
        {
            _counts.Clear();
            _total = 0;
        }
    }
}

/// <summary>A sentence of the protocol that a request broke, and how often such requests did.</summary>
internal sealed record Violation(string Sentence, string Request, int Count);
