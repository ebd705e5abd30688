namespace IkomiaScale.Hosted.Tests.Cmdlets;

public sealed class CopyIkStorageObjectTests(SharedSession shared) : CmdletTests(shared)
{
    [Theory]
    [InlineData("Copy-IkStorageObject \"$folder/a\" \"$folder/copy\"")]
    [InlineData("Copy-IkStorageObject -Path \"$folder/a\" -Destination \"$folder/copy\"")]
    [InlineData("Copy-IkStorageObject \"$folder/[a]\" \"$folder/copy\"")]
    [InlineData("Copy-IkStorageObject -LiteralPath \"$folder/a\" -Destination \"$folder/copy\"")]
    [InlineData("Copy-IkStorageObject -Uid (Get-IkStorageObject \"$folder/a\").Uid -Destination \"$folder/copy\"")]
    [InlineData("Copy-IkStorageObject -InputObject (Get-IkStorageObject \"$folder/a\") -Destination \"$folder/copy\"")]
    [InlineData("Get-IkStorageObject \"$folder/a\" | Copy-IkStorageObject -Destination \"$folder/copy\"")]
    [InlineData("\"$folder/a\" | Copy-IkStorageObject -Destination \"$folder/copy\"")]
    [InlineData("[pscustomobject]@{ Path = \"$folder/a\"; Destination = \"$folder/copy\" } | Copy-IkStorageObject")]
    [InlineData("Get-IkStorageObject \"$folder/a\" | Copy-IkStorageObject -Destination { \"$folder/copy\" }")]
    public void Copies_an_object_however_it_is_named(string script)
    {
        Store("a");
        Assert.Equal($"{Folder}/copy", Run(script).One("Path"));
        Assert.Equal("this is a", Run("Read-IkStorageObject \"$folder/copy\"").Text);
    }

    [Fact]
    public void Keeps_the_tree_of_a_directory()
    {
        Store("src/a", "src/sub/b", "src2/x");
        Run("Copy-IkStorageObject \"$folder/src/\" -Destination \"$folder/to/\"").Succeeded();
        Assert.Equal(["src/a", "src/sub/b", "src2/x", "to/a", "to/sub/b"], Stored);
    }

    [Fact]
    public void Makes_a_temporary_copy_without_a_destination()
    {
        Store("a");
        Assert.Equal(true, Run("Copy-IkStorageObject \"$folder/a\"").One("IsTemporary"));
    }

    [Fact]
    public void Overwrites_only_when_forced()
    {
        Store("a", "b");
        var refused = Run("Copy-IkStorageObject \"$folder/a\" \"$folder/b\"");
        Assert.Equal("ObjectExists", refused.ErrorId);
        Assert.Equal(ErrorCategory.ResourceExists, refused.Error.CategoryInfo.Category);
        Assert.Equal("this is b", Run("Read-IkStorageObject \"$folder/b\"").Text);
        Run("Copy-IkStorageObject \"$folder/a\" \"$folder/b\" -Force").Succeeded();
        Assert.Equal("this is a", Run("Read-IkStorageObject \"$folder/b\"").Text);
    }

    [Fact]
    public void Skips_what_is_the_same_with_SkipExisting()
    {
        Store("a");
        var first = Run("Copy-IkStorageObject \"$folder/a\" \"$folder/b\"").One("Uid");
        Assert.Equal(first, Run("Copy-IkStorageObject \"$folder/a\" \"$folder/b\" -SkipExisting").One("Uid"));
    }

    [Fact]
    public async Task Asks_nothing_but_the_copy_for_an_object_from_the_pipeline()
    {
        await using var emulator = await Emulated.StartAsync();
        using var session = Session.Connected(emulator);
        session.Run("$item = Send-IkStorageObject -Content x -Destination a").Succeeded();
        await emulator.FailAsync();
        session.Run("$item | Copy-IkStorageObject -Destination b").Succeeded();
        Assert.Equal(0, await emulator.CountAsync("list"));
        Assert.Equal(1, await emulator.CountAsync("copy"));
    }

