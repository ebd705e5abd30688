using IkomiaScale.Sync.Planning;

namespace IkomiaScale.Tests.Sync;

/// <summary>Both sides in, how each path stands out.</summary>
public sealed class ComparisonTests
{
    [Theory]
    [InlineData("", "a=1 b=2 c=3", "b=2 c=4 d=5", "OnlyLocal a, Different c, OnlyStorage d")]
    [InlineData("all", "a=1", "a=1", "Same a")]
    [InlineData("", "a=#", "a=1", "Unreadable a")]
    [InlineData("", "d!!", "d/x=1", "Unreadable d, Unreadable d/x")]
    [InlineData("", "a!", "a=1", "Unreadable a")]
    [InlineData("", "a=1", "a=?", "Different a")]

    // A file where the other side has a folder, or the storage has both.
    [InlineData("", "a=1", "a/x=2", "Conflict a, Conflict a/x")]
    [InlineData("", "a/x=1", "a=2", "Conflict a, Conflict a/x")]
    [InlineData("", "a/", "a=2", "Conflict a")]
    [InlineData("", "", "a=1 a/x=2", "Conflict a, Conflict a/x")]
    [InlineData("all", "a/x=2", "a=1 a/x=2", "Conflict a, Same a/x")]

    // Names that this file system cannot hold apart, whichever way a sync goes.
    [InlineData("", "", "A=1 a=2", "OnlyStorage A, OnlyStorage a")]
    [InlineData("case", "", "A=1 a=2 b=3", "Conflict A, Conflict a, OnlyStorage b")]
    [InlineData("case all", "a=2", "A=1 a=2", "Conflict A, Same a")]
    [InlineData("case", "", "D/x=1 d/x=2 d/y=3", "Conflict D/x, Conflict d/x, OnlyStorage d/y")]
    [InlineData("form", "", "\u00e9=1 e\u0301=2", "Conflict e\u0301, Conflict \u00e9")]
    [InlineData("case form", "", "\u00c9=1 e\u0301=2", "Conflict e\u0301, Conflict \u00c9")]
    [InlineData("form all", "e\u0301=1", "\u00e9=1", "Same e\u0301")]

    // Names that one side cannot hold at all.
    [InlineData("windows", "", "a:b=1 con.txt=2 x.=3 y=4", "Conflict a:b, Conflict con.txt, Conflict x., OnlyStorage y")]
    [InlineData("", "", "../x=1 c//d=3", "Conflict ../x, Conflict c//d")]
    [InlineData("", "a\u0001b=1 c=2", "", "Conflict a\u0001b, OnlyLocal c")]
    public void Compares(string options, string local, string storage, string expected)
    {
        var (wanted, rules) = Sides.Options(options);
        wanted = wanted with { IsComparison = true };
        var files = Sides.Local(local);
        var objects = Sides.Storage(storage);
        var pairs = SyncPairing.Pair(files, objects, wanted.Direction, rules, wanted.IsComparison);
        var view = new SyncView(files, objects, pairs, IkomiaScale.Sync.Filters.SyncFilter.None, []);

        var all = SyncComparisons.Of(view, wanted).ToList();

        Assert.Equal(expected, string.Join(", ", all.Select(item => $"{item.Status} {item.Path}")));
        Assert.All(all.Where(item => item.Status == CompareStatus.Conflict), item => Assert.False(string.IsNullOrEmpty(item.Detail)));
    }
}
