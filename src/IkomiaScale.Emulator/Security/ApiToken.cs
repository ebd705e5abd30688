using System.Security.Cryptography;
using System.Text;
using IkomiaScale.Emulator.Http;

namespace IkomiaScale.Emulator.Security;

/// <summary>The API token, which opens what changes the emulator itself, and a JWT for all else.</summary>
internal sealed class ApiToken(EmulatorOptions options, IssuedTokens issued)
{
    private const string Scheme = "Token ";

    /// <summary>A handler that asks for the token first.</summary>
    public RequestDelegate Before(RequestDelegate handler) => context =>
    {
        Check(context);
        return handler(context);
    };

    /// <summary>Lets a request pass that brings the token.</summary>
    /// <exception cref="RequestException">401: it does not.</exception>
    public void Check(HttpContext context)
    {
        var authorization = context.Request.Headers.Authorization.ToString();
        if (!authorization.StartsWith(Scheme, StringComparison.OrdinalIgnoreCase))
        {
            throw RequestException.Unauthorized("Authentication credentials were not provided.");
        }

        var given = authorization[Scheme.Length..].Trim();
        if (!IsOwn(given) && !issued.IsGood(given))
        {
            throw RequestException.Unauthorized("Invalid token.");
        }
    }

    /// <summary>Whether a text is the token that the emulator was started with.</summary>
    public bool IsOwn(string given) =>
        CryptographicOperations.FixedTimeEquals(Encoding.UTF8.GetBytes(given), Encoding.UTF8.GetBytes(options.Token));
}
