using Newtonsoft.Json.Linq;

namespace IkomiaScale;

/// <summary>The source of an output, and its JSON.</summary>
/// <param name="Uuid">The uuid of the run.</param>
/// <param name="Index">The index among the outputs, from 0.</param>
/// <param name="Type">The key that names the type.</param>
/// <param name="Wire">The complete JSON, with the key.</param>
internal sealed record OutputOrigin(string Uuid, int Index, string Type, JToken Wire);
