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
    public void The_task_of_the_outputs_has_the_parameters_unless_another_is_named()
    {
        var size = new Dictionary<string, object?> { ["size"] = 7 };
        var (blur, detect) = (new RunOutput("blur") { TaskIndex = 1 }, new RunOutput("detect"));

        Assert.Equal(
            """[{"task_name":"blur","task_index":1,"parameters":{"size":"7"}}]""",
            RunPlan.Make(Deployment, new RunRequest { Outputs = [blur, blur], Parameters = size }).Parameters.ToString(Formatting.None));

        // Of two tasks, neither: so it is the default task, which has no such parameter.
        var failure = Assert.Throws<ScaleException>(() => RunPlan.Make(Deployment, new RunRequest { Outputs = [blur, detect], Parameters = size }));
        Assert.Equal(ScaleErrorId.ParameterNotFound, failure.ErrorId);
        Assert.Contains("'count'", failure.Message, StringComparison.Ordinal);

        var named = RunPlan.Make(Deployment, new RunRequest { TaskName = "detect", Outputs = [blur], Parameters = new Dictionary<string, object?> { ["conf_thres"] = 1 } });
        Assert.Equal("""[{"task_name":"detect","parameters":{"conf_thres":"1"}}]""", named.Parameters.ToString(Formatting.None));
        Assert.Equal("blur", named.TaskName);
    }

    [Theory]
    [InlineData("detect", 0)]
    [InlineData("count", 0)]
    [InlineData("count", 5)]
    public void An_output_may_have_any_number_that_the_task_has_or_that_is_not_known(string task, int output) =>
        Assert.Equal(output, (int)RunPlan.Make(Deployment, new RunRequest { Outputs = [new RunOutput(task) { OutputIndex = output }] }).Outputs[0]["output_index"]!);

    [Fact]
    public void Numbers_are_exact()
    {
        Assert.Equal("0.1", Text(0.1));
        Assert.Equal("1E-05", Text(0.00001));
        Assert.Equal("0.30000000000000004", Text(0.1 + 0.2));
        Assert.Equal("2026-02-03T04:05:06.0000000+02:00", Text(new DateTimeOffset(2026, 2, 3, 4, 5, 6, TimeSpan.FromHours(2))));
    }

    [Fact]
    public void A_parameter_needs_a_value() =>
        Assert.Equal(ScaleErrorId.InvalidInput, Assert.Throws<ScaleException>(() => Text(null)).ErrorId);

    private static string Text(object? value) => ParameterText.Of("p", value);
}
