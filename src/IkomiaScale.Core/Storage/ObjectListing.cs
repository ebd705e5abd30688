using System.Runtime.CompilerServices;
using IkomiaScale.Api;

namespace IkomiaScale.Storage;

/// <summary>
/// Walks the pages of a list. The next ones are asked for when the caller has taken half of this one: early enough to
/// hide the wait, late enough that taking one object asks for one page. Only the page number goes into a request;
/// the address in <c>next</c> is not followed, so no answer can send the token elsewhere.
/// </summary>
internal static class ObjectListing
{
    /// <summary>Lists objects.</summary>
    /// <param name="channel">Where the pages come from.</param>
    /// <param name="activity">What else this process does in the storage.</param>
    /// <param name="url">The URL of a page, counted from 1.</param>
    /// <param name="subject">What is listed, for messages.</param>
    /// <param name="target">The same as <see cref="ScaleException.Target"/> names it.</param>
    /// <param name="prefix">What the paths of all that is listed begin with; empty where they may be any.</param>
    /// <param name="directory">What relative paths are relative to; null for single objects.</param>
    /// <param name="cancellationToken">Ends the listing.</param>
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
            new(ScaleErrorId.InvalidResponse, $"The storage gives the same pages again and again for {subject}. Try again later.") { Target = target };
    }
}
