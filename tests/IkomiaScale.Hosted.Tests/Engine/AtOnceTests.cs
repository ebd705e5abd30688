namespace IkomiaScale.Hosted.Tests.Engine;

/// <summary>How many are at once without -ThrottleLimit, and with it.</summary>
public sealed class AtOnceTests(SharedSession shared) : CmdletTests(shared)
{
    [Fact]
    public void Verbose_tells_what_was_found_where_the_number_is_automatic()
    {
        for (var number = 0; number < 60; number++)
        {
            Local.Write($"{number}.txt", "content");
        }

        var sent = Run("Send-IkStorageObject . \"$folder/\" -Recurse -Verbose").Succeeded();
        Assert.Equal(60, sent.Output.Count);
        Assert.Single(sent.Verbose, text => text.StartsWith("The limits for http", StringComparison.Ordinal));

        var copied = Run("Get-IkStorageObject \"$folder\" | Copy-IkStorageObject -Destination \"$folder/to/\" -ThrottleLimit 3 -Verbose").Succeeded();
        Assert.Equal(60, copied.Output.Count);
        Assert.DoesNotContain(copied.Verbose, text => text.Contains("The limits for", StringComparison.Ordinal));
    }
}
