namespace IkomiaScale.Tests.Faults;

/// <summary>Checks lines of the matrix. The cases of a class run one after the other, each with rules of its own.</summary>
public abstract class FaultMatrix(FaultyEmulator emulator)
{
    internal static TheoryData<string> NamesOf(IEnumerable<FaultCase> cases)
    {
        var names = new TheoryData<string>();
        foreach (var item in cases)
        {
            names.Add(item.Name);
        }

        return names;
    }

    private protected async Task CheckAsync(IEnumerable<FaultCase> cases, string name)
    {
        var item = cases.Single(each => each.Name == name);
        using var stage = new Stage(emulator, item.Fault.IsSilence);
        await item.Operation.PrepareAsync(stage);
        if (item.Operation.HasToken)
        {
            await stage.Client.CheckAsync();
        }

        await emulator.InjectAsync(Rule.ToFile(item.Fault.Rules, stage.Folder));
        var outcome = await OutcomeAsync(item.Operation, stage);
        var requests = await emulator.HealAsync();
        var leaves = await item.Operation.LeavesAsync(stage);

        // All at once: what is wrong with one of them often shows in the others.
        var expected = $"{item.Outcome} | {item.Requests} | {item.Leaves}";
        var actual = $"{outcome.Words} | {requests} | {leaves}";
        Assert.True(expected == actual, $"Expected: {expected}\nActual:   {actual}\n{outcome.Failure}");
    }

    private static async Task<(string Words, Exception? Failure)> OutcomeAsync(Operation operation, Stage stage)
    {
        var asked = stage.Clock.Waits.Count;
        try
        {
            await operation.ActAsync(stage);
        }
        catch (ScaleException exception)
        {
            return (exception.ErrorId.ToString(), exception);
        }
        catch (Exception exception) when (exception is not Xunit.Sdk.XunitException)
        {
            return (exception.GetType().Name, exception);
        }

        // Waits that the service asked for are whole seconds; the client's own are left to chance.
        var waited = stage.Clock.Waits.Skip(asked).Where(wait => wait.Ticks % TimeSpan.TicksPerSecond == 0).Sum(wait => wait.TotalSeconds);
        return (waited > 0 ? FormattableString.Invariant($"{FaultCase.Success} after {waited} s") : FaultCase.Success, null);
    }
}
