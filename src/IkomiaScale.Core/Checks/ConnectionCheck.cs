using System.Globalization;
using System.Runtime.CompilerServices;
using IkomiaScale.Storage;
using IkomiaScale.Wire;

namespace IkomiaScale.Checks;

/// <summary>Checks a connection step by step.</summary>
internal static class ConnectionCheck
{
    private const string WrittenText = "Written by Test-IkConnection to check that the storage is writable.";

    /// <summary>Returns a row for each step when it is done.</summary>
    /// <param name="client">The connection.</param>
    /// <param name="write">Whether to write a temporary object to the storage.</param>
    /// <param name="cancellationToken">Cancels the check.</param>
    public static async IAsyncEnumerable<IkConnectionCheck> RunAsync(
        ScaleClient client, bool write, [EnumeratorCancellation] CancellationToken cancellationToken = default)
    {
        var failed = new Dictionary<string, IkConnectionCheck>(StringComparer.OrdinalIgnoreCase);
        foreach (var host in Hosts(client.Options))
        {
            foreach (var row in await new HostProbe((FlurlTransport)client.Transport, host).RunAsync(cancellationToken).ConfigureAwait(false))
            {
                // A failed name resolution or a wrong clock does not stop later steps, because these may still pass.
                if (!row.Passed && row.Check is "Proxy" or "Tls" or "Connection")
                {
                    failed[host.Authority] = row;
                }

                yield return row;
            }
        }

        if (client.Options.Endpoint is not { } endpoint)
        {
            yield break;
        }

        var token = Blocked(failed, client.Options.ScaleUrl) is { } first
            ? CheckSteps.NotTried("Token", first)
            : await CheckSteps.TryAsync("Token", "Check -Token and -Endpoint.", () => TokenAsync(client, cancellationToken)).ConfigureAwait(false);
        yield return token;
        var noToken = token.Passed ? null : token;
        yield return await StepAsync("Deployment", Blocked(failed, endpoint) ?? noToken, () => DeploymentAsync(client, cancellationToken)).ConfigureAwait(false);

        var noStorage = Blocked(failed, client.Options.StorageUrl) ?? noToken;
        yield return await StepAsync("StorageRead", noStorage, () => ReadAsync(client, cancellationToken)).ConfigureAwait(false);
        if (write)
        {
            yield return await StepAsync("StorageWrite", noStorage, () => WriteAsync(client, cancellationToken)).ConfigureAwait(false);
        }
    }

    private static Task<IkConnectionCheck> StepAsync(string name, IkConnectionCheck? blocked, Func<Task<string>> step) =>
        blocked is not null ? Task.FromResult(CheckSteps.NotTried(name, blocked)) : CheckSteps.TryAsync(name, "Try again. If it still fails, contact the support of the service.", step);

    private static IEnumerable<Uri> Hosts(ScaleClientOptions options) =>
        new[] { options.ScaleUrl, options.StorageUrl, options.Endpoint }.Where(url => url is not null).GroupBy(url => url!.GetLeftPart(UriPartial.Authority)).Select(group => group.First()!);

    private static IkConnectionCheck? Blocked(Dictionary<string, IkConnectionCheck> failed, Uri url) => failed.TryGetValue(url.Authority, out var row) ? row : null;

    private static async Task<string> TokenAsync(ScaleClient client, CancellationToken cancellationToken)
    {
        await client.CheckAsync(cancellationToken).ConfigureAwait(false);
        return $"{client.Options.ScaleUrl.Host} accepts the API token and returns an access token for {client.Options.Endpoint!.GetLeftPart(UriPartial.Path)}.";
    }

    private static async Task<string> DeploymentAsync(ScaleClient client, CancellationToken cancellationToken)
    {
        var deployment = await client.Deployments.RefreshAsync(cancellationToken).ConfigureAwait(false);
        return string.Format(CultureInfo.InvariantCulture, "The workflow '{0}' has {1} tasks.", deployment, deployment.Tasks.Count);
    }

    private static async Task<string> ReadAsync(ScaleClient client, CancellationToken cancellationToken)
    {
        await foreach (var _ in client.Storage.ListAsync(string.Empty, cancellationToken).ConfigureAwait(false))
        {
            return "The storage can be listed.";
        }

        return "The storage can be listed; it is empty.";
    }

    private static async Task<string> WriteAsync(ScaleClient client, CancellationToken cancellationToken)
    {
        var written = await client.Storage.UploadAsync(new UploadRequest(UploadSource.FromText(WrittenText), null), cancellationToken).ConfigureAwait(false);
        using var content = new MemoryStream();
        await client.Storage.DownloadAsync(written, content, options: null, cancellationToken).ConfigureAwait(false);
        return $"A temporary object of {content.Length} bytes was written and read back. The service deletes it after about one hour.";
    }
}
