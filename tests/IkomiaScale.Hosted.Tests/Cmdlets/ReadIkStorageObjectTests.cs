namespace IkomiaScale.Hosted.Tests.Cmdlets;

public sealed class ReadIkStorageObjectTests(SharedSession shared) : CmdletTests(shared)
{
    [Theory]
    [InlineData("Read-IkStorageObject \"$folder/a.txt\"")]
    [InlineData("Read-IkStorageObject -Path \"$folder/a.txt\"")]
    [InlineData("Read-IkStorageObject \"$folder/*.txt\"")]
    [InlineData("Read-IkStorageObject -LiteralPath \"$folder/a.txt\"")]
    [InlineData("Read-IkStorageObject -Uid (Get-IkStorageObject \"$folder/a.txt\").Uid")]
    [InlineData("Read-IkStorageObject -InputObject (Get-IkStorageObject \"$folder/a.txt\")")]
    [InlineData("Get-IkStorageObject $folder | Read-IkStorageObject")]
    [InlineData("\"$folder/a.txt\" | Read-IkStorageObject")]
    [InlineData("[pscustomobject]@{ Path = \"$folder/a.txt\" } | Read-IkStorageObject")]
    [InlineData("[pscustomobject]@{ Uid = (Get-IkStorageObject \"$folder/a.txt\").Uid } | Read-IkStorageObject")]
    public void Gives_the_content_however_the_object_is_named(string script)
    {
        Store("a.txt");
        var read = Run(script);
        Assert.Equal("this is a.txt", Assert.IsType<string>(read.Single.BaseObject));
    }

    [Theory]
    [InlineData("Read-IkStorageObject \"$folder/a.txt\" b.txt")]
    [InlineData("Read-IkStorageObject \"$folder/a.txt\" -Destination ./b.txt")]
    [InlineData("Read-IkStorageObject \"$folder/a.txt\" -OutFile b.txt")]
    [InlineData("[pscustomobject]@{ Path = \"$folder/a.txt\"; Destination = 'b.txt' } | Read-IkStorageObject")]
    [InlineData("Get-IkStorageObject $folder | Read-IkStorageObject -Destination { 'b' + '.txt' }")]
    public void Writes_a_file_wherever_it_is_told_to(string script)
    {
        Store("a.txt");
        var file = Assert.IsType<FileInfo>(Run(script).Single.BaseObject);
        Assert.Equal("this is a.txt", File.ReadAllText(file.FullName));
        Assert.Equal(["b.txt"], Local.Files);
    }

    [Fact]
    public void Gives_bytes_and_text_when_asked_to()
    {
        Run("Send-IkStorageObject -Content ([byte[]](72, 105)) -Destination \"$folder/a.bin\"; Send-IkStorageObject -Content Hi -Destination \"$folder/a.txt\"").Succeeded();
        Assert.Equal("Hi"u8.ToArray(), Assert.IsType<byte[]>(Run("Read-IkStorageObject \"$folder/a.bin\"").Single.BaseObject));
        Assert.Equal("Hi", Run("Read-IkStorageObject \"$folder/a.bin\" -AsText").Single.BaseObject);
        Assert.Equal("Hi"u8.ToArray(), Run("Read-IkStorageObject \"$folder/a.txt\" -AsByteStream").Single.BaseObject);
    }

    [Fact]
    public void Reads_text_by_the_encoding_that_is_given()
    {
        Run("Send-IkStorageObject -Content ([byte[]](228)) -Destination \"$folder/a.txt\"").Succeeded();
        Assert.Equal("ä", Run("Read-IkStorageObject \"$folder/a.txt\" -Encoding latin1").Text);
    }

    [Fact]
    public void Keeps_the_tree_with_Recurse()
    {
        Store("in/a", "in/sub/b", "in2/x");
        Assert.Equal(2, Run("Read-IkStorageObject \"$folder/in/\" out -Recurse").Succeeded().Output.Count);
        Assert.Equal(["out/a", "out/sub/b"], Local.Files);
    }

    [Fact]
    public void Unpacks_an_archive_with_ExpandArchive()
    {
        Local.Write("in/a", "a");
        Local.Write("in/sub/b", "b");
        Run("Send-IkStorageObject in \"$folder/in.zip\" -AsArchive; Read-IkStorageObject \"$folder/in.zip\" out -ExpandArchive").Succeeded();
        Assert.Equal("b", File.ReadAllText(Local.File("out/sub/b")));
    }

    [Theory]
    [InlineData("-MaxExpandedSize 5")]
    [InlineData("-MaxExpandedEntries 1")]
    [InlineData("-MaxExpandedRatio 0.1")]
    public void Unpacks_no_more_than_it_may(string limit)
    {
        Local.Write("in/a", new string('a', 5000));
        Local.Write("in/b", new string('b', 5000));
        Run("Send-IkStorageObject in \"$folder/in.zip\" -AsArchive").Succeeded();
        Assert.Single(Run($"Read-IkStorageObject \"$folder/in.zip\" out -ExpandArchive {limit}").Errors);
        Assert.Equal(["in/a", "in/b"], Local.Files);
    }

    [Fact]
    public void Overwrites_only_when_forced()
    {
        Store("a");
        Local.Write("a", "mine");
        var refused = Run("Read-IkStorageObject \"$folder/a\" ./a");
        Assert.Equal("FileExists", refused.ErrorId);
        Assert.Equal(ErrorCategory.ResourceExists, refused.Error.CategoryInfo.Category);
        Assert.Equal("mine", File.ReadAllText(Local.File("a")));
        Run("Read-IkStorageObject \"$folder/a\" ./a -Force").Succeeded();
        Assert.Equal("this is a", File.ReadAllText(Local.File("a")));
    }

