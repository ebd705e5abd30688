using System.Text.Json;

namespace IkomiaScale.Emulator.Workflows;

/// <summary>Loads the workflow document that the emulator was started with instead of the built-in one.</summary>
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
            throw new EmulatorException($"The workflow file '{file}' cannot be read ({exception.Message.TrimEnd('.')}). Name a readable one with --workflow.", exception);
        }
        catch (Exception exception) when (exception is JsonException or FormatException)
        {
            throw new EmulatorException($"The workflow file '{file}' is no workflow document: {exception.Message.TrimEnd('.')}. See what GET /workflow answers without --workflow.", exception);
        }
    }
}
