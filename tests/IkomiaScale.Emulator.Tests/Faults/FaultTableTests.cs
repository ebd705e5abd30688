using System.Reflection;
using System.Text.RegularExpressions;
using IkomiaScale.Emulator.Faults;
using IkomiaScale.Emulator.Faults.Actions;

namespace IkomiaScale.Emulator.Tests.Faults;

/// <summary>The tables of fault rules on the pages agree with the code and with each other.</summary>
public sealed class FaultTableTests
{
    [Fact]
    public void The_pages_have_every_action_with_fields_that_a_rule_has()
    {
        var rows = Rows("src/IkomiaScale.Emulator/README.md", fields: 1);
        Assert.Equal(FaultFactory.ActionNames.Order(StringComparer.Ordinal), rows.Keys);
        Assert.Empty(rows.Values.SelectMany(fields => fields.Split(' ', StringSplitOptions.RemoveEmptyEntries))
            .Except(typeof(FaultRule).GetProperties().Select(property => property.Name), StringComparer.OrdinalIgnoreCase));
        Assert.Equal(rows, Rows("docs/testing.md", fields: 2));
    }

    /// <summary>The fields of each action, without what stands in brackets.</summary>
    private static SortedDictionary<string, string> Rows(string page, int fields) => new(
        File.ReadLines(Path.Combine(Root(), page))
            .SkipWhile(line => !line.StartsWith("| action |", StringComparison.Ordinal))
            .Skip(2)
            .TakeWhile(line => line.StartsWith('|'))
            .Select(line => line.Trim('|').Split('|'))
            .ToDictionary(
                cells => cells[0].Trim(' ', '`'),
                cells => string.Join(' ', Regex.Matches(Regex.Replace(cells[fields], @"\([^)]*\)", ""), "`([^`]+)`").Select(match => match.Groups[1].Value).Order(StringComparer.Ordinal))),
        StringComparer.Ordinal);

    private static string Root() => typeof(FaultTableTests).Assembly
        .GetCustomAttributes<AssemblyMetadataAttribute>().Single(attribute => attribute.Key == "RepositoryRoot").Value!;
}
