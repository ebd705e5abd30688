using System.Collections;
using System.Globalization;
using IkomiaScale.Deployments;
using IkomiaScale.Deployments.Submitting;
using IkomiaScale.Deployments.Workflow;
using IkomiaScale.Json;
using IkomiaScale.Tests.Deployments.Support;
using Newtonsoft.Json;

namespace IkomiaScale.Tests.Deployments;

public sealed class RunPlanTests
{
    private static readonly IkDeployment Deployment = WorkflowReader.Read(JsonText.Parse(Documents.Workflow), TestClient.Endpoint);

    [Fact]
    public void The_default_is_all_outputs_of_the_default_task()
    {
        var plan = RunPlan.Make(Deployment, new RunRequest());

        Assert.Equal("count", plan.TaskName);
        Assert.Equal("""[{"task_name":"count","save_temporary":false}]""", plan.Outputs.ToString(Formatting.None));
        Assert.Equal("[]", plan.Parameters.ToString(Formatting.None));
    }

    [Fact]
    public void Outputs_and_parameters_are_as_they_are_asked_for()
    {
        var plan = RunPlan.Make(Deployment, new RunRequest
        {
            TaskName = "Detect",
            Parameters = new Dictionary<string, object?> { ["CONF_THRES"] = 0.5, ["labels"] = new[] { 1, 2 } },
            Outputs = [new RunOutput("detect") { OutputIndex = 1, SaveTemporary = true }, new RunOutput("blur") { TaskIndex = 1 }],
        });

        Assert.Equal("detect, blur", plan.TaskName);
        Assert.Equal(
            """[{"task_name":"detect","output_index":1,"save_temporary":true},{"task_name":"blur","task_index":1,"save_temporary":false}]""",
            plan.Outputs.ToString(Formatting.None));
        Assert.Equal("""[{"task_name":"detect","parameters":{"conf_thres":"0.5","labels":"[1, 2]"}}]""", plan.Parameters.ToString(Formatting.None));
    }

    [Fact]
    public void A_dictionary_is_for_another_task()
    {
        var plan = RunPlan.Make(Deployment, new RunRequest
        {
            TaskName = "count",
            Parameters = new Dictionary<string, object?> { ["detect"] = new Hashtable { ["conf_thres"] = true } },
            SaveTemporary = true,
        });

        Assert.Equal("""[{"task_name":"count","save_temporary":true}]""", plan.Outputs.ToString(Formatting.None));
        Assert.Equal("""[{"task_name":"detect","parameters":{"conf_thres":"True"}}]""", plan.Parameters.ToString(Formatting.None));
    }

    [Fact]
    public void An_output_tells_which_of_several_tasks_is_meant()
    {
        var plan = RunPlan.Make(Deployment, new RunRequest
        {
            TaskName = "blur",
            Outputs = [new RunOutput("blur") { TaskIndex = 1 }],
            Parameters = new Dictionary<string, object?> { ["size"] = 7 },
        });

        Assert.Equal("""[{"task_name":"blur","task_index":1,"parameters":{"size":"7"}}]""", plan.Parameters.ToString(Formatting.None));
    }

    [Theory]
    [InlineData("sharpen", null, ScaleErrorId.TaskNotFound)]
    [InlineData("blur", null, ScaleErrorId.AmbiguousTask)]
    [InlineData("detect", 2, ScaleErrorId.InvalidInput)]
    [InlineData("detect", -1, ScaleErrorId.InvalidInput)]
    public void What_cannot_be_is_refused(string task, int? output, ScaleErrorId expected) =>
        Assert.Equal(expected, Assert.Throws<ScaleException>(() => RunPlan.Make(Deployment, new RunRequest
        {
            Outputs = [new RunOutput(task) { OutputIndex = output }],
        })).ErrorId);

    [Fact]
    public void Unknown_parameters_are_refused() =>
        Assert.Equal(ScaleErrorId.ParameterNotFound, Assert.Throws<ScaleException>(() => RunPlan.Make(Deployment, new RunRequest
        {
            TaskName = "detect",
            Parameters = new Dictionary<string, object?> { ["size"] = 7 },
        })).ErrorId);

    [Theory]
    [InlineData("de-DE")]
    [InlineData("fr-FR")]
    [InlineData("ar-SA")]
    [InlineData("tr-TR")]
    public void Values_are_the_same_text_in_every_culture(string culture)
    {
        var before = CultureInfo.CurrentCulture;
        CultureInfo.CurrentCulture = new CultureInfo(culture);
        try
        {
            Assert.Equal("0.1", Text(0.1));
            Assert.Equal("0.1", Text(0.1f));
            Assert.Equal("1234567.5", Text(1234567.5m));
            Assert.Equal("-12", Text(-12));
            Assert.Equal("True", Text(true));
            Assert.Equal("False", Text(false));
            Assert.Equal("0,5", Text("0,5"));
            Assert.Equal("2026-02-03T04:05:06.0000000Z", Text(new DateTime(2026, 2, 3, 4, 5, 6, DateTimeKind.Utc)));
            Assert.Equal("Friday", Text(DayOfWeek.Friday));
            Assert.Equal("[0.5, True]", Text(new object[] { 0.5, true }));
            Assert.Equal("file:///x", Text(new Uri("file:///x")));
        }
        finally
        {
            CultureInfo.CurrentCulture = before;
        }
    }

    [Fact]
    public void A_parameter_needs_a_value() =>
        Assert.Equal(ScaleErrorId.InvalidInput, Assert.Throws<ScaleException>(() => Text(null)).ErrorId);

    private static string Text(object? value) => ParameterText.Of("p", value);
}
