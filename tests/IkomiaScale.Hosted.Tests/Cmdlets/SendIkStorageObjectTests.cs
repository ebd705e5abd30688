namespace IkomiaScale.Hosted.Tests.Cmdlets;

public sealed class SendIkStorageObjectTests(SharedSession shared) : CmdletTests(shared)
{
    [Theory]
    [InlineData("Send-IkStorageObject a.txt \"$folder/b.txt\"")]
    [InlineData("Send-IkStorageObject -Path ./a.txt -Destination \"$folder/b.txt\"")]
    [InlineData("Send-IkStorageObject [a].txt -Destination \"$folder/b.txt\"")]
    [InlineData("Send-IkStorageObject -LiteralPath a.txt -Destination \"$folder/b.txt\"")]
    [InlineData("Send-IkStorageObject -PSPath a.txt -Destination \"$folder/b.txt\"")]
    [InlineData("Send-IkStorageObject -InputObject $file -Destination \"$folder/b.txt\"")]
    [InlineData("$file | Send-IkStorageObject -Destination \"$folder/b.txt\"")]
    [InlineData("$file.FullName | Send-IkStorageObject -Destination \"$folder/b.txt\"")]
    [InlineData("[pscustomobject]@{ FullName = $file.FullName } | Send-IkStorageObject -Destination \"$folder/b.txt\"")]
    [InlineData("[pscustomobject]@{ Path = $file.FullName; Destination = \"$folder/b.txt\" } | Send-IkStorageObject")]
    [InlineData("$file | Send-IkStorageObject -Destination { \"$folder/b$($_.Extension)\" }")]
    [InlineData("Send-IkStorageObject -Content text -Destination \"$folder/b.txt\"")]
    [InlineData("Send-IkStorageObject -Content ([byte[]](116, 101, 120, 116)) -Destination \"$folder/b.txt\"")]
    [InlineData("Send-IkStorageObject -Content ([System.IO.MemoryStream]::new([byte[]](116, 101, 120, 116))) -Destination \"$folder/b.txt\"")]
    public void Sends_a_content_however_it_is_given(string script)
    {
        Session.Variables.SetVariable("file", new FileInfo(Local.Write("a.txt", "text")));
        var sent = Run(script);
        Assert.Equal("IkomiaScale.IkStorageObject", sent.Single.BaseObject.GetType().FullName);
        Assert.Equal($"{Folder}/b.txt", sent.One("Path"));
        Assert.Equal("982d9e3eb996f559e633f4d194def3761d909f5a3b647d1a851fead67c32c9d1", sent.One("Sha256"));
        Assert.Equal("text", Run("Read-IkStorageObject \"$folder/b.txt\"").Text);
    }

    [Fact]
    public void Makes_a_temporary_object_without_a_destination() =>
        Assert.Equal(true, Run("Send-IkStorageObject -Content text").One("IsTemporary"));

    [Fact]
    public void Keeps_the_name_in_a_destination_that_ends_in_a_slash()
    {
        Local.Write("a.txt", "text");
        Assert.Equal($"{Folder}/dir/a.txt", Run("Send-IkStorageObject a.txt \"$folder/dir/\"").One("Path"));
    }

    [Fact]
    public void Keeps_the_tree_of_a_folder_with_Recurse()
    {
        Local.Write("in/a.txt", "a");
        Local.Write("in/sub/b.txt", "b");
        Run("Send-IkStorageObject in \"$folder/to/\" -Recurse").Succeeded();
        Assert.Equal(["to/a.txt", "to/sub/b.txt"], Stored);
    }

    [Fact]
    public void Sends_a_folder_as_one_object_with_AsArchive()
    {
        Local.Write("in/a.txt", "a");
        var sent = Run("Send-IkStorageObject in \"$folder/in.zip\" -AsArchive");
        Assert.Equal(true, sent.One("IsDirectoryArchive"));
        Assert.Equal(["in.zip"], Stored);
    }

