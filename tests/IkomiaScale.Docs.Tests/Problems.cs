namespace IkomiaScale.Docs.Tests;

/// <summary>What checks find, all of it: xunit shows the beginnings of the first five.</summary>
internal static class Problems
{
    /// <summary>Fails with a line for each problem.</summary>
    public static void None(IEnumerable<string> problems)
    {
        var all = problems.ToList();
        Assert.True(all.Count == 0, string.Join(Environment.NewLine, all));
    }
}
