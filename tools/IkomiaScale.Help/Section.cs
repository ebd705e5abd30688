using Markdig.Syntax;

namespace IkomiaScale.Help;

/// <summary>A heading and what follows it up to the next one.</summary>
internal sealed class Section(int level, string title)
{
    /// <summary>The level of the heading; 0 for what comes before the first.</summary>
    public int Level { get; } = level;

    /// <summary>The text of the heading.</summary>
    public string Title { get; } = title;

    /// <summary>What follows.</summary>
    public List<Block> Blocks { get; } = [];

    /// <summary>The paragraphs as text, each list item and each other block one of its own.</summary>
    public IEnumerable<string> Paragraphs => Blocks.SelectMany(PlainText.Paragraphs);

    /// <summary>The blocks of code.</summary>
    public IEnumerable<string> Code => Blocks.OfType<CodeBlock>().Select(PlainText.Code);
}
