namespace IkomiaScale.Docs.Tests;

/// <summary>The words that the glossary asks to avoid are in no page, and in no comment or message of the code.</summary>
public sealed class GlossaryTests
{
    [Fact]
    public void No_page_has_a_word_to_avoid()
    {
        // Were none found, the glossary would not have been read.
        Assert.True(Glossary.Avoided.Count > 30, $"Only {Glossary.Avoided.Count} phrases were found.");
        Problems.None(Checkout.Pages.Where(page => page.Name != Glossary.Name).SelectMany(Find));
    }

    [Theory]
    [InlineData("IkomiaScale.Core", 300)]
    [InlineData("IkomiaScale.Emulator", 150)]
    [InlineData("IkomiaScale.Loader", 3)]
    [InlineData("IkomiaScale", 90)]
    public void No_comment_or_message_has_a_word_to_avoid(string project, int leastFiles)
    {
        var files = Checkout.Sources(project).ToList();

        Assert.True(files.Count >= leastFiles, $"Only {files.Count} files were found.");
        Problems.None(files.SelectMany(file => Find(Checkout.NameOf(file), File.ReadAllText(file))));
    }

    [Fact]
    public void Terms_are_defined_once()
    {
        var terms = Glossary.Page.Lines
            .TakeWhile(line => line != "## Words to avoid")
            .Where(line => line.StartsWith("| ", StringComparison.Ordinal) && !line.StartsWith("| term |", StringComparison.Ordinal))
            .Select(line => line.Split('|')[1].Trim())
            .ToList();

        Assert.True(terms.Count > 30, $"Only {terms.Count} terms were found.");
        Problems.None(terms.GroupBy(term => term).Where(group => group.Count() > 1).Select(group => group.Key));
    }

    [Fact]
    public void A_word_to_avoid_is_found_over_the_end_of_a_line_but_not_in_code()
    {
        Assert.Single(Find(new Page("a.md", "# A\n\nIt gives objects.\n")));
        Assert.Single(Find(new Page("a.md", "# A\n\nIt goes\non.\n")));
        Assert.Single(Find(new Page("a.md", "# A\n\n| a |\n|---|\n| Read it Anew. |\n")));
        Assert.Empty(Find(new Page("a.md", "# A\n\n`gives`, forgives\n\n```text\nIt gives objects.\n```\n")));
    }

    [Theory]
    [InlineData("// It gives a.", 1)]
    [InlineData("var a = 1; // It gives a.", 1)]
    [InlineData("/* It gives a. */", 1)]
    [InlineData("\n/// <summary>It goes\n/// on.</summary>", 2)]
    [InlineData("\n\nvar a = \"It gives a.\";", 3)]
    [InlineData("""var a = $"{(b ? "It gives b." : "c")} d";""", 1)]
    [InlineData("""var a = $"{b:HH'h'} gives";""", 1)]
    [InlineData("""var a = $"{{b}} gives {c}";""", 1)]
    [InlineData(""""var a = """It gives "a".""";"""", 1)]
    [InlineData(""""var a = $$"""{{b}} gives {c}""";"""", 1)]
    [InlineData("var a = @\"\\\"; // gives", 1)]
    [InlineData("var a = '\"'; // gives", 1)]
    [InlineData("var a = '\\''; // gives", 1)]
    public void A_word_to_avoid_is_found_in_comments_and_texts_of_code(string source, int line) =>
        Assert.StartsWith($"a.cs:{line}: '", Assert.Single(Find("a.cs", source)), StringComparison.Ordinal);

    [Theory]
    [InlineData("var gives = anew;")]
    [InlineData("/// <summary>The cmdlet <c>gives</c> <see cref=\"anew\"/>.</summary>")]
    [InlineData("var a = $\"{gives} {(b ? anew : \"\")}\";")]
    [InlineData("var a = \"forgives\"; // Again.")]
    public void A_name_in_code_is_no_word_to_avoid(string source) => Assert.Empty(Find("a.cs", source));

    private static IEnumerable<string> Find(Page page) => Glossary.Find(string.Join('\n', page.Prose.Select(item => item.Text)), _ => page.ToString());

    private static IEnumerable<string> Find(string name, string source) =>
        SourceText.Of(source).SelectMany(item => Glossary.Find(item.Text, line => $"{name}:{item.Line + line}"));
}
