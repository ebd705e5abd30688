using IkomiaScale.Authentication;

namespace IkomiaScale.Tests.Authentication;

public sealed class SecureStringsTests
{
    [Theory]
    [InlineData("t0ken")]
    [InlineData("")]
    [InlineData("пароль \ud83d\ude00")]
    public void A_secret_comes_out_as_it_went_in_and_cannot_be_changed_in_between(string text)
    {
        using var secret = SecureStrings.Protect(text);

        Assert.True(secret.IsReadOnly());
        Assert.Equal(text, secret.Reveal());
    }
}