    [Fact]
    public void Says_each_copy_with_WhatIf_and_makes_none()
    {
        Store("src/a", "src/sub/b");
        var shown = Session.Screen.Shown.Length;
        Assert.Empty(Run("Copy-IkStorageObject \"$folder/src\" -Destination \"$folder/to/\" -WhatIf").Succeeded().Output);
        Assert.Contains($"{Folder}/src/sub/b to {Folder}/to/sub/b", Session.Screen.Shown[shown..], StringComparison.Ordinal);
        Assert.Equal(["src/a", "src/sub/b"], Stored);
    }

    [Fact]
    public void Copies_what_is_said_yes_to_with_Confirm()
    {
        Store("src/a", "src/b", "src/c");
        Answer("Yes", "No", "Yes");
        Assert.Equal(2, Run("Copy-IkStorageObject \"$folder/src\" -Destination \"$folder/to/\" -Confirm").Succeeded().Output.Count);
        Assert.Equal(["src/a", "src/b", "src/c", "to/a", "to/c"], Stored);
        Assert.Equal(3, Session.Screen.Questions.Count(question => question.Contains(Folder, StringComparison.Ordinal)));
    }

    [Theory]
    [InlineData("\"$folder/none\" \"$folder/x\"", "ObjectNotFound")]
    [InlineData("\"$folder/a\" a//b", "InvalidPath")]
    [InlineData("-Uid 1b4e28ba-2fa1-11d2-883f-0016d3cca427", "ObjectNotFound")]
    public void Says_what_is_wrong(string arguments, string id)
    {
        Store("a");
        Assert.Equal(id, Run($"Copy-IkStorageObject {arguments}").ErrorId);
        Assert.Equal(["a"], Stored);
    }

    [Fact]
    public void Copies_the_others_when_one_is_gone()
    {
        Store("src/a", "src/b");
        var result = Run("Get-IkStorageObject \"$folder/src\" | ForEach-Object { if ($_.Name -eq 'a') { Remove-IkStorageObject $_.Path -Confirm:$false }; $_ } | Copy-IkStorageObject -Destination \"$folder/to/\"");
        Assert.Equal("ObjectNotFound", result.ErrorId);
        Assert.Equal(["src/b", "to/b"], Stored);
    }

    [Fact]
    public void Ends_the_script_with_ErrorAction_Stop()
    {
        var result = Run("Copy-IkStorageObject \"$folder/none\" \"$folder/x\" -ErrorAction Stop; 'next'");
        Assert.NotNull(result.Failure);
        Assert.Empty(result.Output);
    }

    [Fact]
    public void Lets_the_pipeline_stop_early()
    {
        Store("src/a", "src/b", "src/c");
        Assert.Single(Run("Get-IkStorageObject \"$folder/src\" | Copy-IkStorageObject -Destination \"$folder/to/\" -ThrottleLimit 1 | Select-Few 1").Succeeded().Output);
        Assert.Empty(Run("'still alive' | Where-Object { $_ -eq 'other' }").Succeeded().Output);
    }

    [Theory]
    [InlineData("-ThrottleLimit 0")]
    [InlineData("-ThrottleLimit 65")]
    [InlineData("-Destination ''")]
    public void Refuses_values_that_cannot_be(string argument) =>
        Assert.StartsWith("ParameterArgumentValidationError", Run($"Copy-IkStorageObject x {argument}").Error.FullyQualifiedErrorId, StringComparison.Ordinal);

    [Fact]
    public void Uses_the_connection_that_is_given()
    {
        Store("a");
        using var session = Session.WithModule();
        session.Variables.SetVariable("connection", Run("Get-IkConnection").Single);
        Assert.Equal($"{Folder}/b", session.Run($"Copy-IkStorageObject {Folder}/a {Folder}/b -Connection $connection").One("Path"));
    }
}
