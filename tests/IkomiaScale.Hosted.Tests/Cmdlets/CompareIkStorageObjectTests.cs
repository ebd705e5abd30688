namespace IkomiaScale.Hosted.Tests.Cmdlets;

public sealed class CompareIkStorageObjectTests(SharedSession shared) : CmdletTests(shared)
{
    [Theory]
    [InlineData("Compare-IkStorageObject in \"$folder/to\" -IncludeSame")]
    [InlineData("Compare-IkStorageObject -LocalPath in -StoragePath \"/$folder/to/\" -IncludeSame -Full -ThrottleLimit 1")]
    [InlineData("Compare-IkStorageObject in \"$folder/to\" -IncludeSame -CompareBy Sha256")]
    public void Says_how_each_path_stands(string script)
    {
        Lay();
        Assert.Equal(["changed Different", "mine OnlyLocal", "same Same", "yours OnlyStorage"], Lines(Run(script)));
    }

    [Fact]
    public void Leaves_out_what_is_the_same_and_what_it_is_told_to()
    {
        Lay();
        Assert.Equal(["changed Different", "mine OnlyLocal", "yours OnlyStorage"], Lines(Run("Compare-IkStorageObject in \"$folder/to\"")));
        Assert.Equal(["changed Different"], Lines(Run("Compare-IkStorageObject in \"$folder/to\" -Include changed")));
        Assert.DoesNotContain(Lines(Run("Compare-IkStorageObject in \"$folder/to\" -Exclude mine")), line => line.StartsWith("mine Only", StringComparison.Ordinal));
    }

    [Fact]
    public void Changes_nothing_on_either_side()
    {
        Lay();
        var before = (string.Join(' ', Local.Files), string.Join(' ', Stored));
        Run("Compare-IkStorageObject in \"$folder/to\" -Full").Succeeded();
        Assert.Equal(before, (string.Join(' ', Local.Files), string.Join(' ', Stored)));
    }

    [Theory]
    [InlineData("none \"$folder/to\"", "SyncRefused")]
    [InlineData("in a//b", "InvalidPath")]
    public void Ends_where_the_question_itself_is_wrong(string arguments, string id)
    {
        Local.Write("in/a", "x");
        Assert.Equal(id, Session.Fail($"Compare-IkStorageObject {arguments}").Id());
    }

    [Fact]
    public void Lets_the_pipeline_stop_early_and_has_a_view()
    {
        Lay();
        Assert.Single(Run("Compare-IkStorageObject in \"$folder/to\" | Select-Few 1").Succeeded().Output);
        Assert.Matches(@"OnlyLocal", Show("Compare-IkStorageObject in \"$folder/to\""));
    }

    [Fact]
    public void Uses_the_connection_that_is_given()
    {
        Lay();
        using var session = Session.WithModule();
        session.Variables.SetVariable("connection", Run("Get-IkConnection").Single);
        Assert.Equal(3, session.Run($"Compare-IkStorageObject '{Local.File("in")}' {Folder}/to -Connection $connection").Succeeded().Output.Count);
    }

    private static IEnumerable<string> Lines(Result result) =>
        result.Succeeded().Output.Select(item => $"{item.Properties["Path"].Value} {item.Properties["Status"].Value}").Order(StringComparer.Ordinal);

    private void Lay()
    {
        Store("to/same", "to/changed", "to/yours");
        Local.Write("in/same", "this is to/same");
        Local.Write("in/changed", "mine now");
        Local.Write("in/mine", "x");
    }
}
