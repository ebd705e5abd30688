using System.Runtime.ExceptionServices;
using IkomiaScale.Api;
using IkomiaScale.Errors;
using IkomiaScale.Retries;
using Newtonsoft.Json.Linq;

namespace IkomiaScale.Administration;

/// <summary>
/// Creates a thing once, although requests and answers get lost. A create that failed may have been carried out all the same, and what it made
/// may cost by the second: so the thing is looked for before the create is sent again, and before its failure is told.
/// </summary>
internal sealed class CreateOnce<T>
    where T : class
{
    /// <summary>A platform that lost its answer may still be at work: it is looked for twice, so long apart.</summary>
    private static readonly TimeSpan Pause = TimeSpan.FromSeconds(2);

    private readonly PlatformChannel _channel;
    private readonly ApiCall _call;
    private readonly Func<JToken, T> _read;
    private readonly Func<CancellationToken, Task<T?>> _find;
    private ScaleException? _doubt;
    private bool _wasInDoubt;

    /// <summary>Describes it.</summary>
    /// <param name="channel">The way to the platform.</param>
    /// <param name="call">The request that creates it; it must not repeat itself.</param>
    /// <param name="read">Reads the thing from the answer.</param>
    /// <param name="find">Looks for what the request makes; null where it is not there.</param>
    public CreateOnce(PlatformChannel channel, ApiCall call, Func<JToken, T> read, Func<CancellationToken, Task<T?>> find)
    {
        _channel = channel;
        _call = call;
        _read = read;
        _find = find;
    }

    /// <summary>Does it.</summary>
    public async Task<T> RunAsync(CancellationToken cancellationToken)
    {
        try
        {
            return await _channel.Retries.RunAsync(Repeat.Always, TryAsync, cancellationToken).ConfigureAwait(false);
        }
        catch (ScaleException failure) when (ReferenceEquals(failure, _doubt))
        {
            if (await FindAsync(failure, cancellationToken).ConfigureAwait(false) is { } made)
            {
                return made;
            }

            throw;
        }
    }

    private async Task<T> TryAsync(CancellationToken cancellationToken)
    {
        if (_doubt is { } earlier)
        {
            if (await FindAsync(earlier, cancellationToken).ConfigureAwait(false) is { } made)
            {
                return made;
            }

            _doubt = null;
            if (!_call.CanRepeatContent())
            {
                earlier.WasRepeated = true;
                ExceptionDispatchInfo.Capture(earlier).Throw();
            }
        }

        try
        {
            return _read(await _channel.SendAsync(_call, cancellationToken).ConfigureAwait(false));
        }
        catch (ScaleException failure) when (LeavesDoubt(failure) || (_wasInDoubt && failure.ErrorId == ScaleErrorId.ObjectExists))
        {
            _doubt = failure;
            _wasInDoubt = true;
            throw;
        }
    }

    private async Task<T?> FindAsync(ScaleException failure, CancellationToken cancellationToken)
    {
        ScaleLog.Tell(() => $"Whether the {_call.Subject} was created is not known; looking for it.");
        try
        {
            if (await _find(cancellationToken).ConfigureAwait(false) is { } made)
            {
                return made;
            }

            await _channel.Retries.Clock.WaitAsync(Pause, cancellationToken).ConfigureAwait(false);
            return await _find(cancellationToken).ConfigureAwait(false);
        }
        catch (ScaleException)
        {
            throw new ScaleException(
                failure.ErrorId,
                $"{failure.Message} Whether the {_call.Subject} was created all the same could not be found out. Look for it before you send it again, or use -SkipExisting.",
                failure)
            {
                StatusCode = failure.StatusCode,
                Detail = failure.Detail,
                Target = _call.Target ?? _call.Subject,
            };
        }
    }

    // An answer that cannot be read is one all the same.
    private static bool LeavesDoubt(ScaleException failure) => !failure.WasRepeated && failure switch
    {
        { ErrorId: ScaleErrorId.InvalidResponse } => failure.StatusCode is null or (>= 200 and < 300),
        { IsTransient: true } => failure.StatusCode is not null || failure.MayHaveArrived,
        _ => false,
    };
}
