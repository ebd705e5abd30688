using System.Text.RegularExpressions;

namespace IkomiaScale.Architecture.Tests;

/// <summary>docs/reliability.md names the tests that hold its promises; each of them is there, whatever was renamed meanwhile.</summary>
public sealed class PromiseTests
{
    private const string Heading = "## The promises and their tests";

    private static readonly Dictionary<string, string> Tests =
        new[] { "*Tests.cs", "*.Tests.ps1" }
            .SelectMany(pattern => Directory.EnumerateFiles(Path.Combine(Checkout.Root, "tests"), pattern, SearchOption.AllDirectories))
            .GroupBy(path => Path.GetFileName(path), StringComparer.Ordinal)
            .ToDictionary(files => files.Key, files => string.Concat(files.Select(File.ReadAllText)), StringComparer.Ordinal);

    private static readonly List<(string Promise, string[] Names)> Promises =
        File.ReadLines(Path.Combine(Checkout.Root, "docs", "reliability.md"))
            .SkipWhile(line => line != Heading)
            .Skip(1)
            .TakeWhile(line => !line.StartsWith("## ", StringComparison.Ordinal))
            .Where(line => line.StartsWith("| ", StringComparison.Ordinal))
            .Skip(1)
            .Select(line => line.Split(" | "))
            .Select(cells => (cells[0].TrimStart('|', ' '), Regex.Matches(cells[^1], "`([^`]+)`").Select(match => match.Groups[1].Value).ToArray()))
            .ToList();

    [Fact]
    public void Every_promise_names_a_test()
    {
        // Were none found, the page would not have been read.
        Assert.True(Promises.Count > 10, $"Only {Promises.Count} promises were found.");
        Assert.All(Promises, promise => Assert.True(promise.Names.Length > 0, $"Nothing shows '{promise.Promise}'."));
    }

    [Fact]
    public void Every_test_that_is_named_is_there()
    {
        var missing = Promises.SelectMany(promise => promise.Names).Where(name => !IsThere(name)).ToList();

        Assert.True(missing.Count == 0, "There is no " + string.Join(", no ", missing));
    }

    [Theory]
    [InlineData("NoSuchTests")]
    [InlineData("PromiseTests.No_such_test")]
    [InlineData("NoSuch.Tests.ps1")]
    [InlineData("Listing.Tests.ps1: has no such example")]
    public void A_test_that_is_not_there_is_found_out(string name) => Assert.False(IsThere(name));

    // "Class", "Class.Method", "File.Tests.ps1", or "File.Tests.ps1: the text of an example in it".
    private static bool IsThere(string name)
    {
        if (name.Contains(".Tests.ps1", StringComparison.Ordinal))
        {
            var parts = name.Split(": ", 2);
            return Tests.TryGetValue(parts[0], out var script)
                && (parts.Length == 1 || Regex.IsMatch(script, @"\b(It|Context|Describe) '" + Regex.Escape(parts[1].Replace("'", "''", StringComparison.Ordinal)) + "'"));
        }

        var names = name.Split('.');
        return Tests.TryGetValue(names[0] + ".cs", out var source)
            && (names.Length == 1 || Regex.IsMatch(source, @"public (async )?(Task|void) " + Regex.Escape(names[1]) + @"\("));
    }
}
