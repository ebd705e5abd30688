using System.Runtime.ExceptionServices;
using IkomiaScale.Api;
using IkomiaScale.Errors;
using IkomiaScale.Retries;

namespace IkomiaScale.Storage;

/// <summary>
/// Creates an object once, although requests and answers get lost. A create that failed may have been carried out all the
/// same, so its path is looked at before it is sent again, and before its failure is told: the same content is what was
/// sent; nothing, and it was not carried out; anything else is somebody else's.
/// </summary>
internal sealed class ObjectCreator
{
    private readonly ApiChannel _channel;
    private readonly RetryPolicy _retries;
    private readonly IStorageClient _storage;
    private readonly StorageActivity _activity;

    public ObjectCreator(ApiChannel channel, RetryPolicy retries, IStorageClient storage, StorageActivity activity)
    {
        _channel = channel;
        _retries = retries;
        _storage = storage;
        _activity = activity;
    }

    /// <summary>How a request that saves an object may repeat itself: a create under a path is repeated here, after a look.</summary>
    /// <param name="path">The path of the object; null for an object without one.</param>
    /// <param name="replaces">Whether it replaces what is there.</param>
    public static Repeat RepeatFor(string? path, bool replaces) => replaces ? Repeat.Always : path is null ? Repeat.IfNotSent : Repeat.Never;

    /// <summary>Saves an object: creates it once, or replaces what is there.</summary>
    /// <param name="call">The request, with the <see cref="RepeatFor"/> that fits it.</param>
    /// <param name="path">The path of the object; null for an object without one.</param>
    /// <param name="isShort">Whether it takes so little time that a listing can wait for it: a copy, not an upload.</param>
    /// <param name="isOurs">Whether an object that is there has the content that is sent.</param>
    /// <param name="cancellationToken">Ends it.</param>
    public async Task<IkStorageObject> SaveAsync(
        ApiCall call, string? path, bool isShort, Func<IkStorageObject, CancellationToken, Task<bool>> isOurs, CancellationToken cancellationToken)
    {
        // What has no path is in no list.
        using var write = path is null ? null : await _activity.BeginWriteAsync(path, isShort, cancellationToken).ConfigureAwait(false);
        return path is not null && call.Repeat == Repeat.Never
            ? await CreateAsync(call, path, isOurs, cancellationToken).ConfigureAwait(false)
            : await SendAsync(call, cancellationToken).ConfigureAwait(false);
    }

    private async Task<IkStorageObject> CreateAsync(
        ApiCall call, string path, Func<IkStorageObject, CancellationToken, Task<bool>> isOurs, CancellationToken cancellationToken)
    {
        // The failure of an earlier try that may have been carried out, until a look has told.
        ScaleException? doubt = null;
        var wasInDoubt = false;
        try
        {
            return await _retries.RunAsync(Repeat.Always, TryAsync, cancellationToken).ConfigureAwait(false);
        }
        catch (ScaleException failure) when (ReferenceEquals(failure, doubt))
        {
            if (await FindOursAsync(failure, cancellationToken).ConfigureAwait(false) is { } ours)
            {
                return ours;
            }

            throw;
        }

        async Task<IkStorageObject> TryAsync(CancellationToken token)
        {
            if (doubt is { } earlier)
            {
                if (await FindOursAsync(earlier, token).ConfigureAwait(false) is { } ours)
                {
                    return ours;
                }

                doubt = null;
                if (!call.CanRepeatContent())
                {
                    earlier.WasRepeated = true;
                    ExceptionDispatchInfo.Capture(earlier).Throw();
                }
            }

            try
            {
                return await SendAsync(call, token).ConfigureAwait(false);
            }
            catch (ScaleException failure) when (LeavesDoubt(failure) || (wasInDoubt && failure.ErrorId == ScaleErrorId.ObjectExists))
            {
                doubt = failure;
                wasInDoubt = true;
                throw;
            }
        }

        async Task<IkStorageObject?> FindOursAsync(ScaleException failure, CancellationToken token)
        {
            ScaleLog.Tell(() => $"Whether the {call.Subject} was made is not known; looking for it.");
            var there = await LookAsync(path, call.Subject, failure, token).ConfigureAwait(false);
            return there is null || await isOurs(there, token).ConfigureAwait(false)
                ? there
                : throw new ScaleException(
                    ScaleErrorId.ObjectExists,
                    $"There is already an {call.Subject}, and its content is another one than what was sent. Use -Force to overwrite it.",
                    failure) { Target = path };
        }
    }

    private async Task<IkStorageObject> SendAsync(ApiCall call, CancellationToken cancellationToken) =>
        IkStorageObject.FromJson(await _channel.SendForJsonAsync(call, cancellationToken).ConfigureAwait(false));

    // An answer that cannot be read is one all the same. What was repeated already is the request for a token: without one
    // nothing was sent.
    private static bool LeavesDoubt(ScaleException failure) => !failure.WasRepeated && failure switch
    {
        { ErrorId: ScaleErrorId.InvalidResponse } => failure.StatusCode is null or (>= 200 and < 300),
        { IsTransient: true } => failure.StatusCode is not null || failure.MayHaveArrived,
        _ => false,
    };

    private async Task<IkStorageObject?> LookAsync(string path, string subject, ScaleException failure, CancellationToken cancellationToken)
    {
        try
        {
            return await _storage.FindAsync(path, cancellationToken).ConfigureAwait(false);
        }
        catch (ScaleException)
        {
            throw new ScaleException(
                failure.ErrorId,
                $"{failure.Message} Whether the {subject} was made all the same could not be found out. Send it again with -SkipExisting.",
                failure)
            {
                StatusCode = failure.StatusCode,
                Detail = failure.Detail,
                Target = path,
            };
        }
    }
}
