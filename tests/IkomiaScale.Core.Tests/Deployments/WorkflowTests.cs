using IkomiaScale.Deployments.Workflow;
using IkomiaScale.Json;
using IkomiaScale.Tests.Deployments.Support;

namespace IkomiaScale.Tests.Deployments;

public sealed class WorkflowTests
{
    [Fact]
    public void A_workflow_has_tasks_with_parameters_inputs_and_outputs()
    {
        var deployment = Read(Documents.Workflow);

        Assert.Equal("demo workflow", deployment.Name);
        Assert.Equal(["blur", "blur", "detect", "count"], deployment.Tasks.Select(task => task.Name));
        Assert.Equal([0, 1, 0, 0], deployment.Tasks.Select(task => task.Index));
        Assert.Equal([false, false, true, true], deployment.Tasks.Select(task => task.IsFinal));
        Assert.Equal(["conf_thres = 0.25", "labels = [1,2]"], deployment.Tasks[2].Parameters.Select(parameter => parameter.ToString()));
        Assert.Equal(["CImageIO", "CObjectDetectionIO"], deployment.Tasks[2].Outputs);
        Assert.Equal("count", deployment.DefaultTask!.ToString());
    }

    [Fact]
    public void Without_a_final_task_there_is_no_default()
    {
        var deployment = Read("""{"tasks":[{"task_id":1,"task_data":{"name":"a"}}],"connections":[{"source_id":"1","target_id":1}]}""");

        Assert.Null(deployment.DefaultTask);
        var error = Assert.Throws<ScaleException>(() => TaskFinder.FindDefault(deployment));
        Assert.Equal(ScaleErrorId.TaskNotFound, error.ErrorId);
        Assert.Contains("a", error.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void A_default_task_whose_name_occurs_twice_is_ambiguous()
    {
        var deployment = Read("""{"tasks":[{"task_id":1,"task_data":{"name":"a"}},{"task_id":2,"task_data":{"name":"a"}}],"connections":[]}""");

        Assert.Null(deployment.DefaultTask);
        var error = Assert.Throws<ScaleException>(() => TaskFinder.FindDefault(deployment));
        Assert.Equal(ScaleErrorId.AmbiguousTask, error.ErrorId);
        Assert.Contains("a (index 0), a (index 1)", error.Message, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("[]")]
    [InlineData("{}")]
    [InlineData("\"hello\"")]
    public void Something_else_is_refused(string json) =>
        Assert.Equal(ScaleErrorId.InvalidResponse, Assert.Throws<ScaleException>(() => Read(json)).ErrorId);

    [Fact]
    public void Names_are_found_without_case_and_unknown_ones_are_told_with_what_there_is()
    {
        var deployment = Read(Documents.Workflow);

        Assert.Equal("detect", TaskFinder.Find(deployment, "DETECT", null).Name);
        Assert.Equal(1, TaskFinder.Find(deployment, "blur", 1).Index);
        Assert.Equal(ScaleErrorId.AmbiguousTask, Assert.Throws<ScaleException>(() => TaskFinder.Find(deployment, "blur", null)).ErrorId);
        var noTask = Assert.Throws<ScaleException>(() => TaskFinder.Find(deployment, "sharpen", null));
        Assert.Equal(ScaleErrorId.TaskNotFound, noTask.ErrorId);
        Assert.Contains("blur (index 0), blur (index 1), detect, count", noTask.Message, StringComparison.Ordinal);
        var noParameter = Assert.Throws<ScaleException>(() => TaskFinder.FindParameter(deployment.Tasks[2], "size"));
        Assert.Equal(ScaleErrorId.ParameterNotFound, noParameter.ErrorId);
        Assert.Contains("conf_thres, labels", noParameter.Message, StringComparison.Ordinal);
        Assert.Contains("has no parameters", Assert.Throws<ScaleException>(() => TaskFinder.FindParameter(deployment.Tasks[3], "x")).Message, StringComparison.Ordinal);
    }

    [Fact]
    public void A_similar_name_of_a_task_or_parameter_is_suggested()
    {
        var deployment = Read(Documents.Workflow);

        Assert.Contains("has no task 'detcet'. Did you mean 'detect'? Its tasks are", Assert.Throws<ScaleException>(() => TaskFinder.Find(deployment, "detcet", null)).Message, StringComparison.Ordinal);
        Assert.DoesNotContain("Did you mean", Assert.Throws<ScaleException>(() => TaskFinder.Find(deployment, "sharpen", null)).Message, StringComparison.Ordinal);
        Assert.Contains("has no parameter 'conf_tres'. Did you mean 'conf_thres'? Its parameters are", Assert.Throws<ScaleException>(() => TaskFinder.FindParameter(deployment.Tasks[2], "conf_tres")).Message, StringComparison.Ordinal);
        Assert.DoesNotContain("Did you mean", Assert.Throws<ScaleException>(() => TaskFinder.FindParameter(deployment.Tasks[2], "size")).Message, StringComparison.Ordinal);
    }

    private static IkDeployment Read(string json) => WorkflowReader.Read(JsonText.Parse(json), TestClient.Endpoint);

    [Fact]
    public void What_is_missing_is_empty()
    {
        var deployment = Read("""{"tasks":[{},{"task_data":{"name":"a","parameters":[{},{"name":"p","value":{"x":[1]}},{"name":"q","value":true}],"inputs":[{},{"name":"i"}],"outputs":[{}]}}]}""");

        Assert.Equal(string.Empty, deployment.Name);
        Assert.Equal([string.Empty, "a"], deployment.Tasks.Select(task => task.Name));
        Assert.Equal([string.Empty, "i"], deployment.Tasks[1].Inputs);
        Assert.Equal([string.Empty], deployment.Tasks[1].Outputs);
        Assert.Equal([(string.Empty, null), ("p", """{"x":[1]}"""), ("q", "True")], deployment.Tasks[1].Parameters.Select(parameter => (parameter.Name, parameter.Value)));
    }

    [Fact]
    public void Of_two_names_that_differ_by_case_the_exact_one_is_meant()
    {
        var deployment = Read("""{"tasks":[{"task_data":{"name":"a","parameters":[{"name":"SIZE","value":1},{"name":"size","value":2}]}}]}""");

        Assert.Equal("2", TaskFinder.FindParameter(deployment.Tasks[0], "size").Value);
        Assert.Equal("1", TaskFinder.FindParameter(deployment.Tasks[0], "Size").Value);
    }

    [Fact]
    public void A_task_that_is_not_there_is_told_with_its_index_and_those_that_are()
    {
        var deployment = Read(Documents.Workflow);

        Assert.Contains("has no task 'blur' with index 2.", Assert.Throws<ScaleException>(() => TaskFinder.Find(deployment, "blur", 2)).Message, StringComparison.Ordinal);
        Assert.Contains("has no task 'none'.", Assert.Throws<ScaleException>(() => TaskFinder.Find(deployment, "none", null)).Message, StringComparison.Ordinal);
        Assert.EndsWith("Its tasks are none.", Assert.Throws<ScaleException>(() => TaskFinder.Find(Read("""{"tasks":[]}"""), "a", null)).Message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_deployment_that_is_not_there_is_told()
    {
        using var runs = new Batches.FakeRuns { Answer = _ => Batches.FakeRuns.Message(404, "{}") };
        using var client = runs.CreateClient();

        Assert.Equal(ScaleErrorId.DeploymentNotFound, (await Assert.ThrowsAsync<ScaleException>(() => client.Deployments.GetAsync())).ErrorId);
    }
}
