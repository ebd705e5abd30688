using System.Runtime.ExceptionServices;
using IkomiaScale.Api;
using IkomiaScale.Errors;
using IkomiaScale.Retries;

namespace IkomiaScale.Storage;

/// <summary>
/// Creates an object once, although requests and answers can get lost. A failed create may have had its effect. So before it
/// is sent again, and before its failure is reported, the object at the path is read. If it has the same content, it was
/// created. If there is none, it was not. Any other content is from somebody else.
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

    /// <summary>
    /// How the wire layer may repeat a request that saves an object. A create under a path is repeated here instead, after a
    /// check.
    /// </summary>
    /// <param name="path">The path of the object; null for a temporary object.</param>
    /// <param name="replaces">Whether it replaces an existing object.</param>
    public static Repeat RepeatFor(string? path, bool replaces) => replaces ? Repeat.Always : path is null ? Repeat.IfNotSent : Repeat.Never;

    /// <summary>Saves an object: creates it once, or replaces an existing one.</summary>
    /// <param name="call">The request, with the matching <see cref="RepeatFor"/>.</param>
    /// <param name="path">The path of the object; null for a temporary object.</param>
    /// <param name="isShort">Whether it is so short that a listing can wait for it: true for a copy, false for an upload.</param>
    /// <param name="isOurs">Whether an existing object has the content that is sent.</param>
    /// <param name="cancellationToken">Cancels the operation.</param>
    public async Task<IkStorageObject> SaveAsync(
        ApiCall call, string? path, bool isShort, Func<IkStorageObject, CancellationToken, Task<bool>> isOurs, CancellationToken cancellationToken)
    {
        // Listings do not contain objects without a path, so they need not wait for them.
        using var write = path is null ? null : await _activity.BeginWriteAsync(path, isShort, cancellationToken).ConfigureAwait(false);
        return path is not null && call.Repeat == Repeat.Never
            ? await CreateAsync(call, path, isOurs, cancellationToken).ConfigureAwait(false)
            : await SendAsync(call, cancellationToken).ConfigureAwait(false);
    }

    private async Task<IkStorageObject> CreateAsync(
        ApiCall call, string path, Func<IkStorageObject, CancellationToken, Task<bool>> isOurs, CancellationToken cancellationToken)
    {
        // The failure of an earlier try that may have had its effect, until a check decides.
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
            ScaleLog.Tell(() => $"Checking whether the {call.Subject} was created.");
            var there = await LookAsync(path, call.Subject, failure, token).ConfigureAwait(false);
            return there is null || await isOurs(there, token).ConfigureAwait(false)
                ? there
                : throw new ScaleException(
                    ScaleErrorId.ObjectExists,
                    $"There is already an {call.Subject}, and its content differs from what was sent. Use -Force to overwrite it.",
                    failure) { Target = path };
        }
    }

    private async Task<IkStorageObject> SendAsync(ApiCall call, CancellationToken cancellationToken) =>
        IkStorageObject.FromJson(await _channel.SendForJsonAsync(call, cancellationToken).ConfigureAwait(false));

    // An answer that cannot be read shows that the service acted. If the failure was repeated already, it is of the token
    // request, and this request was not sent.
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
                $"{failure.Message} It is not known whether the {subject} was created: run the command again with -SkipExisting.",
                failure)
            {
                StatusCode = failure.StatusCode,
                Detail = failure.Detail,
                Target = path,
            };
        }
    }
}
