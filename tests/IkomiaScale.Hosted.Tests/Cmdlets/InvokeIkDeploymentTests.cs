namespace IkomiaScale.Hosted.Tests.Cmdlets;

public sealed class InvokeIkDeploymentTests(SharedSession shared) : CmdletTests(shared)
{
    private const string Sha256OfText = "982d9e3eb996f559e633f4d194def3761d909f5a3b647d1a851fead67c32c9d1";

    [Theory]
    [InlineData("Invoke-IkDeployment clip.mp4")]
    [InlineData("Invoke-IkDeployment -Path ./cl*.mp4")]
    [InlineData("Invoke-IkDeployment -LiteralPath clip.mp4")]
    [InlineData("Invoke-IkDeployment -FullName $file.FullName")]
    [InlineData("Invoke-IkDeployment -InputObject $file")]
    [InlineData("Invoke-IkDeployment -Inputs $file")]
    [InlineData("$file | Invoke-IkDeployment")]
    [InlineData("$file.FullName | Invoke-IkDeployment")]
    [InlineData("[pscustomobject]@{ FullName = $file.FullName } | Invoke-IkDeployment")]
    [InlineData("Invoke-IkDeployment -StoragePath \"$folder/clip.mp4\"")]
    [InlineData("Invoke-IkDeployment -StoragePath \"$folder/*\"")]
    [InlineData("Invoke-IkDeployment -Uid (Get-IkStorageObject $folder).Uid")]
    [InlineData("Get-IkStorageObject $folder | Invoke-IkDeployment")]
    [InlineData("Invoke-IkDeployment -InputObject ([byte[]](116, 101, 120, 116)) -DataType video")]
    [InlineData("@{ image = [byte[]](116, 101, 120, 116) } | Invoke-IkDeployment")]
    public void Runs_on_an_input_however_it_is_given(string script)
    {
        Session.Variables.SetVariable("file", new FileInfo(Local.Write("clip.mp4", "text")));
        Run("$file | Send-IkStorageObject -Destination \"$folder/\"").Succeeded();
        var result = Run(script);
        Assert.Equal("IkomiaScale.IkDeploymentResult", result.Single.BaseObject.GetType().FullName);
        Assert.Equal("SUCCESS", result.One("State"));
        Assert.Contains(Sha256OfText, Raw(result.Single), StringComparison.Ordinal);
    }

    [Fact]
    public void Runs_once_without_any_input_and_not_at_all_on_an_empty_pipeline()
    {
        Assert.Equal("SUCCESS", Run("Invoke-IkDeployment").One("State"));
        Assert.Empty(Run("@() | Invoke-IkDeployment").Succeeded().Output);
    }

    [Fact]
    public void Gives_results_in_the_order_of_the_inputs()
    {
        var inputs = Run("1..6 | ForEach-Object { @{ TEXT = $_ } } | Invoke-IkDeployment -TaskName pass_through -ThrottleLimit 3");
        Assert.Equal(Enumerable.Range(1, 6).Select(number => $"{{\"TEXT\":{number}}}"), inputs.Succeeded().Output.Select(Raw));
    }

    [Fact]
    public void Gives_results_as_they_are_ready_with_OutOfOrder()
    {
        var order = Run("1..6 | ForEach-Object { @{ TEXT = $_ } } | Invoke-IkDeployment -TaskName pass_through -OutOfOrder").Succeeded().Output.Select(Raw);
        Assert.Equal(Enumerable.Range(1, 6).Select(number => $"{{\"TEXT\":{number}}}"), order.Order());
    }

    [Fact]
    public void Takes_task_parameters_and_outputs()
    {
        var slow = Run("Invoke-IkDeployment -TaskName slow -Parameter @{ milliseconds = 5 }");
        Assert.Equal("slow", slow.One("TaskName"));
        Assert.Equal("2", Run("(@{ TEXT = 1 } | Invoke-IkDeployment -Output pass_through, @{ TaskName = 'describe'; OutputIndex = 0 }).Outputs.Count").Text);
    }

    [Fact]
    public void Lets_outputs_come_as_temporary_objects_with_SaveTemporary()
    {
        var output = Run("(@{ TEXT = 1 } | Invoke-IkDeployment -TaskName pass_through -SaveTemporary).Outputs[0]");
        Assert.Equal("IkomiaScale.IkStorageObjectOutput", output.Single.BaseObject.GetType().FullName);
    }

    [Fact]
    public void Saves_outputs_with_OutDirectory()
    {
        var uuid = Run("@{ TEXT = 1 } | Invoke-IkDeployment -TaskName pass_through -OutDirectory ./out").One("Uuid");
        Assert.Equal([$"out/{uuid}_0.json"], Local.Files);
    }

