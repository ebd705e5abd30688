using System.Diagnostics;

namespace IkomiaScale.Docs.Tests;

/// <summary>Markdown rules and spelling, by markdownlint-cli2 and cspell. Both are npm packages, pinned in tools/Words.</summary>
public sealed class NodeTests
{
    [NodeFact]
    public async Task Pages_keep_the_rules_of_markdownlint() =>
        await Run("markdownlint-cli2/markdownlint-cli2-bin.mjs", "--config", "tools/Words/.markdownlint-cli2.jsonc");

    [NodeFact]
    public async Task Every_word_is_spelled_as_in_American_English_or_is_a_term_of_the_project() =>
        await Run("cspell/bin.mjs", "lint", "--config", "tools/Words/cspell.json", "--no-progress", "--no-summary", "--no-color");

    private static async Task Run(string script, params string[] arguments)
    {
        var start = new ProcessStartInfo("node", [Path.Combine(NodeTools.Modules, script), .. arguments])
        {
            WorkingDirectory = Checkout.Root,
            RedirectStandardOutput = true,
            RedirectStandardError = true,
        };
        using var process = Process.Start(start)!;
        var output = process.StandardOutput.ReadToEndAsync();
        var errors = process.StandardError.ReadToEndAsync();
        await process.WaitForExitAsync();

        Assert.True(process.ExitCode == 0, $"{await output}\n{await errors}");
    }
}

/// <summary>A test that counts as skipped where node or the packages are missing.</summary>
internal sealed class NodeFactAttribute : FactAttribute
{
    public NodeFactAttribute() => Skip = NodeTools.WhyNot;
}

/// <summary>Whether the tools that need node can run here.</summary>
internal static class NodeTools
{
    /// <summary>The folder of the packages, which <c>build test</c> fills where it can.</summary>
    public static string Modules { get; } = Path.Combine(Checkout.Root, "tools", "Words", "node_modules");

    /// <summary>Why they cannot, as a sentence; null where they can.</summary>
    public static string? WhyNot { get; } = Reason();

    private static string? Reason()
    {
        if (!Directory.Exists(Path.Combine(Modules, "cspell")) || !Directory.Exists(Path.Combine(Modules, "markdownlint-cli2")))
        {
            return "The npm packages for spelling and Markdown rules are not installed here. With node 20 or newer: npm ci --prefix tools/Words";
        }

        try
        {
            using var process = Process.Start(new ProcessStartInfo("node", ["--version"]) { RedirectStandardOutput = true })!;
            process.WaitForExit();
            return null;
        }
        catch (System.ComponentModel.Win32Exception)
        {
            return "There is no node on the PATH, so spelling and Markdown rules were not checked.";
        }
    }
}