    [Fact]
    public void Skips_what_is_the_same_with_SkipExisting_and_says_so()
    {
        Store("a");
        Local.Write("a", "this is a");
        var skipped = Run("Read-IkStorageObject \"$folder/a\" ./a -SkipExisting -Verbose").Succeeded();
        Assert.Contains(skipped.Verbose, text => text.Contains("already exists", StringComparison.Ordinal));
        Local.Write("a", "not that");
        Assert.Equal("FileExists", Run("Read-IkStorageObject \"$folder/a\" ./a -SkipExisting").ErrorId);
    }

    [Fact]
    public void Says_each_file_with_WhatIf_and_writes_none()
    {
        Store("in/a", "in/sub/b");
        var shown = Session.Screen.Shown.Length;
        Assert.Empty(Run("Read-IkStorageObject \"$folder/in\" out -Recurse -WhatIf").Succeeded().Output);
        Assert.Contains(Path.Combine("out", "sub", "b"), Session.Screen.Shown[shown..], StringComparison.Ordinal);
        Assert.Empty(Local.Files);
    }

    [Fact]
    public void Writes_what_is_said_yes_to_with_Confirm()
    {
        Store("in/a", "in/b");
        Answer("No", "Yes");
        Run("Read-IkStorageObject \"$folder/in\" out -Recurse -Confirm").Succeeded();
        Assert.Equal(["out/b"], Local.Files);
    }

    [Theory]
    [InlineData("\"$folder/none\"", "ObjectNotFound", ErrorCategory.ObjectNotFound)]
    [InlineData("$folder", "InvalidPath", ErrorCategory.InvalidArgument)]
    [InlineData("\"$folder/a\" env:x", "InvalidPath", ErrorCategory.InvalidArgument)]
    [InlineData("-Uid 1b4e28ba-2fa1-11d2-883f-0016d3cca427", "ObjectNotFound", ErrorCategory.ObjectNotFound)]
    public void Says_what_is_wrong_with_one_and_goes_on(string arguments, string id, ErrorCategory category)
    {
        Store("a");
        var result = Run($"Read-IkStorageObject {arguments}; 'next'");
        Assert.Equal(id, result.ErrorId);
        Assert.Equal(category, result.Error.CategoryInfo.Category);
        Assert.Equal("next", Assert.Single(result.Output).ToString());
    }

    [Fact]
    public void Reads_the_others_when_one_is_not_there()
    {
        Store("a", "b");
        Assert.Equal("ObjectNotFound", Run("Read-IkStorageObject \"$folder/a\", \"$folder/none\", \"$folder/b\" out/").ErrorId);
        Assert.Equal(["out/a", "out/b"], Local.Files);
    }

    [Fact]
    public void Ends_with_the_first_error_with_ErrorAction_Stop() =>
        Assert.Equal("ObjectNotFound", Session.Fail("Read-IkStorageObject \"$folder/none\" -ErrorAction Stop").Id());

    [Fact]
    public async Task Leaves_nothing_of_a_content_that_is_not_right_unless_told_not_to_look()
    {
        await using var emulator = await Emulated.StartAsync();
        using var session = Session.Connected(emulator);
        session.Variables.Path.SetLocation(Local.Path);
        session.Run("Send-IkStorageObject -Content 'some text' -Destination a.txt").Succeeded();
        await emulator.FailAsync(new { route = "content", action = "corrupt", times = -1 });
        var wrong = session.Run("Read-IkStorageObject a.txt b.txt");
        Assert.Equal("ChecksumMismatch", wrong.ErrorId);
        Assert.Equal(ErrorCategory.InvalidData, wrong.Error.CategoryInfo.Category);
        Assert.Empty(Local.Files);
        session.Run("Read-IkStorageObject a.txt b.txt -SkipChecksum").Succeeded();
        Assert.Equal(["b.txt"], Local.Files);
        session.Variables.Path.SetLocation(Path.GetTempPath());
    }

    [Fact]
    public void Leaves_whole_files_only_when_the_pipeline_stops_early()
    {
        Store([.. Enumerable.Range(0, 20).Select(index => $"in/{index:00}")]);
        Assert.Single(Run("Read-IkStorageObject \"$folder/in\" out -Recurse -ThrottleLimit 2 | Select-Few 1").Succeeded().Output);
        Assert.InRange(Local.Files.Count(), 1, 19);
        Assert.All(Local.Files, name => Assert.Equal($"this is in/{Path.GetFileName(name)}", File.ReadAllText(Local.File(name))));
    }

    [Theory]
    [InlineData("Read-IkStorageObject x -ThrottleLimit 0")]
    [InlineData("Read-IkStorageObject x -Destination ''")]
    public void Refuses_values_that_cannot_be(string script) =>
        Assert.StartsWith("ParameterArgumentValidationError", Run(script).Error.FullyQualifiedErrorId, StringComparison.Ordinal);

    [Fact]
    public void Uses_the_connection_that_is_given()
    {
        Store("a.txt");
        using var session = Session.WithModule();
        session.Variables.SetVariable("connection", Run("Get-IkConnection").Single);
        Assert.Equal("this is a.txt", session.Run($"Read-IkStorageObject {Folder}/a.txt -Connection $connection").Text);
    }
}
