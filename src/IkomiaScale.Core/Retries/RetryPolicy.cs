using IkomiaScale.Errors;
using Polly;
using Polly.Retry;

namespace IkomiaScale.Retries;

/// <summary>
/// Repeats requests that failed for a temporary reason: with exponential waits and jitter, or after the time in
/// <c>Retry-After</c>. Number and waits are limited: at most 4 repetitions, and at most 30 seconds before each. The time of
/// the transfers does not count, because a long upload could not be repeated otherwise.
/// </summary>
internal sealed class RetryPolicy
{
    private const int MaximumRetries = 4;
    private static readonly TimeSpan FirstDelay = TimeSpan.FromSeconds(0.5);
    private static readonly TimeSpan LongestDelay = TimeSpan.FromSeconds(30);

    private static readonly ResiliencePropertyKey<Func<bool>?> CanRepeat = new(nameof(CanRepeat));

    private readonly TimeProvider _clock;
    private readonly ResiliencePipeline _always;
    private readonly ResiliencePipeline _ifNotSent;
    private readonly ResiliencePipeline _ifNotStarted;

    public RetryPolicy(TimeProvider clock)
    {
        _clock = clock;
        _always = Build(Repeat.Always);
        _ifNotSent = Build(Repeat.IfNotSent);
        _ifNotStarted = Build(Repeat.IfNotStarted);
    }

    /// <summary>Measures the waits.</summary>
    public TimeProvider Clock => _clock;

    /// <summary>Runs an action, and runs it again if that is allowed and may help.</summary>
    /// <param name="repeat">When it may run again.</param>
    /// <param name="action">The action.</param>
    /// <param name="cancellationToken">Cancels the action and the waits.</param>
    /// <param name="canRepeat">Whether the action can run again at all, asked after each failure; null for always.</param>
    public async Task<T> RunAsync<T>(
        Repeat repeat, Func<CancellationToken, Task<T>> action, CancellationToken cancellationToken, Func<bool>? canRepeat = null)
    {
        if (repeat == Repeat.Never)
        {
            return await action(cancellationToken).ConfigureAwait(false);
        }

        var context = ResilienceContextPool.Shared.Get(continueOnCapturedContext: false, cancellationToken);
        context.Properties.Set(CanRepeat, canRepeat);
        try
        {
            return await PipelineOf(repeat).ExecuteAsync(
                static async (context, action) => await action(context.CancellationToken).ConfigureAwait(false), context, action).ConfigureAwait(false);
        }
        catch (ScaleException failure) when (MayHelp(repeat, failure))
        {
            // It failed in all tries. A caller with tries of its own must not multiply them.
            failure.WasRepeated = true;
            throw;
        }
        finally
        {
            ResilienceContextPool.Shared.Return(context);
        }
    }

    /// <summary>Whether the request had no effect on the service.</summary>
    public static bool IsSurelyUndone(ScaleException failure) =>
        // With 429 and 503 the service says that it did not act. Any other answer may come after it acted.
        failure.StatusCode is { } status ? status is 429 or 503 : !failure.MayHaveArrived;

    private static bool MayHelp(Repeat repeat, ScaleException failure) =>
        failure is { IsTransient: true, WasRepeated: false } && repeat switch
        {
            Repeat.Always => true,
            Repeat.IfNotStarted => failure.StatusCode is { } status ? status == 429 : !failure.MayHaveArrived,
            _ => IsSurelyUndone(failure),
        };

    private ResiliencePipeline PipelineOf(Repeat repeat) => repeat switch
    {
        Repeat.Always => _always,
        Repeat.IfNotStarted => _ifNotStarted,
        _ => _ifNotSent,
    };

    private ResiliencePipeline Build(Repeat repeat)
    {
        var builder = new ResiliencePipelineBuilder { TimeProvider = _clock };
        return builder.AddRetry(new RetryStrategyOptions
        {
            MaxRetryAttempts = MaximumRetries,
            BackoffType = DelayBackoffType.Exponential,
            UseJitter = true,
            Delay = FirstDelay,
            MaxDelay = LongestDelay,
            ShouldHandle = arguments => new ValueTask<bool>(
                arguments.Outcome.Exception is ScaleException failure && MayHelp(repeat, failure)
                && arguments.Context.Properties.GetValue(CanRepeat, null)?.Invoke() != false),
            OnRetry = static arguments =>
            {
                Tell(arguments);
                return default;
            },
            DelayGenerator = arguments => new ValueTask<TimeSpan?>(
                arguments.Outcome.Exception is ScaleException { RetryAfter: { } asked }
                    ? (asked < LongestDelay ? asked : LongestDelay)
                    : null),
        }).Build();
    }

    private static void Tell(OnRetryArguments<object> arguments)
    {
        if (arguments.Outcome.Exception is ScaleException failure)
        {
            ScaleLog.Tell(() => FormattableString.Invariant(
                $"{failure.Message} Trying again in {arguments.RetryDelay.TotalSeconds:0.#} s{(failure.RetryAfter is null ? string.Empty : ", as the service asks")} (try {arguments.AttemptNumber + 2} of {MaximumRetries + 1})."));
        }
    }
}
