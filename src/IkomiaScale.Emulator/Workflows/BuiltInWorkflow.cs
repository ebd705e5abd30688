using System.Text.Json;
using IkomiaScale.Emulator.Http;
using IkomiaScale.Emulator.Tasks;

namespace IkomiaScale.Emulator.Workflows;

/// <summary>
/// The workflow that is offered when no other is named. Every task takes the workflow's input and is the source of no
/// connection, so that each is a final one and can be asked for by its name.
/// </summary>
internal static class BuiltInWorkflow
{
    /// <summary>What is offered where a handler computes and no document was named: one task, which takes and gives anything.</summary>
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
