using IkomiaScale.Storage;
using IkomiaScale.Tests.Support;
using Newtonsoft.Json.Linq;

namespace IkomiaScale.Tests.Storage;

/// <summary>What is dropped from a list because it came just before, and when a list is taken for one without an end.</summary>
public sealed class SeenPagesTests
{
    private readonly SeenPages _seen = new();

    [Fact]
    public void What_came_on_the_page_before_or_twice_on_this_one_is_dropped()
    {
        Assert.Equal(["a", "b"], Take("a", "b", "a"));
        Assert.Equal(["c"], Take("b", "c"));
    }

    [Fact]
    public void An_object_that_was_overwritten_between_two_pages_is_the_same_and_two_without_a_path_are_not()
    {
        Assert.Single(_seen.Take(Page(Item("a", "uid-1"))));
        Assert.Empty(_seen.Take(Page(Item("a", "uid-2"))));
        Assert.Equal(2, _seen.Take(Page(Item(null, "uid-1"), Item(null, "uid-2"))).Count);
        Assert.Empty(_seen.Take(Page(Item(null, "uid-1"))));
    }

    [Theory]
    [InlineData(255, true)]
    [InlineData(256, false)]
    public void The_last_256_objects_at_least_are_remembered_and_little_more(int since, bool isRemembered)
    {
        Take("first");
        foreach (var number in Enumerable.Range(0, since))
        {
            Take($"{number}");
        }

        Assert.Equal(isRemembered ? [] : ["first"], Take("first"));
    }

    [Fact]
    public void The_page_before_is_remembered_however_large_it_is()
    {
        var large = Enumerable.Range(0, 1000).Select(number => $"{number}").ToArray();
        Take(large);
        Assert.Empty(Take(large));
    }

    [Fact]
    public void A_list_goes_in_circles_when_a_page_that_is_remembered_has_come_again_three_times()
    {
        string[][] circle = [["a", "b"], ["c"], ["d"]];
        var pages = 0;
        for (var number = 0; !_seen.IsEndless && number < 1000; number++)
        {
            Take(circle[number % 3]);
            pages++;
        }

        // The 4th page comes again as the 7th. Then the 8th is remembered in its place, and comes again as the 11th and the 14th.
        Assert.Equal(14, pages);
    }

    [Fact]
    public void A_page_with_more_objects_is_not_the_same_one()
    {
        Take("a", "b");
        for (var number = 0; number < 10; number++)
        {
            Take("a", "b", $"{number}");
        }

        Assert.False(_seen.IsEndless);
    }

    [Fact]
    public void A_thousand_empty_pages_in_a_row_are_no_list_any_more()
    {
        for (var number = 0; number < 999; number++)
        {
            Assert.Empty(Take());
        }

        Assert.False(_seen.IsEndless);
        Take("a");
        for (var number = 0; number < 999; number++)
        {
            Take();
        }

        Assert.False(_seen.IsEndless);
        Take();
        Assert.True(_seen.IsEndless);
    }

    private List<string?> Take(params string[] paths) =>
        _seen.Take(Page(paths.Select(path => Item(path, $"uid of {path}")).ToArray())).Select(item => item.Path).ToList();

    private static JObject Item(string? path, string uid) => StoredObjects.Json(path, uid: uid);

    private static ListPage Page(params JObject[] items) => ListPage.FromJson(StoredObjects.Page(hasNext: true, items), directory: null);
}
