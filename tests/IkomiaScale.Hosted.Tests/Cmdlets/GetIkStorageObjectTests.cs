namespace IkomiaScale.Hosted.Tests.Cmdlets;

public sealed class GetIkStorageObjectTests(SharedSession shared) : CmdletTests(shared)
{
    [Theory]
    [InlineData("Get-IkStorageObject \"$folder/b\"")]
    [InlineData("Get-IkStorageObject -Path \"$folder/b\"")]
    [InlineData("Get-IkStorageObject -Path \"/$folder/b/\"")]
    [InlineData("Get-IkStorageObject -LiteralPath \"$folder/b\"")]
    [InlineData("Get-IkStorageObject \"$folder/*/c.txt\"")]
    [InlineData("\"$folder/b\" | Get-IkStorageObject")]
    [InlineData("[pscustomobject]@{ Path = \"$folder/b/c.txt\" } | Get-IkStorageObject")]
    [InlineData("Get-IkStorageObject \"$folder/b\" | Get-IkStorageObject")]
    [InlineData("Get-IkStorageObject -Uid (Get-IkStorageObject \"$folder/b\").Uid")]
    [InlineData("Get-IkStorageObject -Sha256 (Get-IkStorageObject \"$folder/b\").Sha256.ToUpper()")]
    [InlineData("[pscustomobject]@{ Hash = (Get-IkStorageObject \"$folder/b\").Sha256 } | Get-IkStorageObject")]
    [InlineData("Get-IkStorageObject -InputObject \"$folder/b\"")]
    public void Finds_an_object_however_it_is_named(string script)
    {
        Run("Send-IkStorageObject -Content $folder -Destination \"$folder/b/c.txt\"; Send-IkStorageObject -Content other -Destination \"$folder/a.txt\"").Succeeded();
        Assert.Equal([$"{Folder}/b/c.txt"], Run(script).All("Path"));
    }

    [Fact]
    public void Takes_several_paths_in_their_order()
    {
        Store("a.txt", "b.txt");
        Assert.Equal(["b.txt", "a.txt"], Run("Get-IkStorageObject \"$folder/b.txt\", \"$folder/a.txt\"").All("Name"));
    }

    [Fact]
    public void Gives_only_the_object_of_the_name_with_Exact()
    {
        Store("logs", "logs/a.txt");
        Assert.Equal(2, Run("Get-IkStorageObject \"$folder/logs\"").Succeeded().Output.Count);
        Assert.Equal([$"{Folder}/logs"], Run("Get-IkStorageObject \"$folder/logs\" -Exact").All("Path"));
    }

    [Fact]
    public void Gives_the_folders_of_one_level_with_Directory()
    {
        Store("a/1", "a/2", "b/c/3", "file");
        Assert.Equal([$"{Folder}/a", $"{Folder}/b"], Run("Get-IkStorageObject $folder -Directory").All("Path").Select(path => path!.TrimEnd('/')));
        Assert.Equal(["2", "1"], Run("Get-IkStorageObject $folder -Directory").All("Count"));
    }

    [Fact]
    public void Takes_brackets_as_they_are_in_a_literal_path()
    {
        Store("[1].txt", "1.txt");
        Assert.Equal(["[1].txt"], Run("Get-IkStorageObject -LiteralPath \"$folder/[1].txt\"").All("Name"));
        Assert.Equal(["1.txt"], Run("Get-IkStorageObject \"$folder/[1].txt\"").All("Name"));
    }

    [Theory]
    [InlineData("-First 2", 2)]
    [InlineData("-Skip 1", 2)]
    [InlineData("-First 1 -Skip 2", 1)]
    [InlineData("-First 0", 0)]
    public void Pages(string paging, int count)
    {
        Store("a", "b", "c");
        Assert.Equal(count, Run($"Get-IkStorageObject $folder {paging}").Succeeded().Output.Count);
    }

    [Fact]
    public void Says_that_it_knows_no_total_with_IncludeTotalCount()
    {
        Store("a");
        var result = Run("$all = Get-IkStorageObject $folder -IncludeTotalCount; $all[0].ToString(), $all[1].Name").Succeeded();
        Assert.Contains("Unknown", result.Output[0].ToString(), StringComparison.Ordinal);
        Assert.Equal("a", result.Output[1].ToString());
    }

