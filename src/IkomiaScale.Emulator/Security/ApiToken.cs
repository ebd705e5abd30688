using System.Security.Cryptography;
using System.Text;
using IkomiaScale.Emulator.Http;

namespace IkomiaScale.Emulator.Security;

/// <summary>Requires an API token. It allows control requests and is exchanged for a JWT.</summary>
internal sealed class ApiToken(EmulatorOptions options, IssuedTokens issued)
{
    private const string Scheme = "Token ";

    /// <summary>A handler that requires the token first.</summary>
    public RequestDelegate Before(RequestDelegate handler) => context =>
    {
        Check(context);
        return handler(context);
    };

    /// <summary>Requires the token in a request.</summary>
    /// <exception cref="RequestException">401: the token is missing or wrong.</exception>
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

    /// <summary>Whether a text is the token of the emulator itself.</summary>
    public bool IsOwn(string given) =>
        CryptographicOperations.FixedTimeEquals(Encoding.UTF8.GetBytes(given), Encoding.UTF8.GetBytes(options.Token));
}
