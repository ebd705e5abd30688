namespace IkomiaScale.Architecture.Tests;

/// <summary>The workflows that publish: names of tags and branches are anybody's text.</summary>
public sealed class WorkflowTests
{
    public static TheoryData<string> Files => [.. Directory.GetFiles(Path.Combine(Checkout.Root, ".github", "workflows"), "*.yml").Select(file => Path.GetFileName(file))];

    [Theory]
    [MemberData(nameof(Files))]
    public void No_expression_is_pasted_into_a_script(string file)
    {
        // Zero where no script is open; otherwise how far its key is indented.
        var script = 0;
        foreach (var line in File.ReadLines(Path.Combine(Checkout.Root, ".github", "workflows", file)).Where(line => line.Trim().Length > 0))
        {
            var indent = line.Length - line.TrimStart(' ', '-').Length;
            script = indent > script && script > 0 ? script : 0;
            var begins = line.TrimStart(' ', '-').StartsWith("run: ", StringComparison.Ordinal);
            Assert.False((begins || script > 0) && line.Contains("${{", StringComparison.Ordinal), $"{file}: {line.Trim()}");
            script = begins ? indent : script;
        }
    }
}
