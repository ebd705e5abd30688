namespace IkomiaScale.Throttling;

/// <summary>
/// Finds how many at once pay off: twice as many as long as that brings more, then in smaller steps, and fewer where fewer do as well. What is
/// refused is a ceiling, which is tried again later and later. Decides only; it measures nothing and knows no clock. Not for several threads at once.
/// </summary>
internal sealed class LimitSearch
{
    /// <summary>What doubling must bring at least. It could bring 2; rates of one moment and the next differ by themselves.</summary>
    private const double DoublingGain = 1.1;

    /// <summary>The part of what a step could bring that it must bring.</summary>
    private const double StepGain = 0.4;

    /// <summary>Fewer do as well if they reach this part of the best.</summary>
    private const double AsGood = 0.95;

    /// <summary>How much of the best rate is believed a measure later: lines change.</summary>
    private const double Memory = 0.998;

    private const int FirstRest = 8;
    private const int LongestRest = 64;
    private static readonly TimeSpan FirstHold = TimeSpan.FromSeconds(5);
    private static readonly TimeSpan LongestHold = TimeSpan.FromMinutes(2);

    private readonly int _start;
    private readonly int _most;
    private Phase _phase = Phase.Doubling;
    private int _base;
    private double _baseRate;
    private double _bestRate;
    private int _resting;
    private int _rest = FirstRest;
    private int _ceiling = int.MaxValue;
    private int _refusedAt = int.MaxValue;
    private TimeSpan _ceilingUntil;
    private TimeSpan _hold = FirstHold;

    /// <summary>Begins to search.</summary>
    /// <param name="start">How many at once at first. Only refusals lead below it.</param>
    /// <param name="most">How many at most.</param>
    public LimitSearch(int start, int most)
    {
        _start = start;
        _most = most;
        _base = Limit = start;
    }

    private enum Phase
    {
        Doubling,
        Up,
        Down,
        Rest,
    }

    /// <summary>How many at once now.</summary>
    public int Limit { get; private set; }

    /// <summary>Takes a measure of the present limit and decides on the next one.</summary>
    /// <param name="rate">What was done in a unit of time, in any unit.</param>
    /// <param name="now">The time, from any beginning.</param>
    public void Measured(double rate, TimeSpan now)
    {
        if (_ceiling != int.MaxValue && now >= _ceilingUntil)
        {
            _ceiling = int.MaxValue;
            _resting = 0;
        }

        _bestRate = Math.Max(_bestRate * Memory, rate);
        switch (_phase)
        {
            case Phase.Doubling when rate >= _baseRate * DoublingGain:
                Accept(rate);
                TryUp(Limit * 2, Phase.Doubling);
                break;
            case Phase.Doubling:
                // Between the two there may be a better one.
                TryUp();
                break;
            case Phase.Up when rate >= _baseRate * (1 + (StepGain * (Limit - _base) / _base)):
                Accept(rate);
                TryUp();
                break;
            case Phase.Up when Limit - _base > SmallStep:
                TryUp(_base + SmallStep, Phase.Up);
                break;
            case Phase.Up:
                TryDown();
                break;
            case Phase.Down when rate >= AsGood * Math.Max(_baseRate, _bestRate * Memory):
                Accept(rate);
                TryDown();
                break;
            case Phase.Down:
                Rest();
                break;
            default:
                _baseRate = _baseRate == 0 ? rate : ((_baseRate * 3) + rate) / 4;
                if (--_resting <= 0)
                {
                    _rest = Math.Min(LongestRest, _rest * 2);
                    TryUp();
                }

                break;
        }
    }

    /// <summary>Takes a refusal.</summary>
    /// <param name="atOnce">How many were under way, the refused one among them.</param>
    /// <param name="now">The time, from any beginning.</param>
    /// <returns>Whether fewer are at once now.</returns>
    public bool Refused(int atOnce, TimeSpan now)
    {
        if (atOnce > Limit)
        {
            // One of those that were too many already when there were to be fewer.
            return false;
        }

        // It may have been chance, so it costs half at most.
        var before = Limit;
        Limit = Math.Max(1, Math.Max(atOnce - 1, before / 2));
        _hold = now - _ceilingUntil > LongestHold ? FirstHold : _hold;
        _refusedAt = _ceiling = Limit + 1;
        _ceilingUntil = now + _hold;
        _hold = _hold >= LongestHold ? LongestHold : _hold + _hold;
        _base = Limit;
        _baseRate = 0;
        _bestRate = 0;
        Rest();
        return Limit < before;
    }

    private int Step => Math.Max(1, _base / 4);

    private int SmallStep => Math.Max(1, _base / 12);

    private void Accept(double rate)
    {
        _base = Limit;
        _baseRate = rate;
        if (_base >= _refusedAt)
        {
            _refusedAt = int.MaxValue;
        }
    }

    private void TryUp() => TryUp(_base + Step, Phase.Up);

    private void TryUp(int limit, Phase phase)
    {
        // What was refused once is tried again by itself, and not with more.
        Limit = Math.Min(Math.Min(limit, Math.Max(_base + 1, _refusedAt == int.MaxValue ? _most : _refusedAt)), Math.Min(_most, _ceiling - 1));
        _phase = phase;
        if (Limit <= _base)
        {
            TryDown();
        }
    }

    private void TryDown()
    {
        Limit = Math.Max(Math.Min(_start, _base), _base - Step);
        _phase = Phase.Down;
        if (Limit >= _base)
        {
            Rest();
        }
    }

    private void Rest()
    {
        Limit = _base;
        _phase = Phase.Rest;
        _resting = _rest;
    }
}
