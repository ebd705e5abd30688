using System.Text.Json.Nodes;

namespace IkomiaScale.Hosted.Tests.Cmdlets;

/// <summary>What an emulator is started with so that it plays a deployment of the user's own.</summary>
[TakesLong]
public sealed class StartIkEmulatorTestsPlaying : IDisposable
{
    private const string Record = "Invoke-IkDeployment ./in/a.png, ./in/b.png -Output detect, shapes, store -Journal ./batch";

    private readonly TestFolder _folder = new();
    private readonly Session _session = Session.WithModule();

    public StartIkEmulatorTestsPlaying()
    {
        Run("$PSDefaultParameterValues['Start-IkEmulator:Strict'] = $true");
        _session.Variables.Path.SetLocation(_folder.Path);
        TestImage.Write(_folder.File("in/a.png"), 1);
        TestImage.Write(_folder.File("in/b.png"), 2);
    }

    public void Dispose()
    {
        try
        {
            End();
        }
        finally
        {
            _session.Dispose();
            _folder.Dispose();
        }
    }

    [Fact]
    public async Task Answers_plays_back_from_another_emulator_what_was_recorded_on_one()
    {
        Run("Start-IkEmulator -DataPath one");
        var recorded = Run($"$recorded = {Record}; $recorded | Save-IkDeploymentOutput ./batch/outputs").All("Name");
        Assert.Equal(14, recorded.Count);
        Run("@{ TEXT = 1 } | Invoke-IkDeployment -TaskName fail -Parameter @{ message = 'Out of memory' } -Journal ./batch -ErrorAction SilentlyContinue", fails: true);
        End();

        Run("Start-IkEmulator -DataPath two -Answers ./batch");
        Assert.Equal("emulator-demo", Run("Get-IkDeployment").One("Name"));
        Run("$played = Invoke-IkDeployment ./in/b.png, ./in/a.png -Output detect, shapes, store");
        Assert.Equal("True", Run("$played[1].Outputs[0].Detections[0].Label -eq 'blue circle'").Text);
        foreach (var (played, earlier) in (IEnumerable<(int, int)>)[(0, 1), (1, 0)])
        {
            for (var output = 0; output < 6; output++)
            {
                Assert.True(JsonNode.DeepEquals(
                    JsonNode.Parse(Run($"$recorded[{earlier}].Outputs[{output}].RawJson").Text), JsonNode.Parse(Run($"$played[{played}].Outputs[{output}].RawJson").Text)));
            }

            Assert.Equal(Run($"$recorded[{earlier}].Outputs[6].Metadata.Sha256").Text, Run($"$played[{played}].Outputs[6].Metadata.Sha256").Text);
        }

        Run("$played[1] | Save-IkDeploymentOutput ./again");
        Assert.Equal(await File.ReadAllBytesAsync(_folder.File("in/a.png")), await File.ReadAllBytesAsync(Assert.Single(Directory.GetFiles(_folder.File("again"), "*_6.png"))));
        var failed = Run("@{ TEXT = 1 } | Invoke-IkDeployment -TaskName fail -Parameter @{ message = 'Out of memory' }", fails: true);
        Assert.Equal("WorkflowFailed", failed.ErrorId);
        Assert.EndsWith("failed: Out of memory.", failed.Error.ToString(), StringComparison.Ordinal);
        End();
    }

    [Fact]
    public void An_unknown_input_fails_or_gets_the_nearest_or_an_empty_result()
    {
        Run("Start-IkEmulator -DataPath one");
        Run("$null = Invoke-IkDeployment ./in/a.png, ./in/b.png -TaskName detect -Journal ./batch");
        End();
        TestImage.Write(_folder.File("in/new.png"), 9);
        Run("Start-IkEmulator -DataPath two -Answers ./batch -Speed 1");
        var unknown = Run("Invoke-IkDeployment ./in/new.png -TaskName detect", fails: true);
        Assert.Equal("WorkflowFailed", unknown.ErrorId);
        Assert.Contains("a.png", unknown.Error.ToString(), StringComparison.Ordinal);

        End();
        Run("Start-IkEmulator -DataPath two -Answers ./batch -Unmatched Nearest");
        Assert.Equal("3", Run("(Invoke-IkDeployment ./in/new.png -TaskName detect).Outputs[0].Detections.Count").Text);
        End();
        Run("Start-IkEmulator -DataPath two -Answers ./batch -Unmatched Empty");
        Assert.Equal("0", Run("(Invoke-IkDeployment ./in/new.png -TaskName detect).Outputs[0].Detections.Count").Text);
    }

