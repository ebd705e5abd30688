namespace IkomiaScale.Throttling;

/// <summary>
/// Finds how many operations at the same time pay off: doubles as long as that is faster, then takes smaller steps, and
/// reduces the number if fewer are as fast. A refusal sets a ceiling, which is tried again after growing waits. It only
/// decides; it measures nothing and has no clock. For one thread at a time.
/// </summary>
internal sealed class LimitSearch
{
    /// <summary>The least gain of doubling. It could be 2, but rates vary from moment to moment.</summary>
    private const double DoublingGain = 1.1;

    /// <summary>The part of the possible gain that a step must bring.</summary>
    private const double StepGain = 0.4;

    /// <summary>Fewer operations are as good if they reach this part of the best rate.</summary>
    private const double AsGood = 0.95;

    /// <summary>How the best rate fades with each measurement, because lines change.</summary>
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

    /// <summary>Creates a search.</summary>
    /// <param name="start">The first limit. Only refusals lead below it.</param>
    /// <param name="most">The largest limit.</param>
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

    /// <summary>The current limit.</summary>
    public int Limit { get; private set; }

    /// <summary>Records a measurement of the current limit and decides on the next limit.</summary>
    /// <param name="rate">The work per time, in any unit.</param>
    /// <param name="now">The time, from any start.</param>
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
                // A limit between the two may be better.
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

    /// <summary>Records a refusal.</summary>
    /// <param name="atOnce">How many operations ran, with the refused one.</param>
    /// <param name="now">The time, from any start.</param>
    /// <returns>Whether the limit is lower now.</returns>
    public bool Refused(int atOnce, TimeSpan now)
    {
        if (atOnce > Limit)
        {
            // One of the operations above a limit that was lowered already.
            return false;
        }

        // It may be chance, so it costs half at most.
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
        // A limit that was refused is tried again alone, without more operations.
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
