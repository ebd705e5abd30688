using IkomiaScale.Deployments;
using IkomiaScale.Deployments.Inputs;
using IkomiaScale.Storage;
using IkomiaScale.Tests.Deployments.Support;
using IkomiaScale.Tests.Support;

namespace IkomiaScale.Tests.Deployments;

/// <summary>Whole runs against the real emulator.</summary>
public sealed class EmulatorTests(EmulatorFixture emulator) : IClassFixture<EmulatorFixture>
{
    private static readonly byte[] Image = Convert.FromBase64String(Documents.Png);

    // A red square of 8 pixels on white: something for the emulator to find.
    private static readonly byte[] Square = Convert.FromBase64String(
        "iVBORw0KGgoAAAANSUhEUgAAABAAAAAQCAIAAACQkWg2AAAAHElEQVR42mP4TyJgGOQaDigoYEWjGuirYYimJQDyQH3fLnl59gAAAABJRU5ErkJggg==");

    private IDeploymentClient Deployments => emulator.Client.Deployments;

    [Fact]
    public async Task The_workflow_is_read()
    {
        var deployment = await Deployments.GetAsync();

        Assert.Equal("emulator-demo", deployment.Name);
        Assert.Equal(emulator.Address, deployment.Endpoint);
        Assert.Equal("describe", deployment.DefaultTask!.Name);
        Assert.Contains(deployment.Tasks, task => task is { Name: "slow", IsFinal: true, Parameters: [{ Name: "milliseconds", Value: "2000" }] });
    }

    [Fact]
    public async Task An_image_comes_back_as_it_went()
    {
        var result = await RunAsync("pass_through", RunInput.FromBytes(Image));

        var image = Assert.IsType<IkImageOutput>(Assert.Single(result.Outputs));
        Assert.Equal(Image, image.GetBytes());
        Assert.Equal(("SUCCESS", "pass_through", null), (result.State, result.TaskName, result.Problem));
        Assert.True(result.Duration > TimeSpan.Zero);
    }

    [Fact]
    public async Task Every_kind_of_output_is_typed()
    {
        var request = new RunRequest
        {
            Inputs = [RunInput.FromBytes(Square)],
            Outputs = [new RunOutput("detect"), new RunOutput("shapes"), new RunOutput("store"), new RunOutput("describe")],
        };

        var result = await Deployments.WaitAsync(
            await Deployments.SubmitAsync(request), new WaitOptions { Timeout = TimeSpan.FromSeconds(int.MaxValue) });

        Assert.Equal(
            [
                typeof(IkDetectionOutput), typeof(IkInstanceSegmentationOutput), typeof(IkSemanticSegmentationOutput), typeof(IkKeypointsOutput),
                typeof(IkTextOutput), typeof(IkDataOutput), typeof(IkStorageObjectOutput), typeof(IkDataOutput),
            ],
            result.Outputs.Select(output => output.GetType()));
        Assert.NotEmpty(((IkInstanceSegmentationOutput)result.Outputs[1]).Detections[0].GetMaskBytes()!);
    }

    [Fact]
    public async Task A_large_image_goes_through_the_storage_and_arrives_whole()
    {
        using var folder = new TestFolder();
        var content = Image.Concat(new byte[300_000]).ToArray();
        await File.WriteAllBytesAsync(folder.File("large.png"), content);
        var progress = new RunProgress("large.png");
        var request = new RunRequest { Inputs = [RunInput.FromFile(folder.File("large.png"))], TaskName = "describe", InlineLimit = 1000 };

        var result = await Deployments.WaitAsync(await Deployments.SubmitAsync(request, progress));

        Assert.Equal((content.Length, (long)content.Length), (SizeOf(result), progress.Upload!.Bytes));
    }

    [Fact]
    public async Task A_video_goes_through_the_storage()
    {
        using var folder = new TestFolder();
        folder.Write("film.mp4", "not really a film");

        var result = await RunAsync("describe", RunInput.FromFile(folder.File("film.mp4")));

        Assert.Equal("video/mp4", Description(result)["content_type"]);
    }

    [Fact]
    public async Task Stored_objects_are_inputs_by_path_and_uid()
    {
        var path = $"{EmulatorFixture.NewFolder()}/a.png";
        var stored = await emulator.Storage.UploadAsync(new UploadRequest(UploadSource.FromBytes(Image), path));

        var results = await Task.WhenAll(
            RunAsync("describe", RunInput.FromStoragePath(path)),
            RunAsync("describe", RunInput.FromUid(stored.Uid)),
            RunAsync("describe", RunInput.FromStorageObject(stored)));

        Assert.All(results, result => Assert.Equal(stored.Sha256, Description(result)["sha256"]));
    }

