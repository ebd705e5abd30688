using System.Xml.Linq;

namespace IkomiaScale.Help;

/// <summary>Writes pages of cmdlets as MAML, the form in which PowerShell keeps help.</summary>
internal static class MamlWriter
{
    private static readonly XNamespace Help = "http://msh";
    private static readonly XNamespace Maml = "http://schemas.microsoft.com/maml/2004/10";
    private static readonly XNamespace Command = "http://schemas.microsoft.com/maml/dev/command/2004/10";
    private static readonly XNamespace Dev = "http://schemas.microsoft.com/maml/dev/2004/10";

    /// <summary>The file for some cmdlets.</summary>
    public static string Write(IEnumerable<CommandPage> pages)
    {
        var root = new XElement(
            Help + "helpItems",
            new XAttribute("schema", "maml"),
            new XAttribute(XNamespace.Xmlns + "maml", Maml),
            new XAttribute(XNamespace.Xmlns + "command", Command),
            new XAttribute(XNamespace.Xmlns + "dev", Dev),
            pages.Select(Page));
        return "<?xml version=\"1.0\" encoding=\"utf-8\"?>\n" + root.ToString().Replace("\r\n", "\n") + "\n";
    }

    private static XElement Page(CommandPage page)
    {
        var dash = page.Name.IndexOf('-');
        return new XElement(
            Command + "command",
            new XElement(
                Command + "details",
                new XElement(Command + "name", page.Name),
                new XElement(Command + "verb", page.Name[..dash]),
                new XElement(Command + "noun", page.Name[(dash + 1)..]),
                Text("description", [page.Synopsis])),
            Text("description", page.Description),
            new XElement(Command + "syntax", page.Syntax.Select(set => SyntaxItem(page, set))),
            new XElement(Command + "parameters", page.Parameters.Select(parameter => Parameter(parameter, parameter.Blocks[0], inSyntax: false))),
            new XElement(Command + "inputTypes", page.Inputs.Select(type => TypeItem("inputType", type))),
            new XElement(Command + "returnValues", page.Outputs.Select(type => TypeItem("returnValue", type))),
            new XElement(Maml + "alertSet", new XElement(Maml + "alert", Paragraphs(page.Notes))),
            new XElement(Command + "examples", page.Examples.Select(ExampleItem)),
            new XElement(Command + "relatedLinks", Links(page).Select(LinkItem)));
    }

    // The parameters in the order of the syntax line.
    private static XElement SyntaxItem(CommandPage page, SyntaxEntry set)
    {
        var words = set.Text.Split([' ', '\n', '[', ']'], StringSplitOptions.RemoveEmptyEntries).ToList();
        var parameters = page.Parameters
            .Select(parameter => (Parameter: parameter, Place: words.IndexOf("-" + parameter.Name), Block: parameter.In(set.Set)))
            .Where(item => item.Place >= 0 && item.Block is not null)
            .OrderBy(item => item.Place);
        return new XElement(
            Command + "syntaxItem",
            new XElement(Maml + "name", page.Name),
            parameters.Select(item => Parameter(item.Parameter, item.Block!, inSyntax: true)));
    }

    private static XElement Parameter(ParameterEntry parameter, ParameterBlock block, bool inSyntax)
    {
        var value = new XElement(
            Command + "parameterValue",
            new XAttribute("required", !block.IsSwitch),
            new XAttribute("variableLength", block.IsList),
            block.Type);
        return new XElement(
            Command + "parameter",
            new XAttribute("required", block.IsRequired),
            new XAttribute("variableLength", block.IsList),
            new XAttribute("globbing", block.TakesWildcards),
            new XAttribute("pipelineInput", block.PipelineInput),
            new XAttribute("position", block.Position),
            new XAttribute("aliases", block.Aliases),
            new XElement(Maml + "name", parameter.Name),
            inSyntax ? null : Text("description", parameter.Description),
            block.AcceptedValues.Count > 0 && inSyntax ? ValueGroup(block) : null,
            block.IsSwitch && inSyntax ? null : value,
            new XElement(Dev + "type", new XElement(Maml + "name", block.Type), new XElement(Maml + "uri")),
            new XElement(Dev + "defaultValue", block.DefaultValue));
    }

    private static XElement ValueGroup(ParameterBlock block) => new(
        Command + "parameterValueGroup",
        block.AcceptedValues.Select(value => new XElement(
            Command + "parameterValue", new XAttribute("required", false), new XAttribute("variableLength", false), value)));

    private static XElement TypeItem(string name, TypeEntry type) => new(
        Command + name,
        new XElement(Dev + "type", new XElement(Maml + "name", type.Name)),
        Text("description", type.Description));

    private static XElement ExampleItem(Example example)
    {
        // PowerShell shows titles as they are; the rule around them is the custom of all help files.
        var title = $" {example.Title} ";
        var rule = new string('-', Math.Max(4, (64 - title.Length) / 2));
        return new XElement(
            Command + "example",
            new XElement(Maml + "title", rule + title + rule),
            new XElement(Dev + "code", example.Code),
            new XElement(Dev + "remarks", Paragraphs(example.Remarks)));
    }

    // Get-Help -Online opens the first link, if that is what its text says.
    private static IEnumerable<LinkEntry> Links(CommandPage page) => page.OnlineUrl is { } url
        ? page.Links.Where(link => link.Url != url).Prepend(new LinkEntry("Online Version:", url))
        : page.Links;

    private static XElement LinkItem(LinkEntry link) => new(
        Maml + "navigationLink",
        new XElement(Maml + "linkText", link.Text),
        new XElement(Maml + "uri", link.Url.Contains("://", StringComparison.Ordinal) ? link.Url : string.Empty));

    private static XElement Text(string name, IEnumerable<string> paragraphs) => new(Maml + name, Paragraphs(paragraphs));

    private static IEnumerable<XElement> Paragraphs(IEnumerable<string> paragraphs) => paragraphs.Select(text => new XElement(Maml + "para", text));
}
