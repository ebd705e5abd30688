using System.Security;

namespace IkomiaScale.Authentication;

/// <summary>A secret that never changes: the API token for the platform, or a user name with a password.</summary>
internal sealed class FixedToken : ITokenSource
{
    private static readonly Task Never = new TaskCompletionSource<bool>().Task;

    private readonly Func<string> _reveal;

    private FixedToken(string scheme, Func<string> reveal)
    {
        Scheme = scheme;
        _reveal = reveal;
    }

    /// <inheritdoc/>
    public string Scheme { get; }

    /// <inheritdoc/>
    public Task Refused => Never;

    /// <summary>The API token, as the API of the platform expects it (docs/protocol.md, section 2).</summary>
    public static FixedToken OfApi(SecureString token) => new("Token", token.Reveal);

    /// <summary>A user name and a password (HTTP basic authentication).</summary>
    public static FixedToken OfUser(string userName, SecureString password) => new(
        "Basic", () => Convert.ToBase64String(System.Text.Encoding.UTF8.GetBytes($"{userName}:{password.Reveal()}")));

    /// <inheritdoc/>
    public Task<string> GetAsync(CancellationToken cancellationToken) => Task.FromResult(_reveal());

    /// <inheritdoc/>
    public bool Invalidate(string token) => false;

    /// <inheritdoc/>
    public void TellRefused()
    {
        // Nothing else waits for this source: each call sees its own refusal.
    }
}