    [Fact]
    public async Task Outputs_go_on_as_inputs()
    {
        var stored = await RunAsync("store", RunInput.FromBytes(Image));
        var passed = await RunAsync("pass_through", [.. RunInput.FromResult(stored)]);
        var described = await RunAsync("describe", [.. RunInput.FromResult(passed), .. RunInput.FromResult(stored)]);

        Assert.Equal(Image.Length, SizeOf(described));
        Assert.Equal(2, Assert.IsType<object?[]>(Description(described)["inputs"]).Length);
    }

    [Fact]
    public async Task Outputs_are_saved()
    {
        using var folder = new TestFolder();
        var stored = await RunAsync("store", RunInput.FromBytes(Image));

        var path = await new OutputSaver(emulator.Storage).SaveAsync(stored.Outputs[0], folder.Path, overwrite: false);

        Assert.Equal(Image, await File.ReadAllBytesAsync(path));
        Assert.Equal([$"{stored.Uuid}_0.png"], folder.Files);
    }

    [Fact]
    public async Task A_failed_workflow_tells_why()
    {
        var request = new RunRequest { TaskName = "fail", Parameters = new Dictionary<string, object?> { ["message"] = "no luck today" } };
        var run = await Deployments.SubmitAsync(request);

        var error = await Assert.ThrowsAsync<ScaleException>(() => Deployments.WaitAsync(run));

        Assert.Equal((ScaleErrorId.WorkflowFailed, run.Uuid, "no luck today"), (error.ErrorId, error.Target, error.Detail));
    }

    [Fact]
    public async Task A_run_is_received_by_another_client()
    {
        var run = await Deployments.SubmitAsync(Slow(100));
        var later = await Deployments.SubmitAsync(Slow(600_000));
        using var other = emulator.CreateClient();
        var stranger = new IkDeploymentRun { Uuid = run.Uuid };

        var early = await other.Deployments.PollAsync(new IkDeploymentRun { Uuid = later.Uuid });
        var result = await other.Deployments.WaitAsync(stranger);

        Assert.Null(early.Result);
        Assert.Equal("SUCCESS", result.State);
    }

    [Fact]
    public async Task A_run_is_received_only_once()
    {
        // Not strict: this test asks again on purpose, and needs the HTTP 202 that the service answers then.
        var lenient = await EmulatorProcess.StartAsync();
        try
        {
            using var client = new ScaleClient(emulator.Options(lenient.Address));
            var run = await client.Deployments.SubmitAsync(Slow(100));
            var again = new IkDeploymentRun { Uuid = run.Uuid };

            Assert.Equal("SUCCESS", (await client.Deployments.WaitAsync(run)).State);
            var error = await Assert.ThrowsAsync<ScaleException>(() => client.Deployments.WaitAsync(again, new WaitOptions { Timeout = TimeSpan.FromSeconds(1) }));
            Assert.Equal(ScaleErrorId.Timeout, error.ErrorId);
        }
        finally
        {
            await lenient.EndAsync();
        }
    }

    [Fact]
    public async Task The_timeout_leaves_the_run_alone()
    {
        var run = await Deployments.SubmitAsync(Slow(5000));

        var error = await Assert.ThrowsAsync<ScaleException>(() => Deployments.WaitAsync(run, new WaitOptions { Timeout = TimeSpan.FromMilliseconds(100) }));
        var result = await Deployments.WaitAsync(run);

        Assert.Equal(ScaleErrorId.Timeout, error.ErrorId);
        Assert.Equal("SUCCESS", result.State);
    }

    [Fact]
    public async Task Cancelling_ends_a_held_question_at_once()
    {
        var run = await Deployments.SubmitAsync(Slow(600_000));
        using var stop = new CancellationTokenSource(TimeSpan.FromSeconds(1));
        var clock = System.Diagnostics.Stopwatch.StartNew();

        await Assert.ThrowsAnyAsync<OperationCanceledException>(() => Deployments.WaitAsync(run, cancellationToken: stop.Token));

        Assert.True(clock.Elapsed < TimeSpan.FromSeconds(30), clock.Elapsed.ToString());
    }

    private static RunRequest Slow(int milliseconds) =>
        new() { TaskName = "slow", Parameters = new Dictionary<string, object?> { ["milliseconds"] = milliseconds } };

    private async Task<IkDeploymentResult> RunAsync(string task, params RunInput[] inputs) =>
        await Deployments.WaitAsync(await Deployments.SubmitAsync(new RunRequest { Inputs = inputs, TaskName = task }));

    private static IReadOnlyDictionary<string, object?> Description(IkDeploymentResult result) =>
        Assert.IsAssignableFrom<IReadOnlyDictionary<string, object?>>(Assert.IsType<IkDataOutput>(result.Outputs[^1]).Value);

    private static int SizeOf(IkDeploymentResult result) => Convert.ToInt32(Description(result)["size"], System.Globalization.CultureInfo.InvariantCulture);
}
