using System.Globalization;
using System.Security;
using IkomiaScale.Api;
using IkomiaScale.Authentication;
using IkomiaScale.Json;
using IkomiaScale.Retries;
using IkomiaScale.Wire;
using Newtonsoft.Json.Linq;

namespace IkomiaScale.Administration;

/// <summary>Creates API tokens with a user name and a password: the only call that needs no token (docs/protocol.md, section 8).</summary>
public static class ApiTokens
{
    /// <summary>Creates a token. The platform shows it only once.</summary>
    /// <param name="options">The URL of the platform; its token is not used.</param>
    /// <param name="userName">The name of the user.</param>
    /// <param name="password">The password of the user. It is sent only to the platform, and is not stored.</param>
    /// <param name="name">The name of the token in the user's list of tokens.</param>
    /// <param name="lifetime">How long the token is valid, rounded up to seconds.</param>
    /// <param name="cancellationToken">Cancels the call.</param>
    /// <exception cref="ScaleException"><see cref="ScaleErrorId.Unauthorized"/>: the user name or the password is wrong.</exception>
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
            // A token whose answer was lost cannot be read again, so there is nothing to look for. The request is repeated
            // only if it did not arrive.
            var answer = await retries.RunAsync(Repeat.IfNotSent, token => channel.SendAsync(call, token), cancellationToken).ConfigureAwait(false);
            return WireJson.Text(answer, "clear_token") is { Length: > 0 } clear
                ? SecureStrings.Protect(clear)
                : throw new ScaleException(
                    ScaleErrorId.InvalidResponse, $"The API token cannot be read: {options.ScaleUrl.GetLeftPart(UriPartial.Authority)} did not return one. Check -ScaleUrl.");
        }
        catch (ScaleException failure) when (failure.StatusCode == 401)
        {
            throw new ScaleException(
                ScaleErrorId.Unauthorized,
                $"{options.ScaleUrl.GetLeftPart(UriPartial.Authority)} does not accept the user name '{userName}' with this password. Check both, and -ScaleUrl.",
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
                string.Format(CultureInfo.InvariantCulture, "{0} It is not known whether the token '{1}' was created: check the list of tokens in the web application.", failure.Message, name),
                failure)
            {
                StatusCode = failure.StatusCode,
                Target = name,
            };
        }
    }
}