    [Fact]
    public void Gives_the_run_at_once_with_NoWait()
    {
        var run = Run("Invoke-IkDeployment -TaskName slow -Parameter @{ milliseconds = 60000 } -NoWait");
        Assert.Equal("IkomiaScale.IkDeploymentRun", run.Single.BaseObject.GetType().FullName);
        Assert.Contains(run.One("State"), new object[] { "PENDING", "STARTED", "SENDING" });
    }

    [Fact]
    public void Says_Timeout_and_how_to_receive_later()
    {
        var result = Run("Invoke-IkDeployment -TaskName slow -Parameter @{ milliseconds = 60000 } -TimeoutSec 1");
        Assert.Equal("Timeout", result.ErrorId);
        Assert.Equal(ErrorCategory.OperationTimeout, result.Error.CategoryInfo.Category);
        Assert.Contains("Receive-IkDeploymentRun -Uuid", result.Error.ToString(), StringComparison.Ordinal);
    }

    [Fact]
    public void Takes_the_endpoint_that_is_given() =>
        Assert.Equal("DeploymentNotFound", Session.Fail("Invoke-IkDeployment -Endpoint https://other.example").Id());

    [Fact]
    public void Says_WorkflowFailed_for_one_and_runs_the_others()
    {
        Session.Variables.SetVariable("gone", $"{Emulator.Address}v1/objects/?uid=00000000-0000-0000-0000-000000000000");
        var result = Run("@{ TEXT = 1 }, @{ storage_object = @{ url = $gone; data_type = 'image' } }, @{ TEXT = 3 } | Invoke-IkDeployment -TaskName pass_through");
        Assert.Equal("WorkflowFailed", result.ErrorId);
        Assert.Equal(ErrorCategory.InvalidResult, result.Error.CategoryInfo.Category);
        Assert.Equal(["{\"TEXT\":1}", "{\"TEXT\":3}"], result.Output.Select(Raw));
    }

    [Theory]
    [InlineData("-TaskName nothing", "TaskNotFound", ErrorCategory.ObjectNotFound)]
    [InlineData("-TaskName slow -Parameter @{ nothing = 1 }", "ParameterNotFound", ErrorCategory.ObjectNotFound)]
    [InlineData("-Output @{ nothing = 1 }", "InvalidInput", ErrorCategory.InvalidArgument)]
    public void Ends_where_the_question_itself_is_wrong(string arguments, string id, ErrorCategory category)
    {
        var error = Session.Fail($"@{{ TEXT = 1 }} | Invoke-IkDeployment {arguments}");
        Assert.Equal(id, error.Id());
        Assert.Equal(category, error.CategoryInfo.Category);
    }

    [Theory]
    [InlineData("none.png", "ObjectNotFound", ErrorCategory.ObjectNotFound)]
    [InlineData("data.bin", "CannotInferDataType", ErrorCategory.InvalidArgument)]
    [InlineData("-StoragePath \"$folder/none\"", "ObjectNotFound", ErrorCategory.ObjectNotFound)]
    [InlineData("-InputObject 42", "InvalidInput", ErrorCategory.InvalidArgument)]
    public void Says_what_is_wrong_with_one_input_and_goes_on(string arguments, string id, ErrorCategory category)
    {
        Local.Write("data.bin", "x");
        var result = Run($"Invoke-IkDeployment {arguments}; 'next'");
        Assert.Equal(id, result.ErrorId);
        Assert.Equal(category, result.Error.CategoryInfo.Category);
        Assert.Equal("next", Assert.Single(result.Output).ToString());
    }

    [Fact]
    public void Ends_with_the_first_error_with_ErrorAction_Stop() =>
        Assert.Equal("WorkflowFailed", Session.Fail("Invoke-IkDeployment -TaskName fail -Parameter @{ message = 'no luck' } -ErrorAction Stop").Id());

    [Fact]
    public void Says_what_it_would_run_with_WhatIf_and_runs_nothing()
    {
        var shown = Session.Screen.Shown.Length;
        Assert.Empty(Run("Invoke-IkDeployment -TaskName slow -WhatIf").Succeeded().Output);
        Assert.Contains("(no input)", Session.Screen.Shown[shown..], StringComparison.Ordinal);
    }

    [Fact]
    public void Runs_what_is_said_yes_to_with_Confirm()
    {
        Answer("No", "Yes");
        Assert.Equal(["{\"TEXT\":2}"], Run("@{ TEXT = 1 }, @{ TEXT = 2 } | Invoke-IkDeployment -TaskName pass_through -Confirm").Succeeded().Output.Select(Raw));
    }

