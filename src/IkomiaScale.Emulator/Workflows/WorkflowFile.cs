using System.Text.Json;

namespace IkomiaScale.Emulator.Workflows;

/// <summary>Loads the workflow document of the option <c>--workflow</c>.</summary>
internal static class WorkflowFile
{
    public static Workflow Load(string file)
    {
        try
        {
            return WorkflowReader.Read(File.ReadAllBytes(file));
        }
        catch (Exception exception) when (exception is IOException or UnauthorizedAccessException or ArgumentException)
        {
            throw new EmulatorException($"The workflow file '{file}' cannot be read: {exception.Message.TrimEnd('.')}. Use another file with --workflow.", exception);
        }
        catch (Exception exception) when (exception is JsonException or FormatException)
        {
            throw new EmulatorException($"The workflow file '{file}' is not a workflow document: {exception.Message.TrimEnd('.')}. Compare it with the answer of GET /workflow without --workflow.", exception);
        }
    }
}
