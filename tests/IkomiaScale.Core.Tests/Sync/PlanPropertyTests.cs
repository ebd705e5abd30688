using IkomiaScale.Sync.Filters;
using IkomiaScale.Sync.Planning;

namespace IkomiaScale.Tests.Sync;

/// <summary>What holds for all plans, tried on sides that are made up; the same ones each time.</summary>
public sealed class PlanPropertyTests
{
    private const int Tries = 400;

    [Theory]
    [InlineData("delete force")]
    [InlineData("down delete force")]
    public void After_a_sync_both_sides_are_equal_and_the_next_one_does_nothing(string words)
    {
        for (var seed = 0; seed < Tries; seed++)
        {
            var random = new Random(seed);
            var local = Tree(random);
            var storage = Tree(random);
            var isDownload = words.Contains("down", StringComparison.Ordinal);

            var after = Apply(words, local, storage);

            Assert.Equal(isDownload ? storage : local, after);
            Assert.Equal(string.Empty, isDownload ? Plan(words, after, storage) : Plan(words, local, after));
        }
    }

    [Theory]
    [InlineData("")]
    [InlineData("down")]
    public void Without_delete_nothing_is_lost(string words)
    {
        for (var seed = 0; seed < Tries; seed++)
        {
            var random = new Random(seed);
            var local = Tree(random);
            var storage = Tree(random);
            var (source, target) = words == "down" ? (storage, local) : (local, storage);

            var after = Apply(words, local, storage);

            Assert.Equal(target.Where(item => !source.ContainsKey(item.Key)), after.Where(item => !source.ContainsKey(item.Key)));
            Assert.Equal(source, after.Where(item => source.ContainsKey(item.Key)));
        }
    }

    [Theory]
    [InlineData("delete force")]
    [InlineData("down delete force")]
    public void What_the_filters_leave_out_is_not_touched(string words)
    {
        for (var seed = 0; seed < Tries; seed++)
        {
            var random = new Random(seed);
            var local = Tree(random);
            var storage = Tree(random);
            var filter = new SyncFilter(seed % 2 == 0 ? ["d*/", "a*"] : [], ["b", "d1/"], []);
            var isDownload = words.Contains("down", StringComparison.Ordinal);
            var target = isDownload ? local : storage;

            var after = Apply(words, Within(local, filter), Within(storage, filter));

            Assert.Equal(Within(isDownload ? storage : local, filter), after);
            Assert.DoesNotContain(after.Keys, filter.LeavesOut);
            Assert.Equal(target.Count, target.Keys.Count(filter.LeavesOut) + Within(target, filter).Count);
        }
    }

    [Fact]
    public void A_copy_is_never_made_of_what_is_not_there_any_more()
    {
        for (var seed = 0; seed < Tries; seed++)
        {
            var random = new Random(seed);
            var (options, rules) = Sides.Options("delete force");
            var local = Sides.Local(Text(Tree(random)));
            var storage = Sides.Storage(Text(Tree(random)));
            var plan = SyncPlanner.Plan(local, storage, SyncPairing.Pair(local, storage, options.Direction, rules), options);
            var replaced = plan.Steps.Where(step => step.Reason == SyncReason.Changed).Select(step => step.Path).ToHashSet();

            Assert.DoesNotContain(plan.Steps, step => step.Action == SyncAction.Copy && step.Storage >= 0 && replaced.Contains(step.From!));
        }
    }

    // Carries a plan out as the executor does: copies to new paths, then the rest, then deletes.
    private static SortedDictionary<string, string> Apply(string words, SortedDictionary<string, string> local, SortedDictionary<string, string> storage)
    {
        var (options, rules) = Sides.Options(words);
        var files = Sides.Local(Text(local));
        var objects = Sides.Storage(Text(storage));
        var plan = SyncPlanner.Plan(files, objects, SyncPairing.Pair(files, objects, options.Direction, rules), options);
        var (source, target) = options.Direction == SyncDirection.Download ? (storage, local) : (local, storage);
        var after = new SortedDictionary<string, string>(target, StringComparer.Ordinal);
        foreach (var step in plan.Transfers.OrderBy(step => !(step.Action == SyncAction.Copy && !target.ContainsKey(step.Path))))
        {
            after[step.Path] = step.Action == SyncAction.Copy ? after[step.From!] : source[step.Path];
        }

        foreach (var step in plan.Deletes)
        {
            Assert.True(after.Remove(step.Path));
        }

        return after;
    }

    private static string Plan(string words, SortedDictionary<string, string> local, SortedDictionary<string, string> storage)
    {
        var (options, rules) = Sides.Options(words);
        var files = Sides.Local(Text(local));
        var objects = Sides.Storage(Text(storage));
        return Sides.Words(SyncPlanner.Plan(files, objects, SyncPairing.Pair(files, objects, options.Direction, rules), options));
    }

    // Few names and few contents, so that all that can happen between them does. No file has the name of a folder.
    private static SortedDictionary<string, string> Tree(Random random)
    {
        var tree = new SortedDictionary<string, string>(StringComparer.Ordinal);
        for (var count = random.Next(8); count > 0; count--)
        {
            var folder = random.Next(3) is var level and > 0 ? $"d{level}/" : string.Empty;
            tree[folder + "abcd"[random.Next(4)]] = new string((char)('0' + random.Next(4)), 1 + random.Next(2));
        }

        return tree;
    }

    private static SortedDictionary<string, string> Within(SortedDictionary<string, string> tree, SyncFilter filter) =>
        new(tree.Where(item => !filter.LeavesOut(item.Key)).ToDictionary(item => item.Key, item => item.Value), StringComparer.Ordinal);

    private static string Text(SortedDictionary<string, string> tree) => string.Join(' ', tree.Select(item => $"{item.Key}={item.Value}"));
}