    [Fact]
    public void Lets_the_pipeline_stop_early() =>
        Assert.Single(Run("1..20 | ForEach-Object { @{ TEXT = $_ } } | Invoke-IkDeployment -ThrottleLimit 1 | Select-Few 1").Succeeded().Output);

    [Fact]
    public void Shows_progress_and_takes_it_away()
    {
        var told = Run("Invoke-IkDeployment -TaskName slow -Parameter @{ milliseconds = 2000 }").Succeeded();
        Assert.Contains(told.Progress, record => record.Activity == "Running slow");
        Assert.Equal(ProgressRecordType.Completed, told.Progress[^1].RecordType);
    }

    [Theory]
    [InlineData("-ThrottleLimit 11")]
    [InlineData("-ThrottleLimit 0")]
    [InlineData("-TimeoutSec -1")]
    [InlineData("-TaskName ''")]
    [InlineData("-OutDirectory ''")]
    public void Refuses_values_that_cannot_be(string argument) =>
        Assert.StartsWith("ParameterArgumentValidationError", Run($"Invoke-IkDeployment {argument}").Error.FullyQualifiedErrorId, StringComparison.Ordinal);

    [Fact]
    public void Takes_results_and_outputs_on()
    {
        Assert.Equal("{\"TEXT\":\"on\"}", Raw(Run("@{ TEXT = 'on' } | Invoke-IkDeployment -TaskName pass_through | Invoke-IkDeployment -TaskName pass_through").Single));
        Assert.Equal("{\"TEXT\":\"on\"}", Raw(Run("(@{ TEXT = 'on' } | Invoke-IkDeployment -TaskName pass_through).Outputs | Invoke-IkDeployment -TaskName pass_through").Single));
    }

    [Fact]
    public void Has_views_that_a_person_can_read()
    {
        Assert.Matches(@"Uuid\s+State\s+Duration\s+Input\s+Outputs", Show("Invoke-IkDeployment"));
        var outputs = Show("(Invoke-IkDeployment -TaskName shapes).Outputs");
        Assert.Matches(@"Index\s+Content\s+Confidence\s+Box", outputs);
        Assert.DoesNotContain("RawJson", outputs, StringComparison.Ordinal);
        Assert.Matches(@"Uuid\s+State\s+SubmittedAt\s+Input", Show("Invoke-IkDeployment -NoWait"));
    }

    [Fact]
    public void Uses_the_connection_that_is_given()
    {
        using var session = Session.WithModule();
        session.Variables.SetVariable("connection", Run("Get-IkConnection").Single);
        Assert.Equal("SUCCESS", session.Run("Invoke-IkDeployment -Connection $connection").One("State"));
    }

    private string Raw(PSObject result)
    {
        Session.Variables.SetVariable("result", result);
        return Run("$result.Outputs[0].RawJson").Text;
    }

    [Fact]
    public void Runs_the_deployment_that_the_profile_has_a_name_for()
    {
        var name = $"i{Guid.NewGuid():N}";
        var address = Emulator.Address;
        Run($"Save-IkConnection {name} -Endpoint detect -Deployment @{{ detect = '{address}'; ocr = '{address}' }} -ScaleUrl {address} -StorageUrl {address} -TokenCommand \"'{Emulated.Token}'\"").Succeeded();
        Assert.Single(Run($"Invoke-IkDeployment -Connection {name} -Deployment OCR").Succeeded().Output);
        Assert.Equal("InvalidInput", Session.Fail($"Invoke-IkDeployment -Connection {name} -Deployment ocr -Endpoint {address}").Id());
        var error = Session.Fail($"Invoke-IkDeployment -Connection {name} -Deployment other");
        Assert.Equal("DeploymentNotFound", error.Id());
        Assert.Contains("detect, ocr", error.ToString(), StringComparison.Ordinal);
        Assert.Contains("Save-IkConnection -Deployment", Session.Fail("Invoke-IkDeployment -Deployment ocr").ToString(), StringComparison.Ordinal);
    }

    [Fact]
    public void Chains_deployments_of_one_profile_without_naming_the_connection()
    {
        using var session = Session.WithModule();
        var name = $"i{Guid.NewGuid():N}";
        var address = Emulator.Address;
        session.Run($"Save-IkConnection {name} -Endpoint detect -Deployment @{{ detect = '{address}'; ocr = '{address}' }} -ScaleUrl {address} -StorageUrl {address} -TokenCommand \"'{Emulated.Token}'\"; Connect-IkScale {name}").Succeeded();
        Assert.Single(session.Run("Invoke-IkDeployment -Deployment detect | Invoke-IkDeployment -Deployment ocr").Succeeded().Output);
    }
}
