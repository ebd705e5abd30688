using System.Globalization;

namespace IkomiaScale.Emulator.Tasks;

/// <summary>Waits, and then describes its input.</summary>
internal sealed class SlowTask(TimeProvider clock) : DescribeTask
{
    private const string Milliseconds = "milliseconds";
    private const int MaxMilliseconds = 3_600_000;

    public override string Name => "slow";

    public override IReadOnlyList<TaskParameter> Parameters { get; } =
    [
        new TaskParameter(Milliseconds, "2000", value => TryParse(value) is null ? $"'{Milliseconds}' must be a whole number from 0 to {MaxMilliseconds}" : null),
    ];

    public override TimeSpan ExpectedDuration(IReadOnlyDictionary<string, string> parameters) =>
        TimeSpan.FromMilliseconds(TryParse(parameters.GetValueOrDefault(Milliseconds, "")) ?? 0);

    public override async Task<IReadOnlyList<TaskOutput>> RunAsync(TaskContext context)
    {
        await Task.Delay(ExpectedDuration(context.Parameters), clock, context.Cancellation);
        return await base.RunAsync(context);
    }

    private static int? TryParse(string value) =>
        int.TryParse(value, NumberStyles.None, CultureInfo.InvariantCulture, out var number) && number <= MaxMilliseconds ? number : null;
}