    [Theory]
    [InlineData("\"$folder/none\"", "ObjectNotFound", ErrorCategory.ObjectNotFound)]
    [InlineData("-LiteralPath \"$folder/*\"", "ObjectNotFound", ErrorCategory.ObjectNotFound)]
    [InlineData("-Uid 1b4e28ba-2fa1-11d2-883f-0016d3cca427", "ObjectNotFound", ErrorCategory.ObjectNotFound)]
    [InlineData("-Sha256 ('0' * 64)", "ObjectNotFound", ErrorCategory.ObjectNotFound)]
    [InlineData("../x", "InvalidPath", ErrorCategory.InvalidArgument)]
    [InlineData("a//b", "InvalidPath", ErrorCategory.InvalidArgument)]
    [InlineData("-InputObject 42", "InvalidInput", ErrorCategory.InvalidArgument)]
    public void Says_what_is_wrong_with_one_and_goes_on(string arguments, string id, ErrorCategory category)
    {
        var result = Run($"Get-IkStorageObject {arguments}; 'next'");
        Assert.Equal(id, result.ErrorId);
        Assert.Equal(category, result.Error.CategoryInfo.Category);
        Assert.EndsWith(",IkomiaScale.Commands.GetIkStorageObjectCommand", result.Error.FullyQualifiedErrorId, StringComparison.Ordinal);
        Assert.Equal("next", Assert.Single(result.Output).ToString());
    }

    [Fact]
    public void Names_the_path_as_the_target_of_an_error() =>
        Assert.Equal($"{Folder}/none", Run("Get-IkStorageObject \"$folder/none\"").Error.TargetObject);

    [Fact]
    public void Gives_the_others_when_one_is_not_there()
    {
        Store("a", "b");
        var result = Run("Get-IkStorageObject \"$folder/a\", \"$folder/none\", \"$folder/b\"");
        Assert.Equal("ObjectNotFound", result.ErrorId);
        Assert.Equal(2, result.Output.Count);
    }

    [Fact]
    public void Ends_the_script_with_ErrorAction_Stop()
    {
        Store("a");
        var result = Run("Get-IkStorageObject \"$folder/none\", \"$folder/a\" -ErrorAction Stop; 'next'");
        Assert.NotNull(result.Failure);
        Assert.Equal("ObjectNotFound", result.ErrorId);
        Assert.Empty(result.Output);
    }

    [Fact]
    public void Gives_nothing_for_a_wildcard_that_matches_nothing() =>
        Assert.Empty(Run("Get-IkStorageObject \"$folder/*.none\"").Succeeded().Output);

    [Theory]
    [InlineData("-Sha256 abc")]
    [InlineData("-Uid ''")]
    [InlineData("-Path $null")]
    public void Refuses_values_that_cannot_be(string argument) =>
        Assert.StartsWith("ParameterArgumentValidationError", Run($"Get-IkStorageObject {argument}").Error.FullyQualifiedErrorId, StringComparison.Ordinal);

    [Fact]
    public void Refuses_two_ways_of_naming_at_once() =>
        Assert.StartsWith("AmbiguousParameterSet", Run("Get-IkStorageObject -Uid x -LiteralPath y").Error.FullyQualifiedErrorId, StringComparison.Ordinal);

    [Fact]
    public async Task Asks_for_one_page_when_the_pipeline_has_enough()
    {
        await using var emulator = await Emulated.StartAsync(options => options with { PageSize = 2 });
        using var session = Session.Connected(emulator);
        session.Run("1..7 | ForEach-Object { Send-IkStorageObject -Content x -Destination \"dir/$_\" }").Succeeded();
        await emulator.FailAsync();
        Assert.Single(session.Run("Get-IkStorageObject dir | Select-Few 1").Succeeded().Output);
        Assert.Equal(1, await emulator.CountAsync("list"));
        Assert.Equal(7, session.Run("Get-IkStorageObject dir").Succeeded().Output.Count);
    }

    [Fact]
    public void Says_NotConnected_and_what_to_run_where_nothing_was_connected()
    {
        using var session = Session.WithModule();
        var error = session.Fail("Get-IkStorageObject");
        Assert.Equal("NotConnected", error.Id());
        Assert.Contains("Connect-IkScale", error.ToString(), StringComparison.Ordinal);
    }

    [Fact]
    public async Task Uses_the_connection_that_is_given()
    {
        await using var other = await Emulated.StartAsync();
        Store("a");
        Assert.Empty(Run($"$other = {Session.ConnectTo(other)} -PassThru; {Session.ConnectTo(Emulator)}; Get-IkStorageObject -Connection $other").Succeeded().Output);
    }

    [Fact]
    public void Has_a_table_that_a_person_can_read()
    {
        Store("a.txt");
        var shown = Show("Get-IkStorageObject $folder");
        Assert.Matches(@"Path\s+Size\s+ContentType\s+CreatedAt\s+Uid", shown);
        Assert.Matches($@"{Folder}/a\.txt\s+13 B\s+text/plain", shown);
        Assert.Contains("(temporary)", Show("Send-IkStorageObject -Content x"), StringComparison.Ordinal);
    }
}
