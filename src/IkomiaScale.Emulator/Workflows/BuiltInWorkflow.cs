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
