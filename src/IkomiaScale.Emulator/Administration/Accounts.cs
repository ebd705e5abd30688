using System.Globalization;
using System.Security.Cryptography;
using System.Text;
using IkomiaScale.Emulator.Data;
using IkomiaScale.Emulator.Http;
using IkomiaScale.Emulator.Security;
using Microsoft.AspNetCore.WebUtilities;

namespace IkomiaScale.Emulator.Administration;

/// <summary>Users, and the API tokens that they create. The user of the emulator is <c>emulator</c>; the password is the API token.</summary>
internal sealed class Accounts(Database database, IssuedTokens issued, ApiToken token, ListAnswer lists, TimeProvider clock)
{
    private const string Me = "1";
    private const string MyName = "emulator";

    public static object Answer(HttpContext context, string id, string username) =>
        new { Url = $"{BaseAddress.Of(context)}/v1/users/{id}/", Username = username };

    public Task GetMeAsync(HttpContext context) => JsonAnswer.WriteAsync(context, StatusCodes.Status200OK, Answer(context, Me, MyName));

    public async Task ListAsync(HttpContext context)
    {
        var username = QueryValues.Text(context.Request, "username");
        var users = await database.ReadAsync(
            connection => connection.Query(
                "SELECT id, username FROM users WHERE $name IS NULL OR username = $name ORDER BY username",
                row => Answer(context, row.GetString(0), row.GetString(1)),
                ("$name", username)),
            context.RequestAborted);
        await lists.WriteAsync(context, users);
    }

    public async Task CreateTokenAsync(HttpContext context)
    {
        CheckPassword(context);
        using var body = await JsonBody.ReadAsync(context);
        var name = body.Text("name");
        DateTimeOffset? expiresAt = body.Optional("ttl") switch
        {
            null => null,
            { } text when double.TryParse(text, NumberStyles.Float, CultureInfo.InvariantCulture, out var seconds) && seconds is > 0 and < 1e10 =>
                clock.GetUtcNow().AddSeconds(seconds),
            _ => throw RequestException.BadRequest("ttl: A valid number of seconds is required."),
        };
        var clear = WebEncoders.Base64UrlEncode(RandomNumberGenerator.GetBytes(32));
        var hash = IssuedTokens.HashOf(clear);
        await database.WriteAsync(
            connection => connection.Execute(
                "INSERT INTO tokens (hash, user_id, name, expires_at) VALUES ($hash, $user, $name, $expires)",
                ("$hash", hash), ("$user", Me), ("$name", name), ("$expires", expiresAt?.ToUnixTimeMilliseconds())),
            context.RequestAborted);
        issued.Add(hash, expiresAt);
        await JsonAnswer.WriteAsync(context, StatusCodes.Status201Created, new { Name = name, ClearToken = clear });
    }

    /// <summary>Loads the tokens that an earlier process created.</summary>
    public void Load(DatabaseConnection connection)
    {
        foreach (var (hash, expiresAt) in connection.Query("SELECT hash, expires_at FROM tokens", row => (
            row.GetString(0), row.IsDBNull(1) ? (DateTimeOffset?)null : DateTimeOffset.FromUnixTimeMilliseconds(row.GetInt64(1)))))
        {
            issued.Add(hash, expiresAt);
        }
    }

    private void CheckPassword(HttpContext context)
    {
        const string scheme = "Basic ";
        var authorization = context.Request.Headers.Authorization.ToString();
        if (!authorization.StartsWith(scheme, StringComparison.OrdinalIgnoreCase) || !IsRight(authorization[scheme.Length..].Trim()))
        {
            throw RequestException.Unauthorized("Invalid username/password.");
        }
    }

    private bool IsRight(string credentials)
    {
        var buffer = new byte[credentials.Length];
        return Convert.TryFromBase64String(credentials, buffer, out var length)
            && Encoding.UTF8.GetString(buffer, 0, length) is { } text
            && text.StartsWith(MyName + ":", StringComparison.Ordinal)
            && token.IsOwn(text[(MyName.Length + 1)..]);
    }
}
