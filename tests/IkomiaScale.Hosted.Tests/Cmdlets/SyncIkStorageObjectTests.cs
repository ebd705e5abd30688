namespace IkomiaScale.Hosted.Tests.Cmdlets;

public sealed class SyncIkStorageObjectTests(SharedSession shared) : CmdletTests(shared)
{
    [Theory]
    [InlineData("Sync-IkStorageObject in \"$folder/to\"")]
    [InlineData("Sync-IkStorageObject -LocalPath ./in -StoragePath \"/$folder/to/\" -Direction Upload -ThrottleLimit 1")]
    [InlineData("Sync-IkStorageObject in \"$folder/to\" -Include '*.txt', '*.md'")]
    [InlineData("Sync-IkStorageObject in \"$folder/to\" -CompareBy SizeAndTime")]
    public void Makes_the_storage_hold_what_the_folder_holds(string script)
    {
        Local.Write("in/a.txt", $"{Folder} a");
        Local.Write("in/sub/b.md", $"{Folder} b");
        Assert.Equal(["a.txt New Send", "sub/b.md New Send"], Lines(Run(script)));
        Assert.Equal(["to/a.txt", "to/sub/b.md"], Stored);
        Assert.Empty(Run(script).Succeeded().Output);
    }

    [Fact]
    public void Makes_the_folder_hold_what_the_storage_holds()
    {
        Store("from/a.txt", "from/sub/b.txt");
        Local.Write("out/extra.txt", "x");
        Run("Sync-IkStorageObject out \"$folder/from\" -Direction Download -Delete -MaxDelete 1").Succeeded();
        Assert.Equal(["out/a.txt", "out/sub/b.txt"], Local.Files);
    }

    [Fact]
    public void Leaves_out_what_is_excluded_and_says_so_with_IncludeUnchanged()
    {
        Local.Write("in/a.txt", $"{Folder} a");
        Local.Write("in/b.log", $"{Folder} b");
        Run("Sync-IkStorageObject in \"$folder/to\" -Exclude '*.log'").Succeeded();
        Assert.Equal(["to/a.txt"], Stored);
        Assert.Equal(["a.txt Same Skip", "b.log Excluded Skip"], Lines(Run("Sync-IkStorageObject in \"$folder/to\" -Exclude '*.log' -IncludeUnchanged")));
    }

    [Fact]
    public void Moves_what_it_would_delete_with_BackupTo()
    {
        Store("to/old.txt");
        Local.Write("in/a.txt", $"{Folder} a");
        Run("Sync-IkStorageObject in \"$folder/to\" -Delete -Force -BackupTo \"$folder/backup\"").Succeeded();
        Assert.Equal(["backup/old.txt", "to/a.txt"], Stored);
    }

    [Fact]
    public void Refuses_to_delete_everything_for_an_empty_source_unless_forced()
    {
        Store("to/a", "to/b");
        Directory.CreateDirectory(Local.File("in"));
        Assert.Equal("SyncRefused", Session.Fail("Sync-IkStorageObject in \"$folder/to\" -Delete").Id());
        Assert.Equal(["to/a", "to/b"], Stored);
        Run("Sync-IkStorageObject in \"$folder/to\" -Delete -Force").Succeeded();
        Assert.Empty(Stored);
    }

    [Fact]
    public void Gives_the_whole_plan_with_WhatIf_and_changes_nothing()
    {
        Store("to/extra");
        Local.Write("in/a.txt", $"{Folder} a");
        Assert.Equal(["a.txt New Send", "extra Extra Delete"], Lines(Run("Sync-IkStorageObject in \"$folder/to\" -Delete -Force -WhatIf")));
        Assert.Equal(["to/extra"], Stored);
    }

    [Fact]
    public void Asks_once_for_the_whole_plan_with_Confirm()
    {
        Local.Write("in/a", $"{Folder} a");
        Local.Write("in/b", $"{Folder} b");
        var asked = Session.Screen.Questions.Count;
        Answer("No");
        Assert.Empty(Run("Sync-IkStorageObject in \"$folder/to\" -Confirm").Succeeded().Output);
        Assert.Empty(Stored);
        Answer("Yes");
        Run("Sync-IkStorageObject in \"$folder/to\" -Confirm").Succeeded();
        Assert.Equal(["to/a", "to/b"], Stored);
        Assert.Equal(asked + 2, Session.Screen.Questions.Count);
    }

    [Theory]
    [InlineData("none \"$folder/to\"", "SyncRefused")]
    [InlineData("in a//b", "InvalidPath")]
    [InlineData("in \"$folder/to\" -MaxDelete much", "InvalidInput")]
    public void Ends_where_the_question_itself_is_wrong(string arguments, string id)
    {
        Local.Write("in/a", "x");
        Assert.Equal(id, Session.Fail($"Sync-IkStorageObject {arguments}").Id());
    }

    [Theory]
    [InlineData("-ThrottleLimit 0")]
    [InlineData("-MaxDelete ''")]
    [InlineData("-Include ''")]
    public void Refuses_values_that_cannot_be(string argument) =>
        Assert.StartsWith("ParameterArgumentValidationError", Run($"Sync-IkStorageObject in x {argument}").Error.FullyQualifiedErrorId, StringComparison.Ordinal);

    [Fact]
    public void Ends_what_it_does_when_the_pipeline_stops_early()
    {
        Enumerable.Range(0, 12).ToList().ForEach(index => Local.Write($"in/{index:00}", $"{Folder} {index}"));
        Assert.Single(Run("Sync-IkStorageObject in \"$folder/to\" -ThrottleLimit 1 | Select-Few 1").Succeeded().Output);
        Assert.InRange(Stored.Count, 1, 11);
        Run("Sync-IkStorageObject in \"$folder/to\"").Succeeded();
        Assert.Equal(12, Stored.Count);
    }

    [Fact]
    public void Uses_the_connection_that_is_given()
    {
        Local.Write("in/a", $"{Folder} a");
        using var session = Session.WithModule();
        session.Variables.SetVariable("connection", Run("Get-IkConnection").Single);
        session.Run($"Sync-IkStorageObject '{Local.File("in")}' {Folder}/to -Connection $connection").Succeeded();
        Assert.Equal(["to/a"], Stored);
    }

    private static IEnumerable<string> Lines(Result result) =>
        result.Succeeded().Output.Select(item => $"{item.Properties["Path"].Value} {item.Properties["Reason"].Value} {item.Properties["Action"].Value}").Order(StringComparer.Ordinal);
}
