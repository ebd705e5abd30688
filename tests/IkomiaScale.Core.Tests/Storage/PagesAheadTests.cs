using IkomiaScale.Storage;
using IkomiaScale.Tests.Support;
using Newtonsoft.Json.Linq;

namespace IkomiaScale.Tests.Storage;

/// <summary>Which pages are asked for before they are needed, and what becomes of those that turn out not to exist.</summary>
public sealed class PagesAheadTests
{
    private readonly List<int> _asked = [];
    private readonly Dictionary<int, TaskCompletionSource<ListPage>> _answers = [];

    [Fact]
    public async Task One_page_ahead_at_first_then_2_and_4_and_8_as_pages_are_used_up()
    {
        var pages = new PagesAhead(Ask);
        var ahead = new List<int>();
        for (var page = 1; page <= 12; page++)
        {
            await ReadAsync(pages, page, hasNext: true);

            // Half of it is taken.
            pages.Ask();
            ahead.Add(_asked.Count - page);
            pages.Use();
        }

        Assert.Equal([1, 1, 2, 2, 4, 4, 4, 4, 8, 8, 8, 8], ahead);
        Assert.Equal(Enumerable.Range(1, 20), _asked);
    }

    [Fact]
    public async Task What_gives_nothing_new_asks_for_no_more()
    {
        var pages = new PagesAhead(Ask);
        for (var page = 1; page <= 100; page++)
        {
            await ReadAsync(pages, page, hasNext: true);
        }

        Assert.Equal(100, _asked.Count);
    }

    [Theory]
    [InlineData(ScaleErrorId.ObjectNotFound)]
    [InlineData(ScaleErrorId.InvalidInput)]
    [InlineData(ScaleErrorId.InvalidResponse)]
    public async Task What_is_refused_behind_the_end_is_forgotten(ScaleErrorId refusal)
    {
        var pages = await TwoAheadAsync();

        Answer(4).SetException(new ScaleException(refusal, "There is no such page."));
        await ReadAsync(pages, 3, hasNext: false);

        Assert.Equal([1, 2, 3, 4], _asked);
    }

    [Fact]
    public async Task A_guess_that_was_refused_and_exists_now_is_asked_for_again()
    {
        var pages = await TwoAheadAsync();
        Answer(4).SetException(new ScaleException(ScaleErrorId.ObjectNotFound, "There is no such page."));
        await ReadAsync(pages, 3, hasNext: true);

        _answers.Remove(4);
        await ReadAsync(pages, 4, hasNext: false);

        Assert.Equal([1, 2, 3, 4, 4], _asked);
    }

    [Theory]
    [InlineData(3, false)]
    [InlineData(4, true)]
    public async Task What_is_known_to_exist_or_was_repeated_already_fails_at_once(int page, bool isTransient)
    {
        var pages = await TwoAheadAsync();
        Answer(page).SetException(new ScaleException(ScaleErrorId.ServiceUnavailable, "No.") { IsTransient = isTransient });
        if (page == 4)
        {
            await ReadAsync(pages, 3, hasNext: true);
        }

        await Assert.ThrowsAsync<ScaleException>(pages.TakeAsync);
        Assert.Equal([1, 2, 3, 4], _asked);
    }

    [Fact]
    public async Task Answers_that_come_in_another_order_are_given_in_order()
    {
        var pages = await TwoAheadAsync();
        var third = pages.TakeAsync();
        Answer(4).SetResult(Page(4, hasNext: false));
        Assert.False(third.IsCompleted);
        Answer(3).SetResult(Page(3, hasNext: true));

        Assert.Equal("3", (await third).Objects.Single().Path);
        pages.Read(hasNext: true);
        Assert.Equal("4", (await pages.TakeAsync()).Objects.Single().Path);
    }

    // Two pages are read and used up; pages 3 and 4 are asked for, 4 as a guess.
    private async Task<PagesAhead> TwoAheadAsync()
    {
        var pages = new PagesAhead(Ask);
        await ReadAsync(pages, 1, hasNext: true);
        pages.Use();
        await ReadAsync(pages, 2, hasNext: true);
        pages.Use();
        pages.Ask();
        Assert.Equal([1, 2, 3, 4], _asked);
        return pages;
    }

    private async Task ReadAsync(PagesAhead pages, int page, bool hasNext)
    {
        var taken = pages.TakeAsync();
        Answer(page).TrySetResult(Page(page, hasNext));
        Assert.Equal(page.ToString(System.Globalization.CultureInfo.InvariantCulture), (await taken).Objects.Single().Path);
        pages.Read(hasNext);
    }

    private Task<ListPage> Ask(int page)
    {
        _asked.Add(page);
        return Answer(page).Task;
    }

    private TaskCompletionSource<ListPage> Answer(int page)
    {
        if (!_answers.TryGetValue(page, out var answer))
        {
            _answers.Add(page, answer = new TaskCompletionSource<ListPage>());
        }

        return answer;
    }

    private static ListPage Page(int number, bool hasNext) =>
        ListPage.FromJson(StoredObjects.Page(hasNext, StoredObjects.Json(number.ToString(System.Globalization.CultureInfo.InvariantCulture))), directory: null);
}
