namespace IkomiaScale.Hosted.Tests.Cmdlets;

public sealed class RemoveIkStorageObjectTests(SharedSession shared) : CmdletTests(shared)
{
    [Theory]
    [InlineData("Remove-IkStorageObject \"$folder/a\" -Confirm:$false")]
    [InlineData("Remove-IkStorageObject -Path \"/$folder/a\" -Confirm:$false")]
    [InlineData("Remove-IkStorageObject \"$folder/[a]\" -Confirm:$false")]
    [InlineData("Remove-IkStorageObject -LiteralPath \"$folder/a\" -Confirm:$false")]
    [InlineData("Remove-IkStorageObject -Uid (Get-IkStorageObject \"$folder/a\").Uid -Confirm:$false")]
    [InlineData("Remove-IkStorageObject -InputObject (Get-IkStorageObject \"$folder/a\") -Confirm:$false")]
    [InlineData("Get-IkStorageObject \"$folder/a\" | Remove-IkStorageObject -Confirm:$false")]
    [InlineData("\"$folder/a\" | Remove-IkStorageObject -Confirm:$false")]
    [InlineData("[pscustomobject]@{ Path = \"$folder/a\" } | Remove-IkStorageObject -Confirm:$false")]
    public void Deletes_one_object_however_it_is_named_and_nothing_else(string script)
    {
        Store("a", "a.txt", "a2/x", "b");
        Assert.Empty(Run(script).Succeeded().Output);
        Assert.Equal(["a.txt", "a2/x", "b"], Stored);
    }

    [Fact]
    public void Deletes_a_directory_with_Recurse_and_nothing_beside_it()
    {
        Store("dir/a", "dir/sub/b", "dir2/x", "dir.txt");
        Run("Remove-IkStorageObject \"$folder/dir\" -Recurse -Confirm:$false").Succeeded();
        Assert.Equal(["dir.txt", "dir2/x"], Stored);
    }

    [Fact]
    public void Takes_wildcards_which_reach_no_deeper_than_they_say()
    {
        Store("a", "a.txt", "a2/x", "b");
        Run("Remove-IkStorageObject \"$folder/a*\" -Confirm:$false").Succeeded();
        Assert.Equal(["a2/x", "b"], Stored);
    }

    [Fact]
    public void Gives_what_was_deleted_with_PassThru()
    {
        Store("dir/a", "dir/b");
        Assert.Equal(["a", "b"], Run("Remove-IkStorageObject \"$folder/dir\" -Recurse -PassThru -Confirm:$false").All("Name").Order());
    }

    [Fact]
    public void Asks_before_each_and_deletes_what_is_said_yes_to()
    {
        Store("dir/a", "dir/b", "dir/c");
        Answer("Yes", "No", "Yes");
        Run("Remove-IkStorageObject \"$folder/dir\" -Recurse").Succeeded();
        Assert.Equal(["dir/b"], Stored);
        Assert.Equal(3, Session.Screen.Questions.Count(question => question.Contains(Folder, StringComparison.Ordinal)));
    }

    [Fact]
    public void Asks_once_where_Yes_to_All_is_said()
    {
        Store("dir/a", "dir/b", "dir/c");
        Answer("Yes to All");
        Run("Remove-IkStorageObject \"$folder/dir\" -Recurse").Succeeded();
        Assert.Empty(Stored);
        Assert.Single(Session.Screen.Questions, question => question.Contains(Folder, StringComparison.Ordinal));
    }

    [Fact]
    public void Deletes_nothing_after_No_to_All()
    {
        Store("dir/a", "dir/b");
        Answer("No to All");
        Run("Remove-IkStorageObject \"$folder/dir\" -Recurse").Succeeded();
        Assert.Equal(["dir/a", "dir/b"], Stored);
    }

    [Fact]
    public void Names_the_real_objects_with_WhatIf_and_deletes_none()
    {
        Store("dir/a", "dir/sub/b");
        var shown = Session.Screen.Shown.Length;
        Run("Remove-IkStorageObject \"$folder/dir\" -Recurse -WhatIf").Succeeded();
        Assert.Contains($"{Folder}/dir/sub/b", Session.Screen.Shown[shown..], StringComparison.Ordinal);
        Assert.Equal(["dir/a", "dir/sub/b"], Stored);
    }

    [Theory]
    [InlineData("")]
    [InlineData("/")]
    [InlineData("*")]
    [InlineData("**")]
    [InlineData("/*")]
    [InlineData("**/*")]
    public void Refuses_what_names_the_whole_project(string everything)
    {
        Store("a");
        Assert.Equal("InvalidPath", Run($"Remove-IkStorageObject '{everything}' -Recurse -Confirm:$false").ErrorId);
        Assert.Equal("InvalidPath", Run($"'{everything}' | Remove-IkStorageObject -Recurse -Confirm:$false").ErrorId);
        Assert.Equal(["a"], Stored);
    }

    [Theory]
    [InlineData("\"$folder/dir\"", "InvalidPath", ErrorCategory.InvalidArgument)]
    [InlineData("\"$folder/none\"", "ObjectNotFound", ErrorCategory.ObjectNotFound)]
    [InlineData("\"$folder/none\" -Recurse", "ObjectNotFound", ErrorCategory.ObjectNotFound)]
    [InlineData("-InputObject (Send-IkStorageObject -Content x)", "TemporaryObject", ErrorCategory.InvalidOperation)]
    public void Says_what_is_wrong_with_one_and_goes_on(string arguments, string id, ErrorCategory category)
    {
        Store("dir/a");
        var result = Run($"Remove-IkStorageObject {arguments} -Confirm:$false; 'next'");
        Assert.Equal(id, result.ErrorId);
        Assert.Equal(category, result.Error.CategoryInfo.Category);
        Assert.Equal("next", Assert.Single(result.Output).ToString());
        Assert.Equal(["dir/a"], Stored);
    }

    [Fact]
    public void Ends_with_the_first_error_with_ErrorAction_Stop()
    {
        Store("b");
        Assert.Equal("ObjectNotFound", Session.Fail("\"$folder/none\", \"$folder/b\" | Remove-IkStorageObject -Confirm:$false -ErrorAction Stop").Id());
        Assert.Equal(["b"], Stored);
    }

    [Fact]
    public void Deletes_no_more_when_the_pipeline_stops_early()
    {
        Store([.. Enumerable.Range(0, 10).Select(index => $"dir/{index}")]);
        Assert.Single(Run("Get-IkStorageObject \"$folder/dir\" | Remove-IkStorageObject -PassThru -Confirm:$false -ThrottleLimit 1 | Select-Few 1").Succeeded().Output);
        Assert.InRange(Stored.Count, 1, 9);
    }

    [Fact]
    public void Refuses_a_throttle_limit_that_cannot_be() =>
        Assert.StartsWith("ParameterArgumentValidationError", Run("Remove-IkStorageObject x -ThrottleLimit 65").Error.FullyQualifiedErrorId, StringComparison.Ordinal);

    [Fact]
    public void Uses_the_connection_that_is_given()
    {
        Store("a");
        using var session = Session.WithModule();
        session.Variables.SetVariable("connection", Run("Get-IkConnection").Single);
        session.Run($"Remove-IkStorageObject {Folder}/a -Confirm:$false -Connection $connection").Succeeded();
        Assert.Empty(Stored);
    }
}
