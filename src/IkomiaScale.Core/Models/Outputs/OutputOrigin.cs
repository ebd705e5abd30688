using Newtonsoft.Json.Linq;

namespace IkomiaScale;

/// <summary>Where an output comes from, and what it was on the wire.</summary>
/// <param name="Uuid">The run.</param>
/// <param name="Index">Its place among the outputs, from 0.</param>
/// <param name="Type">The key that names its kind.</param>
/// <param name="Wire">The whole, key included.</param>
internal sealed record OutputOrigin(string Uuid, int Index, string Type, JToken Wire);