    [Fact]
    public void Takes_the_content_type_that_is_given()
    {
        Assert.Equal("text/x-mine", Run("Send-IkStorageObject -Content x -Destination \"$folder/a\" -ContentType text/x-mine").One("ContentType"));
        Assert.Equal("text/plain", Run("Send-IkStorageObject -Content x -Destination \"$folder/b.txt\"").One("ContentType"));
    }

    [Fact]
    public void Overwrites_only_when_forced()
    {
        Store("a");
        var refused = Run("Send-IkStorageObject -Content new -Destination \"$folder/a\"");
        Assert.Equal("ObjectExists", refused.ErrorId);
        Assert.Equal(ErrorCategory.ResourceExists, refused.Error.CategoryInfo.Category);
        Run("Send-IkStorageObject -Content new -Destination \"$folder/a\" -Force").Succeeded();
        Assert.Equal("new", Run("Read-IkStorageObject \"$folder/a\"").Text);
    }

    [Fact]
    public void Skips_what_is_the_same_and_refuses_what_is_not_with_SkipExisting()
    {
        Store("a");
        var skipped = Run("Send-IkStorageObject -Content 'this is a' -Destination \"$folder/a\" -SkipExisting -Verbose");
        Assert.Equal($"{Folder}/a", skipped.One("Path"));
        Assert.Contains(skipped.Verbose, text => text.Contains("already exists", StringComparison.Ordinal));
        Assert.Equal("ObjectExists", Run("Send-IkStorageObject -Content other -Destination \"$folder/a\" -SkipExisting").ErrorId);
    }

    [Fact]
    public void Says_what_it_would_send_with_WhatIf_and_sends_nothing()
    {
        Local.Write("a.txt", "text");
        var shown = Session.Screen.Shown.Length;
        Assert.Empty(Run("Send-IkStorageObject a.txt \"$folder/dir/\" -WhatIf").Succeeded().Output);
        Assert.Contains($"a.txt to {Folder}/dir/a.txt", Session.Screen.Shown[shown..], StringComparison.Ordinal);
        Assert.Empty(Stored);
    }

    [Fact]
    public void Sends_what_is_said_yes_to_with_Confirm()
    {
        Local.Write("in/a", "a");
        Local.Write("in/b", "b");
        Local.Write("in/c", "c");
        Answer("No", "Yes to All");
        Run("Send-IkStorageObject in \"$folder/\" -Recurse -Confirm").Succeeded();
        Assert.Equal(2, Stored.Count);
    }

    [Fact]
    public void Sends_none_of_the_rest_after_No_to_All()
    {
        Local.Write("in/a", "a");
        Local.Write("in/b", "b");
        Answer("No to All");
        Run("Send-IkStorageObject in \"$folder/\" -Recurse -Confirm").Succeeded();
        Assert.Empty(Stored);
    }

    [Theory]
    [InlineData("none.txt \"$folder/x\"", "ObjectNotFound", ErrorCategory.ObjectNotFound)]
    [InlineData("-LiteralPath *.txt -Destination \"$folder/x\"", "ObjectNotFound", ErrorCategory.ObjectNotFound)]
    [InlineData("-Content x -Destination a//b", "InvalidPath", ErrorCategory.InvalidArgument)]
    [InlineData("-Content x -Destination \"$folder/\"", "InvalidPath", ErrorCategory.InvalidArgument)]
    [InlineData("env:PATH \"$folder/x\"", "InvalidPath", ErrorCategory.InvalidArgument)]
    [InlineData("-InputObject 42 -Destination \"$folder/x\"", "InvalidInput", ErrorCategory.InvalidArgument)]
    public void Says_what_is_wrong_with_one_and_goes_on(string arguments, string id, ErrorCategory category)
    {
        var result = Run($"Send-IkStorageObject {arguments}; 'next'");
        Assert.Equal(id, result.ErrorId);
        Assert.Equal(category, result.Error.CategoryInfo.Category);
        Assert.Equal("next", Assert.Single(result.Output).ToString());
    }

