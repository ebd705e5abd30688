namespace IkomiaScale.Help;

/// <summary>The page of a cmdlet.</summary>
internal sealed class CommandPage
{
    /// <summary>The cmdlet.</summary>
    public required string Name { get; init; }

    /// <summary>The file name of the help that it belongs to.</summary>
    public required string HelpFile { get; init; }

    /// <summary>Where the page is to be read in a browser; null where it says nothing.</summary>
    public string? OnlineUrl { get; init; }

    /// <summary>One sentence.</summary>
    public required string Synopsis { get; init; }

    /// <summary>The paragraphs of the description.</summary>
    public required IReadOnlyList<string> Description { get; init; }

    /// <summary>The parameter sets.</summary>
    public required IReadOnlyList<SyntaxEntry> Syntax { get; init; }

    /// <summary>The examples.</summary>
    public required IReadOnlyList<Example> Examples { get; init; }

    /// <summary>The parameters.</summary>
    public required IReadOnlyList<ParameterEntry> Parameters { get; init; }

    /// <summary>The types that can be piped in.</summary>
    public required IReadOnlyList<TypeEntry> Inputs { get; init; }

    /// <summary>The types that come out.</summary>
    public required IReadOnlyList<TypeEntry> Outputs { get; init; }

    /// <summary>The paragraphs of the notes.</summary>
    public required IReadOnlyList<string> Notes { get; init; }

    /// <summary>Other pages.</summary>
    public required IReadOnlyList<LinkEntry> Links { get; init; }
}

/// <summary>A parameter set.</summary>
/// <param name="Set">Its name.</param>
/// <param name="Text">The line of the cmdlet in this set.</param>
internal sealed record SyntaxEntry(string Set, string Text);

/// <summary>An example.</summary>
/// <param name="Title">What it shows.</param>
/// <param name="Code">What is typed.</param>
/// <param name="Remarks">The paragraphs about it.</param>
internal sealed record Example(string Title, string Code, IReadOnlyList<string> Remarks);

/// <summary>A type that goes in or comes out.</summary>
/// <param name="Name">Its name.</param>
/// <param name="Description">The paragraphs about it.</param>
internal sealed record TypeEntry(string Name, IReadOnlyList<string> Description);

/// <summary>A link.</summary>
/// <param name="Text">What is shown.</param>
/// <param name="Url">Where it leads; empty where it is only a name.</param>
internal sealed record LinkEntry(string Text, string Url);
