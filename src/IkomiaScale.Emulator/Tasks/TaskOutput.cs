using System.Text.Json.Nodes;
using IkomiaScale.Emulator.Storage;

namespace IkomiaScale.Emulator.Tasks;

/// <summary>One output of a task.</summary>
internal abstract record TaskOutput;

/// <summary>An image, sent as base64.</summary>
internal sealed record ImageOutput(byte[] Content, string ContentType) : TaskOutput;

/// <summary>An object of the storage.</summary>
internal sealed record StoredOutput(StoredObject Object, string DataType, Func<Stream>? Open = null) : TaskOutput
{
    /// <summary>Returns the object as an input of the next task.</summary>
    public TaskInput ToInput() => TaskInput.OfStored(
        Object, DataType, Open ?? throw new WorkflowFailedException($"The object '{Object.Uid}' cannot be the input of another task."));
}

/// <summary>An output in the form of the protocol.</summary>
internal sealed record WireOutput(JsonNode? Json) : TaskOutput;

/// <summary>Any other output: a type and its body.</summary>
internal sealed record JsonOutput(string Type, JsonNode? Body) : TaskOutput;