    [Fact]
    public void Sends_the_others_when_one_is_not_there()
    {
        Local.Write("a", "a");
        Local.Write("b", "b");
        Assert.Equal("ObjectNotFound", Run("Send-IkStorageObject a, none, b \"$folder/\"").ErrorId);
        Assert.Equal(["a", "b"], Stored);
    }

    [Theory]
    [InlineData("clpi.mp4")]
    [InlineData("./clpi.mp4")]
    [InlineData("-LiteralPath clpi.mp4 -Destination")]
    public void Suggests_a_file_of_a_similar_name(string arguments)
    {
        Local.Write("clip.mp4", "a");
        Local.Write("other.txt", "b");
        var error = Run($"Send-IkStorageObject {arguments} \"$folder/x\"");
        Assert.Equal("ObjectNotFound", error.ErrorId);
        Assert.Contains("Did you mean 'clip.mp4'?", error.Error.ToString(), StringComparison.Ordinal);
    }

    [Fact]
    public void Ends_with_the_first_error_with_ErrorAction_Stop()
    {
        Local.Write("b", "b");
        Assert.Equal("ObjectNotFound", Session.Fail("Send-IkStorageObject none, b \"$folder/\" -ErrorAction Stop").Id());
        Assert.Empty(Stored);
    }

    [Fact]
    public void Shows_progress_takes_it_away_and_shows_none_when_it_is_silent()
    {
        Local.Write("a", 3_000_000L);
        Run("$ProgressPreference = 'Continue'");

        // A source that takes its time: what is quick has no bar.
        Session.Variables.SetVariable("slow", new SlowStream(TimeSpan.FromMilliseconds(900)));
        var told = Run("Send-IkStorageObject -Content $slow -Destination \"$folder/slow\"").Succeeded();
        Assert.Contains(told.Progress, record => record.Activity == "Sending" && record.RecordType == ProgressRecordType.Processing);
        Assert.Equal(ProgressRecordType.Completed, told.Progress[^1].RecordType);
        Session.Variables.SetVariable("slow", new SlowStream(TimeSpan.FromMilliseconds(900)));
        Assert.Empty(Run("$ProgressPreference = 'SilentlyContinue'; Send-IkStorageObject -Content $slow -Destination \"$folder/silent\"").Succeeded().Progress);
        Run("$ProgressPreference = 'Continue'");
    }

    [Fact]
    public void Lets_the_pipeline_stop_early()
    {
        for (var index = 0; index < 20; index++)
        {
            Local.Write($"in/{index:00}", "x");
        }

        Assert.Single(Run("Send-IkStorageObject in \"$folder/\" -Recurse -ThrottleLimit 1 | Select-Few 1").Succeeded().Output);
        Assert.InRange(Stored.Count, 1, 19);
    }

    [Theory]
    [InlineData("-ThrottleLimit 0")]
    [InlineData("-ContentType ''")]
    [InlineData("-Destination ''")]
    public void Refuses_values_that_cannot_be(string argument) =>
        Assert.StartsWith("ParameterArgumentValidationError", Run($"Send-IkStorageObject x {argument}").Error.FullyQualifiedErrorId, StringComparison.Ordinal);

    [Fact]
    public void Refuses_a_content_beside_a_file() =>
        Assert.StartsWith("AmbiguousParameterSet", Run("Send-IkStorageObject -Path x -Content y").Error.FullyQualifiedErrorId, StringComparison.Ordinal);

    [Fact]
    public void Sends_without_a_checksum_where_it_is_told_to()
    {
        Local.Write("a", "text");
        Assert.Equal(4L, Run("Send-IkStorageObject a \"$folder/a\" -SkipChecksum").One("Size"));
    }

    [Fact]
    public void Uses_the_connection_that_is_given()
    {
        using var session = Session.WithModule();
        session.Variables.SetVariable("connection", Run("Get-IkConnection").Single);
        session.Run($"Send-IkStorageObject -Content x -Destination {Folder}/a -Connection $connection").Succeeded();
        Assert.Equal(["a"], Stored);
    }
}
