using Newtonsoft.Json;
using Newtonsoft.Json.Linq;

namespace IkomiaScale;

/// <summary>One output of a run (PROTOCOL 5).</summary>
public abstract class IkOutput
{
    private protected IkOutput(OutputOrigin origin)
    {
        Uuid = origin.Uuid;
        Index = origin.Index;
        Type = origin.Type;
        Wire = origin.Wire;
    }

    /// <summary>The run that it comes from.</summary>
    public string Uuid { get; }

    /// <summary>Its place among the outputs of the run, from 0.</summary>
    public int Index { get; }

    /// <summary>Its kind, as the service names it: <c>image</c>, <c>OBJECT_DETECTION</c>, <c>DATA_DICT</c>…</summary>
    public string Type { get; }

    /// <summary>The output as JSON, <c>{TYPE: body}</c>: with fields that this version does not know, and fit to be an input again.</summary>
    public string RawJson => Wire.ToString(Formatting.None);

    /// <summary>The output as it came.</summary>
    internal JToken Wire { get; }

    /// <summary>What it is, in a few words.</summary>
    public abstract override string ToString();

    /// <summary>What is in it, as a view shows it: a line for each thing that was found, else a few words.</summary>
    public virtual string FormatContent() => ToString();

    /// <summary>How sure the model is of each thing, or its share of the picture, in lines beside the content; empty where there is nothing to say.</summary>
    public virtual string FormatConfidences() => string.Empty;

    /// <summary>Where each thing is, in lines beside the content; empty where there is nothing to say.</summary>
    public virtual string FormatBoxes() => string.Empty;
}
