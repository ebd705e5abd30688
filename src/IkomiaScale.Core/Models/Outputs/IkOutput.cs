using Newtonsoft.Json;
using Newtonsoft.Json.Linq;

namespace IkomiaScale;

/// <summary>One output of a run (docs/protocol.md, section 5).</summary>
public abstract class IkOutput
{
    private protected IkOutput(OutputOrigin origin)
    {
        Uuid = origin.Uuid;
        Index = origin.Index;
        Type = origin.Type;
        Wire = origin.Wire;
    }

    /// <summary>The uuid of the run.</summary>
    public string Uuid { get; }

    /// <summary>The index among the outputs of the run, from 0.</summary>
    public int Index { get; }

    /// <summary>The type from the service, such as <c>image</c>, <c>OBJECT_DETECTION</c> or <c>DATA_DICT</c>.</summary>
    public string Type { get; }

    /// <summary>The output as JSON, <c>{TYPE: body}</c>. It includes fields that this version does not know, and can be an input.</summary>
    public string RawJson => Wire.ToString(Formatting.None);

    /// <summary>The output as the service returned it.</summary>
    internal JToken Wire { get; }

    /// <summary>A short description.</summary>
    public abstract override string ToString();

    /// <summary>The content for a view: a line for each detected object, otherwise a short description.</summary>
    public virtual string FormatContent() => ConfidenceBar.Wrap(ToString());

    /// <summary>
    /// The confidence of each object, or its share of the picture, for a view: lines that match the content; empty for none.
    /// </summary>
    public virtual string FormatConfidences() => string.Empty;

    /// <summary>The place of each object, for a view: lines that match the content; empty for none.</summary>
    public virtual string FormatBoxes() => string.Empty;
}
