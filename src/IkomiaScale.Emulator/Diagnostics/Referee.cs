using IkomiaScale.Emulator.Http;

namespace IkomiaScale.Emulator.Diagnostics;

/// <summary>
/// With <c>--strict</c>, refuses and counts requests that break a rule of the protocol. Otherwise does nothing.
/// </summary>
internal sealed class Referee(EmulatorOptions options)
{
    private const int MostKept = 1000;

    private readonly object _gate = new();
    private readonly Dictionary<(string Sentence, string Request), int> _counts = [];
    private int _total;

    /// <summary>Refuses a request that breaks a rule.</summary>
    /// <exception cref="RequestException">400: the rule is broken and the emulator is strict.</exception>
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

        throw RequestException.BadRequest($"Refused by --strict: {sentence}");
    }

    /// <summary>Returns the number of refused requests, and the broken rules.</summary>
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

/// <summary>A rule of the protocol, a request that broke it, and how often.</summary>
internal sealed record Violation(string Sentence, string Request, int Count);
