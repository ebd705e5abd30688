using System.Globalization;
using System.Security;
using IkomiaScale.Api;
using IkomiaScale.Authentication;
using IkomiaScale.Json;
using IkomiaScale.Retries;
using IkomiaScale.Wire;
using Newtonsoft.Json.Linq;

namespace IkomiaScale.Administration;

/// <summary>Makes API tokens from a user's name and password: the one call that needs no token.</summary>
public static class ApiTokens
{
    /// <summary>Makes a token. The platform shows it once.</summary>
    /// <param name="options">Where the platform is; its token is not used.</param>
    /// <param name="userName">The user's name.</param>
    /// <param name="password">The user's password. It goes to the platform's host only, and is not kept.</param>
    /// <param name="name">What the token is called in the list of the user's tokens.</param>
    /// <param name="lifetime">How long it is good, in whole seconds.</param>
    /// <param name="cancellationToken">Ends it.</param>
    /// <exception cref="ScaleException"><see cref="ScaleErrorId.Unauthorized"/>: name or password are wrong.</exception>
    public static async Task<SecureString> CreateAsync(
        ScaleClientOptions options, string userName, SecureString password, string name, TimeSpan lifetime, CancellationToken cancellationToken = default)
    {
        options.Validate(options.ScaleUrl, "platform URL");
        using var transport = new FlurlTransport(options.UserAgent, options.InactivityTimeout, options.Network);
        var retries = new RetryPolicy(TimeProvider.System);
        var channel = new PlatformChannel(new ApiChannel(transport, FixedToken.OfUser(userName, password), retries), retries, options.ScaleUrl);
        var body = new JObject { ["name"] = name, ["ttl"] = (long)Math.Ceiling(lifetime.TotalSeconds) };
        var call = PlatformChannel.Post(channel.Root("users/me/tokens/"), body, $"API token '{name}'");
        try
        {
            // There is nothing to look for: a token whose answer was lost is never seen again. So it is sent again only if it surely never arrived.
            var answer = await retries.RunAsync(Repeat.IfNotSent, token => channel.SendAsync(call, token), cancellationToken).ConfigureAwait(false);
            return WireJson.Text(answer, "clear_token") is { Length: > 0 } clear
                ? SecureStrings.Protect(clear)
                : throw new ScaleException(
                    ScaleErrorId.InvalidResponse, $"{options.ScaleUrl.GetLeftPart(UriPartial.Authority)} did not answer with a token. Check -ScaleUrl.");
        }
        catch (ScaleException failure) when (failure.StatusCode == 401)
        {
            throw new ScaleException(
                ScaleErrorId.Unauthorized,
                $"{options.ScaleUrl.GetLeftPart(UriPartial.Authority)} does not accept the name '{userName}' with this password. Check both, and -ScaleUrl.",
                failure)
            {
                StatusCode = failure.StatusCode,
                Target = userName,
            };
        }
        catch (ScaleException failure) when (failure.MayHaveArrived && (failure.StatusCode is null or >= 500))
        {
            throw new ScaleException(
                failure.ErrorId,
                string.Format(CultureInfo.InvariantCulture, "{0} A token '{1}' may have been made all the same, which nobody knows: look at the list of tokens in the web application.", failure.Message, name),
                failure)
            {
                StatusCode = failure.StatusCode,
                Target = name,
            };
        }
    }
}
