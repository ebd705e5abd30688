using IkomiaScale.Deployments.Batches;
using IkomiaScale.Deployments.Journal;
using IkomiaScale.Tests.Deployments.Journal;

namespace IkomiaScale.Tests.Deployments.Batches;

/// <summary>What a batch says of its runs.</summary>
public sealed class BatchTextTests
{
    private static readonly JournalEntry Entry = Entries.Of(1, JournalState.Lost, "u1");

    [Fact]
    public void The_numbers_of_what_may_cost_come_always_and_the_others_where_there_are_some()
    {
        var counts = new BatchCounts();
        counts.Add(BatchEnd.Ran);
        counts.Add(BatchEnd.Ran);
        counts.Add(BatchEnd.Lost);
        Assert.Equal("2 run, 0 recalled, 0 failed, 0 in doubt, 1 lost.", counts.ToString());

        counts.Add(BatchEnd.Recalled);
        counts.Add(BatchEnd.Failed);
        counts.Add(BatchEnd.InDoubt);
        counts.Add(BatchEnd.Open);
        counts.Add(BatchEnd.NotBegun);
        counts.Add(BatchEnd.Elsewhere);
        Assert.Equal("2 run, 1 recalled, 1 failed, 1 in doubt, 1 lost, 1 still running, 1 not started, 1 of other shards.", counts.ToString());
    }

    [Fact]
    public void A_run_in_doubt_is_told_with_its_cause_or_what_the_journal_says_or_when_it_was_sent()
    {
        var cause = new ScaleException(ScaleErrorId.ServiceUnavailable, "The service is busy.") { StatusCode = 503, Detail = "busy" };

        var failure = BatchErrors.InDoubt(Entry with { Message = "Of the journal." }, cause);
        Assert.Equal((ScaleErrorId.RunInDoubt, Entry.Input, 503, "busy"), (failure.ErrorId, failure.Target, failure.StatusCode, failure.Detail));
        Assert.StartsWith("Nobody knows whether the run on videos/1.mp4 was started: The service is busy. It is not sent again", failure.Message, StringComparison.Ordinal);
        Assert.Same(cause, failure.InnerException);

        Assert.Contains("started: Of the journal. It", BatchErrors.InDoubt(Entry with { Message = "Of the journal." }, cause: null).Message, StringComparison.Ordinal);
        Assert.Contains("the run was started: the process ended while it was being sent (2026-03-04 05:06:07 UTC). It", BatchErrors.InDoubt(Entry with { Input = null }, cause: null).Message, StringComparison.Ordinal);
    }

    [Fact]
    public void A_run_that_failed_before_is_told_as_it_was()
    {
        var failure = BatchErrors.FailedBefore(Entry with { Error = nameof(ScaleErrorId.PayloadTooLarge), Message = "Too large." });
        Assert.Equal((ScaleErrorId.PayloadTooLarge, "u1"), (failure.ErrorId, failure.Target));
        Assert.Equal("Too large. (This was at 2026-03-04 05:06:07 UTC. To run it again, add -Retry Failed.)", failure.Message);

        var unknown = BatchErrors.FailedBefore(Entry with { Error = "OfANewerVersion", Uuid = null });
        Assert.Equal((ScaleErrorId.WorkflowFailed, Entry.Input), (unknown.ErrorId, unknown.Target));
        Assert.StartsWith("Run '' on videos/1.mp4 failed. (", unknown.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void A_lost_result_is_told_with_what_another_run_costs()
    {
        var failure = BatchErrors.Lost(Entry with { Message = "It is gone." });
        Assert.Equal((ScaleErrorId.NoResults, "u1"), (failure.ErrorId, failure.Target));
        Assert.Equal("It is gone. To run it again, which costs again, add -Retry Lost.", failure.Message);

        Assert.StartsWith("The result of run 'u1' on videos/1.mp4 is lost. To", BatchErrors.Lost(Entry).Message, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData(true, "The connection broke or the process ended while the result was requested, so it may be lost")]
    [InlineData(false, "The service answers the same for a run that it no longer knows")]
    public void A_run_that_is_too_old_is_told_with_what_may_have_happened(bool mayBeTaken, string end)
    {
        var submitted = Entry with { SubmittedAt = Entries.Now.AddHours(-25) };

        Assert.Equal(
            "Run 'u1' on videos/1.mp4 was submitted at 2026-03-03 04:06:07 UTC and has no result after 1.00:00:00 (-LostAfter). " + end,
            BatchErrors.TooOld(submitted, TimeSpan.FromDays(1), mayBeTaken));
        Assert.Contains("submitted at 2026-03-04 05:06:07 UTC", BatchErrors.TooOld(Entry, TimeSpan.FromDays(1), mayBeTaken), StringComparison.Ordinal);
    }
}