    [Fact]
    public void Two_recordings_have_an_endpoint_each_so_that_a_chain_is_tested()
    {
        Run("Start-IkEmulator -DataPath one");
        Run("$stored = Invoke-IkDeployment ./in/a.png -TaskName pass_through -Journal ./first; $null = $stored | Invoke-IkDeployment -TaskName detect -Journal ./second");
        End();
        Run("$at = (Start-IkEmulator -DataPath two -Answers @{ first = './first'; second = './second' } -PassThru).Endpoint");
        Assert.Equal(
            "blue circle",
            Run("(Invoke-IkDeployment ./in/a.png -TaskName pass_through -Endpoint \"${at}first\" | Invoke-IkDeployment -TaskName detect -Endpoint \"${at}second\").Outputs[0].Detections[0].Label").Text);
    }

    [Fact]
    public void Answers_that_are_no_journal_are_named()
    {
        Directory.CreateDirectory(_folder.File("empty"));
        var error = _session.Fail("Start-IkEmulator -DataPath data -Answers ./empty");
        Assert.Equal("InvalidInput", error.Id());
        Assert.Contains("journal.jsonl", error.ToString(), StringComparison.Ordinal);
    }

    [Fact]
    public void Handler_computes_in_a_runspace_of_this_process_with_the_parameters_of_a_workflow()
    {
        File.WriteAllText(_folder.File("workflow.json"), """
            {"metadata":{"name":"mine"},"tasks":[{"task_id":0,"task_data":{"name":"count","parameters":[{"name":"unit","value":"bytes"}],"inputs":[],"outputs":[{"name":"out"},{"name":"more"}]}}],"connections":[]}
            """);
        Run("""
            Start-IkEmulator -DataPath data -WorkflowPath ./workflow.json -HandlerTimeoutSec 30 -Handler {
                param($run)
                @{ DATA_DICT = @{ process = $PID; task = $run.Task; unit = $run.Parameters.unit; length = [System.IO.File]::ReadAllBytes($run.Inputs[0].Path).Length; type = $run.Inputs[0].ContentType } }
                @{ TEXT = @{ fields = @(@{ text = 'seen'; confidence = 1 }) } }
            }
            """);
        Run("$result = Invoke-IkDeployment ./in/a.png -Parameter @{ unit = 'words' }");
        Assert.Equal("True", Run("$value = $result.Outputs[0].Value; $value['process'] -eq $PID -and $value['task'] -eq 'count' -and $value['unit'] -eq 'words' -and $value['type'] -eq 'image/png'").Text);
        Assert.Equal("380", Run("$result.Outputs[0].Value['length']").Text);
        Assert.Equal("seen", Run("$result.Outputs[1].Fields[0].Text").Text);
    }

    [Fact]
    public void A_handler_that_fails_or_hangs_fails_its_run_and_goes_on_with_the_next()
    {
        Run("Start-IkEmulator -DataPath data -HandlerTimeoutSec 3 -Handler { param($run) if ($run.Inputs[0].Value -eq 'throw') { throw 'too dark' }; while ($run.Inputs[0].Value -eq 'hang') { }; @{ N = $run.Inputs[0].Value } }");
        var thrown = Run("@{ SAY = 'throw' } | Invoke-IkDeployment", fails: true);
        Assert.Contains("too dark (line 1 of the handler)", thrown.Error.ToString(), StringComparison.Ordinal);
        Assert.Contains("within 3 s", Run("@{ SAY = 'hang' } | Invoke-IkDeployment", fails: true).Error.ToString(), StringComparison.Ordinal);
        Assert.Equal("fine", Run("(@{ SAY = 'fine' } | Invoke-IkDeployment).Outputs[0].Value").Text);
    }

    [Fact]
    public void Fault_makes_it_fail_by_the_rules_of_the_emulator()
    {
        Run("Start-IkEmulator -DataPath data -Fault @{ route = 'list'; action = 'status'; status = 403; body = @{ detail = 'not yours' } }, @{ route = 'run'; action = 'status'; status = 402 }");
        var error = Run("Get-IkStorageObject", fails: true);
        Assert.Contains("not yours", (error.Failure ?? error.Error).ToString(), StringComparison.Ordinal);
        Assert.Equal("QuotaExceeded", Run("@{ TEXT = 1 } | Invoke-IkDeployment", fails: true).ErrorId);
        Assert.Equal("SUCCESS", Run("@{ TEXT = 1 } | Invoke-IkDeployment").One("State"));

        End();
        var wrong = _session.Fail("Start-IkEmulator -DataPath data -Fault @{ action = 'explode' }");
        Assert.Contains("explode", wrong.ToString(), StringComparison.Ordinal);
    }

    // Ends the emulator, which must not have refused anything.
    private void End()
    {
        var violations = Run("$started = Get-IkConnection; if ($started) { [System.Net.Http.HttpClient]::new().GetStringAsync(\"$($started.Endpoint)_emulator/violations\").Result }; Stop-IkEmulator").Output;
        Assert.All(violations, text => Assert.StartsWith("{\"total\":0,", text.ToString(), StringComparison.Ordinal));
    }

    private Result Run(string script, bool fails = false)
    {
        var result = _session.Run(script);
        return fails ? result : result.Succeeded();
    }
}
