using IkomiaScale.Errors;

namespace IkomiaScale.Tests.Errors;

/// <summary>A slip of the fingers gets a suggestion; another word does not.</summary>
public sealed class SuggestionTests
{
    private static readonly string[] Names = ["detect", "blur", "pass_through", "Größe", "x"];

    [Theory]
    [InlineData("detct", "detect")]
    [InlineData("DETECT", "detect")]
    [InlineData("detetc", "detect")]
    [InlineData("pass-trough", "pass_through")]
    [InlineData("blurr", "blur")]
    [InlineData("GRÖSE", "Größe")]
    [InlineData("y", "x")]
    public void A_similar_name_is_suggested(string name, string expected) => Assert.Equal(expected, Suggestion.Nearest(name, Names));

    [Theory]
    [InlineData("sharpen")]
    [InlineData("blank")]
    [InlineData("")]
    [InlineData("detection_of_objects")]
    public void Another_word_is_not(string name) => Assert.Null(Suggestion.Nearest(name, Names));

    [Fact]
    public void The_nearest_name_wins_and_the_first_of_two_that_are_as_near()
    {
        Assert.Equal("image_2", Suggestion.Nearest("image_22", ["image_99", "image_2", "image_23x"]));
        Assert.Equal("task_b", Suggestion.Nearest("task_a", ["task_b", "task_c"]));
    }

    [Fact]
    public void The_name_itself_is_no_suggestion() => Assert.Null(Suggestion.Nearest("blur", ["blur"]));

    [Fact]
    public void Neither_many_names_nor_long_ones_cost_much()
    {
        Assert.Null(Suggestion.Nearest(new string('a', 1_000_000), Names));
        Assert.Equal("name1", Suggestion.Nearest("nmae1", Enumerable.Range(0, 1_000_000).Select(number => $"name{number}")));
    }

    [Fact]
    public void A_suggestion_is_a_sentence_that_is_safe_to_print()
    {
        Assert.Equal(@" Did you mean 'a\u001bb'?", Suggestion.For("a b", ["a\u001bb"]));
        Assert.Empty(Suggestion.For("sharpen", Names));
    }
}
