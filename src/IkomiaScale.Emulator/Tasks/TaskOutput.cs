using System.Text.Json.Nodes;
using IkomiaScale.Emulator.Storage;

namespace IkomiaScale.Emulator.Tasks;

/// <summary>One output of a task.</summary>
internal abstract record TaskOutput;

/// <summary>An image, given as base64.</summary>
internal sealed record ImageOutput(byte[] Content, string ContentType) : TaskOutput;

/// <summary>An object of the storage.</summary>
internal sealed record StoredOutput(StoredObject Object, string DataType) : TaskOutput;

/// <summary>Anything else: a type and its body.</summary>
internal sealed record JsonOutput(string Type, JsonNode? Body) : TaskOutput;
