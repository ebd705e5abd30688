using System.Runtime.CompilerServices;
using IkomiaScale.Api;

namespace IkomiaScale.Storage;

/// <summary>
/// Walks the pages of a list. The next pages are requested when the caller has taken half of the current one: early enough to
/// hide the wait, late enough that taking one object requests one page. The URL in <c>next</c> is not used, only whether
/// there is one, so no answer can send the token elsewhere.
/// </summary>
internal static class ObjectListing
{
    /// <summary>Lists objects.</summary>
    /// <param name="channel">Sends the requests.</param>
    /// <param name="activity">The other operations of this process in the storage.</param>
    /// <param name="url">The URL of a page; the first page is 1.</param>
    /// <param name="subject">What is listed, for messages.</param>
    /// <param name="target">What is listed, for <see cref="ScaleException.Target"/>.</param>
    /// <param name="prefix">The start of the paths of all listed objects; empty for any.</param>
    /// <param name="directory">The directory that relative paths start from; null for single objects.</param>
    /// <param name="cancellationToken">Cancels the listing.</param>
    public static async IAsyncEnumerable<IkStorageObject> WalkAsync(
        ApiChannel channel, StorageActivity activity, Func<int, Uri> url, string subject, string target, string prefix, string? directory,
        [EnumeratorCancellation] CancellationToken cancellationToken)
    {
        using var listing = new OpenListing(prefix, FetchAsync, Endless, cancellationToken);
        await activity.BeginListingAsync(listing, cancellationToken).ConfigureAwait(false);
        try
        {
            while (await listing.TakeAsync().ConfigureAwait(false) is { } objects)
            {
                for (var index = 0; index < objects.Count; index++)
                {
                    yield return objects[index];
                    if (index + 1 >= (objects.Count + 1) / 2)
                    {
                        listing.Prepare();
                    }
                }
            }
        }
        finally
        {
            activity.EndListing(listing);
        }

        Task<ListPage> FetchAsync(int number, CancellationToken token) => channel.SendAsync(
            new ApiCall(HttpMethod.Get, url(number), subject) { Target = target },
            async (response, stop) => ListPage.FromJson(await ApiChannel.ReadJsonAsync(response, stop).ConfigureAwait(false), directory),
            token);

        ScaleException Endless() =>
            new ScaleException(ScaleErrorId.InvalidResponse, $"The listing for {subject} cannot be completed: the storage repeats the same pages. Try again later.") { Target = target };
    }
}
