namespace IkomiaScale.Hosted.Tests.Cmdlets;

public sealed class NewIkStoragePresignedUrlTests(SharedSession shared) : CmdletTests(shared)
{
    [Theory]
    [InlineData("New-IkStoragePresignedUrl \"$folder/a b.txt\"")]
    [InlineData("New-IkStoragePresignedUrl -Path \"$folder/*.txt\"")]
    [InlineData("New-IkStoragePresignedUrl -LiteralPath \"$folder/a b.txt\"")]
    [InlineData("New-IkStoragePresignedUrl -Uid (Get-IkStorageObject \"$folder/a b.txt\").Uid")]
    [InlineData("New-IkStoragePresignedUrl -InputObject (Get-IkStorageObject \"$folder/a b.txt\")")]
    [InlineData("Get-IkStorageObject $folder | New-IkStoragePresignedUrl")]
    [InlineData("\"$folder/a b.txt\" | New-IkStoragePresignedUrl")]
    public async Task Gives_a_url_that_works_without_a_token(string script)
    {
        Store("a b.txt");
        var url = Run(script);
        Assert.Equal($"{Folder}/a b.txt", url.One("Path"));
        using var client = new HttpClient();
        Assert.Equal("this is a b.txt", await client.GetStringAsync(url.One("Url")!.ToString()));
    }

    [Theory]
    [InlineData("", 3600)]
    [InlineData("90", 90)]
    [InlineData("-ExpiresIn '90'", 90)]
    [InlineData("-ExpiresIn ([timespan]'0:02:00')", 120)]
    [InlineData("-ExpiresIn '0:02:00'", 120)]
    public void Is_good_for_an_hour_unless_told_otherwise(string argument, int seconds)
    {
        Store("a");
        var left = (DateTimeOffset)Run($"New-IkStoragePresignedUrl \"$folder/a\" {argument}").One("ExpiresAt")! - DateTimeOffset.UtcNow;
        Assert.InRange(left.TotalSeconds, seconds - 30, seconds + 1);
    }

    [Theory]
    [InlineData("0")]
    [InlineData("-5")]
    [InlineData("soon")]
    public void Refuses_a_duration_of_nothing_or_less(string value) =>
        Assert.StartsWith("ParameterArgumentTransformationError", Run($"New-IkStoragePresignedUrl x -ExpiresIn {value}").Error.FullyQualifiedErrorId, StringComparison.Ordinal);

    [Fact]
    public void Says_that_an_object_is_not_there()
    {
        var result = Run("New-IkStoragePresignedUrl \"$folder/none\"; 'next'");
        Assert.Equal("ObjectNotFound", result.ErrorId);
        Assert.Single(result.Output);
        Assert.Equal("ObjectNotFound", Session.Fail("New-IkStoragePresignedUrl \"$folder/none\" -ErrorAction Stop").Id());
    }

    [Fact]
    public void Makes_none_with_WhatIf_or_where_No_is_said()
    {
        Store("a");
        Assert.Empty(Run("New-IkStoragePresignedUrl \"$folder/a\" -WhatIf").Succeeded().Output);
        Answer("No");
        Assert.Empty(Run("New-IkStoragePresignedUrl \"$folder/a\" -Confirm").Succeeded().Output);
        Answer("Yes");
        Assert.Single(Run("New-IkStoragePresignedUrl \"$folder/a\" -Confirm").Succeeded().Output);
    }

    [Fact]
    public void Stops_early_and_has_a_view()
    {
        Store("a", "b");
        Assert.Single(Run("Get-IkStorageObject $folder | New-IkStoragePresignedUrl | Select-Few 1").Succeeded().Output);
        Assert.Contains($"{Folder}/a", Show("New-IkStoragePresignedUrl \"$folder/a\""), StringComparison.Ordinal);
    }

    [Fact]
    public void Uses_the_connection_that_is_given()
    {
        Store("a");
        using var session = Session.WithModule();
        session.Variables.SetVariable("connection", Run("Get-IkConnection").Single);
        session.Run($"New-IkStoragePresignedUrl {Folder}/a -Connection $connection").Succeeded();
    }
}
