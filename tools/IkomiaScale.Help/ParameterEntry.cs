namespace IkomiaScale.Help;

/// <summary>A parameter: its text, and what holds of it in its parameter sets.</summary>
/// <param name="Name">The name without its dash.</param>
/// <param name="Description">The paragraphs about it.</param>
/// <param name="Blocks">One block for each group of sets in which the same holds.</param>
internal sealed record ParameterEntry(string Name, IReadOnlyList<string> Description, IReadOnlyList<ParameterBlock> Blocks)
{
    /// <summary>What holds in a set; null where the parameter is not in it.</summary>
    public ParameterBlock? In(string set) => Blocks.FirstOrDefault(block => block.Sets.Contains("(All)") || block.Sets.Contains(set));
}

/// <summary>A yaml block of a parameter, as platyPS writes it.</summary>
internal sealed class ParameterBlock
{
    private readonly IReadOnlyDictionary<string, string> _fields;

    public ParameterBlock(IReadOnlyDictionary<string, string> fields)
    {
        _fields = fields;
        Sets = List(fields["Parameter Sets"]);
    }

    public IReadOnlyList<string> Sets { get; }

    public string Type => _fields["Type"];

    public string Aliases => _fields["Aliases"] is { Length: > 0 } aliases ? aliases : "none";

    public bool IsRequired => _fields["Required"] == "True";

    public string Position => _fields["Position"] == "Named" ? "named" : _fields["Position"];

    public string DefaultValue => _fields["Default value"];

    public string PipelineInput => _fields["Accept pipeline input"];

    public bool TakesWildcards => _fields["Accept wildcard characters"] == "True";

    public bool IsSwitch => Type == "SwitchParameter";

    public bool IsList => Type.EndsWith("[]", StringComparison.Ordinal);

    public IReadOnlyList<string> AcceptedValues => _fields.TryGetValue("Accepted values", out var values) ? List(values) : [];

    /// <summary>The fields that every block has.</summary>
    public static IReadOnlyList<string> FieldNames { get; } =
        ["Type", "Parameter Sets", "Aliases", "Required", "Position", "Default value", "Accept pipeline input", "Accept wildcard characters"];

    private static string[] List(string text) => text.Split(',', StringSplitOptions.TrimEntries | StringSplitOptions.RemoveEmptyEntries);
}
