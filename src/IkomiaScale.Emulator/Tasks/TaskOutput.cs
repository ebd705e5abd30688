using System.Text.Json.Nodes;
using IkomiaScale.Emulator.Storage;

namespace IkomiaScale.Emulator.Tasks;

/// <summary>One output of a task.</summary>
internal abstract record TaskOutput;

/// <summary>An image, given as base64.</summary>
internal sealed record ImageOutput(byte[] Content, string ContentType) : TaskOutput;

/// <summary>An object of the storage.</summary>
internal sealed record StoredOutput(StoredObject Object, string DataType, Func<Stream>? Open = null) : TaskOutput
{
    /// <summary>The object as the input of the next task.</summary>
    public TaskInput ToInput() => TaskInput.OfStored(
        Object, DataType, Open ?? throw new WorkflowFailedException($"The stored object '{Object.Uid}' cannot be an input here."));
}

/// <summary>An output as it travels, whatever it is.</summary>
internal sealed record WireOutput(JsonNode? Json) : TaskOutput;

/// <summary>Anything else: a type and its body.</summary>
internal sealed record JsonOutput(string Type, JsonNode? Body) : TaskOutput;
