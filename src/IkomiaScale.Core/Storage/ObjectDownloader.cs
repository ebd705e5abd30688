using IkomiaScale.Api;
using IkomiaScale.Errors;
using IkomiaScale.Retries;

namespace IkomiaScale.Storage;

/// <summary>
/// Downloads objects: streamed, hashed on the way, resumed after a broken connection, and never a partial file under its
/// final name.
/// </summary>
internal sealed class ObjectDownloader
{
    /// <summary>The least number of bytes that a series of tries must bring. Otherwise a trickle would be followed for days.</summary>
    private const long LeastProgress = 64 * 1024;

    private readonly ContentSource _contents;
    private readonly RetryPolicy _retries;

    public ObjectDownloader(ApiChannel channel, RetryPolicy retries, IStorageClient storage, ScaleClientOptions options)
    {
        _contents = new ContentSource(channel, storage, options);
        _retries = retries;
    }

    public Task<long> DownloadAsync(IkStorageObject source, Stream destination, TransferOptions options, CancellationToken cancellationToken) =>
        DownloadAsync(source, destination, (destination as FileStream)?.Name ?? "destination", options, cancellationToken);

    private async Task<long> DownloadAsync(
        IkStorageObject source, Stream destination, string name, TransferOptions options, CancellationToken cancellationToken)
    {
        using var transfer = new DownloadTransfer(source, destination, name, options);
        var clock = _retries.Clock;
        var file = transfer.ToPartFile();
        var mayBeParted = true;
        FrontTrial? trial = null;
        long before;
        do
        {
            before = transfer.Position;
            try
            {
                return await _retries.RunAsync(Repeat.Always, FetchAsync, cancellationToken).ConfigureAwait(false);
            }
            catch (ScaleException exception) when (exception.IsTransient && transfer.Position >= before + LeastProgress)
            {
                // There was progress before it broke again, so the limit on consecutive tries starts again.
            }
        }
        while (true);

        async Task<long> FetchAsync(CancellationToken token)
        {
            // A connection may break after the last byte and before its end.
            while (!transfer.HasAll)
            {
                if (transfer.Position > 0)
                {
                    ScaleLog.Tell(() => FormattableString.Invariant($"Resuming the {Subjects.Object(source.Path)} at byte {transfer.Position}."));
                }

                if (await FetchAloneAsync(token).ConfigureAwait(false))
                {
                    break;
                }

                await FetchInPartsAsync(token).ConfigureAwait(false);
            }

            return transfer.Complete();
        }

        async Task<bool> FetchAloneAsync(CancellationToken token)
        {
            var asked = clock.GetTimestamp();
            using var response = await _contents.OpenAsync(source, transfer.Position, token).ConfigureAwait(false);
            trial = mayBeParted && response.OffersRanges && source.Size is { } size && file is not null && options.Parts is { } plan
                && clock.GetElapsedTime(asked) >= plan.LeastWait
                ? new FrontTrial(plan, clock, size)
                : null;
            return await transfer.ReceiveAsync(response, received => trial?.IsOver(received) == true, token).ConfigureAwait(false);
        }

        // Once per download: if it did not pay off, the rest uses one connection.
        async Task FetchInPartsAsync(CancellationToken token)
        {
            mayBeParted = false;
            try
            {
                await new PartedTransfer(_contents, _retries, source, file!, options, transfer.Position, trial!.Rate).RunAsync(transfer.Take, token).ConfigureAwait(false);
            }
            catch (ScaleException exception) when (exception.ErrorId == ScaleErrorId.InvalidResponse)
            {
                ScaleLog.Tell(() => exception.Message);
            }
            finally
            {
                transfer.Resume();
            }
        }
    }

    public async Task DownloadFileAsync(
        IkStorageObject source, string path, WhenExists whenExists, TransferOptions options, CancellationToken cancellationToken)
    {
        if (whenExists.HasFlag(WhenExists.SkipSame) && File.Exists(path))
        {
            if (await IsSameAsync(source, path, cancellationToken).ConfigureAwait(false))
            {
                options.Progress?.Skip();
                return;
            }

            if (!whenExists.HasFlag(WhenExists.Overwrite))
            {
                throw DownloadTarget.IsDifferent(path);
            }
        }

        using var target = DownloadTarget.Create(path, whenExists.HasFlag(WhenExists.Overwrite), source.Size);
        await DownloadAsync(source, target.Stream, path, options, cancellationToken).ConfigureAwait(false);
        target.Commit(options.ModifiedUtc);
    }

    public async Task<IReadOnlyList<string>> DownloadFolderAsync(
        IkStorageObject source, string folder, WhenExists whenExists, TransferOptions options, CancellationToken cancellationToken)
    {
        // A zip archive is read from its end, so the download goes to a file first: in the folder, whose disk needs room for
        // its files anyway.
        using var archive = DownloadTarget.Create(Path.Combine(folder, "archive.zip"), overwrite: true, source.Size);
        await DownloadAsync(source, archive.Stream, folder, options, cancellationToken).ConfigureAwait(false);
        using var expander = new ArchiveExpander(archive.Stream, folder, whenExists, options.ExpandLimits);
        var files = await expander.ExpandAsync(cancellationToken).ConfigureAwait(false);
        ScaleLog.Tell(() => FormattableString.Invariant(
            $"Of the {files.Count} files in the {Subjects.Object(source.Path)}, {expander.Skipped} already exist with the same content and are skipped."));
        return files;
    }

    private static async Task<bool> IsSameAsync(IkStorageObject source, string path, CancellationToken cancellationToken)
    {
        var file = new FileInfo(path);
        if (!file.Exists || (source.Size is { } size && size != file.Length))
        {
            return false;
        }

        using var content = LocalFile.OpenRead(path);
        return source.HasContent(file.Length, await Hex.Sha256Async(content, path, cancellationToken).ConfigureAwait(false));
    }
}
