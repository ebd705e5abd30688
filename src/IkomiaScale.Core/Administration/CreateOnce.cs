using System.Runtime.ExceptionServices;
using IkomiaScale.Api;
using IkomiaScale.Errors;
using IkomiaScale.Retries;
using Newtonsoft.Json.Linq;

namespace IkomiaScale.Administration;

/// <summary>
/// Creates something on the platform once, although requests and answers can get lost. A failed create may have had its
/// effect, which may cost money every second. So the platform is searched for it before the create is sent again, and before
/// its failure is reported.
/// </summary>
internal sealed class CreateOnce<T>
    where T : class
{
    /// <summary>The platform may still be working after its answer was lost, so the search runs twice with this pause.</summary>
    private static readonly TimeSpan Pause = TimeSpan.FromSeconds(2);

    private readonly PlatformChannel _channel;
    private readonly ApiCall _call;
    private readonly Func<JToken, T> _read;
    private readonly Func<CancellationToken, Task<T?>> _find;
    private ScaleException? _doubt;
    private bool _wasInDoubt;

    /// <summary>Describes the creation.</summary>
    /// <param name="channel">Sends the requests.</param>
    /// <param name="call">The request. It must not repeat itself.</param>
    /// <param name="read">Reads the created object from the answer.</param>
    /// <param name="find">Finds the created object; null if it does not exist.</param>
    public CreateOnce(PlatformChannel channel, ApiCall call, Func<JToken, T> read, Func<CancellationToken, Task<T?>> find)
    {
        _channel = channel;
        _call = call;
        _read = read;
        _find = find;
    }

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
        ScaleLog.Tell(() => $"Checking whether the {_call.Subject} was created.");
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
                $"{failure.Message} It is not known whether the {_call.Subject} was created: check that before you run the command again, or use -SkipExisting.",
                failure)
            {
                StatusCode = failure.StatusCode,
                Detail = failure.Detail,
                Target = _call.Target ?? _call.Subject,
            };
        }
    }

    // An answer that cannot be read shows that the platform acted.
    private static bool LeavesDoubt(ScaleException failure) => !failure.WasRepeated && failure switch
    {
        { ErrorId: ScaleErrorId.InvalidResponse } => failure.StatusCode is null or (>= 200 and < 300),
        { IsTransient: true } => failure.StatusCode is not null || failure.MayHaveArrived,
        _ => false,
    };
}
