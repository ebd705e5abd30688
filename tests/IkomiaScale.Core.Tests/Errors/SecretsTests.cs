using IkomiaScale.Errors;

namespace IkomiaScale.Tests.Errors;

/// <summary>What a careless service repeats of a request's secrets is not told on.</summary>
public sealed class SecretsTests
{
    [Theory]
    [InlineData("Invalid token eyJhbGciOiJIUzI1NiJ9.eyJzdWIiOiIxIn0.c2lnbmF0dXJl.", "Invalid token (hidden).")]
    [InlineData("eyJhbGciOiJIUzI1NiJ9", "(hidden)")]
    [InlineData("Authorization: Token 0123456789abcdef0123456789abcdef", "Authorization: Token (hidden)")]
    [InlineData("authorization: bearer abcdefghijklmnop.qrst", "authorization: bearer (hidden)")]
    [InlineData("No access to https://host/a/b?expires=1&signature=s3cr3t now", "No access to https://host/a/b?(hidden) now")]
    public void What_looks_like_a_secret_is_hidden(string told, string expected) => Assert.Equal(expected, Secrets.Hide(told));

    [Theory]
    [InlineData("Token expired")]
    [InlineData("The bearer token is not valid for this project")]
    [InlineData("There is no object 'https://a'. What now?")]
    [InlineData("keyJack is not a task")]
    public void Words_are_not(string told) => Assert.Equal(told, Secrets.Hide(told));
}
