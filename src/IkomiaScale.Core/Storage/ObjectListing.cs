using System.Runtime.CompilerServices;
using IkomiaScale.Api;

namespace IkomiaScale.Storage;

/// <summary>
/// Walks the pages of a list. The next page is asked for when the caller has taken half of this one: early enough to
/// hide the wait, late enough that taking one object asks for one page. Only the page number goes into the next request;
/// the address in <c>next</c> is not followed, so no answer can send the token elsewhere.
/// </summary>
internal static class ObjectListing
{
    /// <summary>Lists objects.</summary>
    /// <param name="channel">Where the pages come from.</param>
    /// <param name="url">The URL of a page, counted from 1.</param>
    /// <param name="subject">What is listed, for messages.</param>
    /// <param name="target">The same as <see cref="ScaleException.Target"/> names it.</param>
    /// <param name="directory">What relative paths are relative to; null for single objects.</param>
    /// <param name="cancellationToken">Ends the listing.</param>
    public static async IAsyncEnumerable<IkStorageObject> WalkAsync(
        ApiChannel channel, Func<int, Uri> url, string subject, string target, string? directory,
        [EnumeratorCancellation] CancellationToken cancellationToken)
    {
        using var stop = CancellationTokenSource.CreateLinkedTokenSource(cancellationToken);
        Task<ListPage>? next = null;
        var seen = new SeenPages();
        try
        {
            for (var number = 1; ; number++)
            {
                var page = await (next ?? FetchAsync(number)).ConfigureAwait(false);
                next = null;
                var objects = seen.Take(page);
                for (var index = 0; index < objects.Count; index++)
                {
                    yield return objects[index];
                    if (page.HasNext && index + 1 >= (objects.Count + 1) / 2)
                    {
                        next ??= FetchAsync(number + 1);
                    }
                }

                if (!page.HasNext)
                {
                    yield break;
                }

                if (seen.IsEndless)
                {
                    throw new ScaleException(
                        ScaleErrorId.InvalidResponse, $"The storage gives the same pages again and again for {subject}. Try again later.")
                    {
                        Target = target,
                    };
                }
            }
        }
        finally
        {
            stop.Cancel();
            await ForgetAsync(next).ConfigureAwait(false);
        }

        Task<ListPage> FetchAsync(int number) => channel.SendAsync(
            new ApiCall(HttpMethod.Get, url(number), subject) { Target = target },
            async (response, token) => ListPage.FromJson(await ApiChannel.ReadJsonAsync(response, token).ConfigureAwait(false), directory),
            stop.Token);
    }

    // The page that was asked for ahead is not wanted any more, and neither is its failure.
    private static async Task ForgetAsync(Task<ListPage>? page)
    {
        try
        {
            if (page is not null)
            {
                await page.ConfigureAwait(false);
            }
        }
        catch (Exception exception) when (exception is ScaleException or OperationCanceledException)
        {
        }
    }
}
