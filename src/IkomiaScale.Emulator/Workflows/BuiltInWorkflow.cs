using System.Text.Json;
using IkomiaScale.Emulator.Http;
using IkomiaScale.Emulator.Tasks;

namespace IkomiaScale.Emulator.Workflows;

/// <summary>
/// The workflow that is offered by default. Every task takes the input of the run and feeds no other task, so each is a final
/// task.
/// </summary>
internal static class BuiltInWorkflow
{
    /// <summary>The workflow for a handler without a workflow document: one task with any inputs and outputs.</summary>
    public static Workflow ForHandler() => WorkflowReader.Read("""
        {"metadata":{"name":"emulator-handler","description":"A task that a handler computes."},
         "tasks":[{"task_id":0,"task_data":{"name":"handler","parameters":[],"inputs":[{"name":"input"}],"outputs":[{"name":"output"}]}}],
         "connections":[{"source_id":-1,"source_index":0,"target_id":0,"target_index":0}]}
        """u8.ToArray());

    public static Workflow Create(IEnumerable<IDemoTask> demoTasks)
    {
        var tasks = demoTasks.ToList();
        var document = new
        {
            Metadata = new { Name = "emulator-demo", Description = "Small tasks that compute from their inputs on this machine." },
            Tasks = tasks.Select((task, index) => new
            {
                TaskId = index,
                TaskData = new
                {
                    task.Name,
                    Parameters = task.Parameters.Select(parameter => new { parameter.Name, Value = parameter.DefaultValue }),
                    Inputs = new[] { new { Name = "input" } },
                    Outputs = task.OutputNames.Select(name => new { Name = name }),
                },
            }),
            Connections = tasks.Select((_, index) => new { SourceId = -1, SourceIndex = 0, TargetId = index, TargetIndex = 0 }),
        };
        return WorkflowReader.Read(JsonSerializer.SerializeToUtf8Bytes(document, JsonAnswer.Options));
    }
}
