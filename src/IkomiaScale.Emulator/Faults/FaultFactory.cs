using IkomiaScale.Emulator.Faults.Actions;

namespace IkomiaScale.Emulator.Faults;

/// <summary>Creates faults from rules. Checks that each rule has the fields of its action.</summary>
internal static class FaultFactory
{
    private static readonly string[] Routes =
        ["jwt", "list", "create", "overwrite", "copy", "delete", "presign", "content", "workflow", "run", "results", "administration", "other"];

    private static readonly Dictionary<string, Func<FaultRule, int, IFaultAction>> Actions = new(StringComparer.Ordinal)
    {
        ["status"] = (rule, number) => Status(rule, number),
        ["reset"] = (rule, number) => new ResetAction(When(rule, number, "before-body", "mid-body", "after-body", "mid-response"), rule.Bytes, rule.CarriedOut ?? true),
        ["stall"] = (rule, number) => new StallAction(When(rule, number, "headers", "mid-body", "mid-response"), Seconds(rule, number), rule.Bytes),
        ["refuse-beyond"] = (rule, number) => new RefuseBeyondAction(AtOnce(rule, number), rule.Seconds is null ? 0 : Wait(rule, number), Status(rule with { Status = rule.Status ?? 429 }, number)),
        ["slow-beyond"] = (rule, number) => new SlowBeyondAction(AtOnce(rule, number), Wait(rule, number)),
        ["truncate"] = (rule, _) => new CutAction(rule.Bytes, looksComplete: false),
        ["shorten"] = (rule, _) => new CutAction(rule.Bytes, looksComplete: true),
        ["corrupt"] = (rule, _) => new CorruptAction(rule.Offset),
        ["drip"] = (rule, number) => new DripAction(Required(rule.BytesPerSecond is > 0 ? rule.BytesPerSecond : null, number, "bytesPerSecond")),
        ["rewrite"] = (rule, number) => new RewriteAction(Text(rule.Find, number, "find"), rule.With ?? ""),
        ["fail-deployment"] = (_, _) => new FailDeploymentAction(),
        ["expire-token"] = (_, _) => new ExpireTokenAction(),
        ["revoke-tokens"] = (_, _) => new RevokeTokensAction(),
        ["duplicate-page"] = (_, _) => new DuplicatePageAction(),
        ["reorder-page"] = (_, _) => new PageAction(PageEdits.Reverse),
        ["drop-from-page"] = (rule, _) => new PageAction(PageEdits.Drop(rule.Index ?? 0)),
        ["insert-in-page"] = (rule, number) => new PageAction(PageEdits.Insert(rule.Index ?? 0, rule.Object ?? throw Missing(number, "object"))),
        ["create-object"] = (rule, number) => new CreateObjectAction(Text(rule.Name, number, "name"), rule.Content ?? ""),
        ["delete-object"] = (rule, number) => new DeleteObjectAction(Text(rule.Name, number, "name")),
    };

    /// <summary>The names of all actions.</summary>
    public static IReadOnlyCollection<string> ActionNames => Actions.Keys;

    public static Fault Create(FaultRule rule, int number)
    {
        Check(rule.Route is null || Routes.Contains(rule.Route), number, $"'route' must be one of {string.Join(", ", Routes)}");
        Check(rule.Skip >= 0, number, "'skip' must be 0 or more");
        Check(rule.Times >= -1, number, "'times' must be -1 or more");
        Check(rule.Bytes is null or >= 0, number, "'bytes' must be 0 or more");
        Check(rule.Offset is null or >= 0, number, "'offset' must be 0 or more");
        Check(rule.Index is null or >= 0, number, "'index' must be 0 or more");
        Check(Actions.TryGetValue(rule.Action, out var create), number, $"there is no action '{rule.Action}'; 'action' must be one of {string.Join(", ", Actions.Keys)}");
        return new Fault(rule, create!(rule, number));
    }

    private static StatusAction Status(FaultRule rule, int number)
    {
        var status = Required(rule.Status, number, "status");
        Check(status is >= 200 and <= 599, number, "'status' must be a number from 200 to 599");
        return new StatusAction(rule, status, When(rule, number, "before-body", "after-body"));
    }

    private static int AtOnce(FaultRule rule, int number) => Required(rule.AtOnce is > 0 ? rule.AtOnce : null, number, "atOnce");

    private static double Wait(FaultRule rule, int number)
    {
        var seconds = Required(rule.Seconds, number, "seconds");
        Check(seconds is >= 0 and <= 86_400, number, "'seconds' must be a number from 0 to 86400");
        return seconds;
    }

    private static double Seconds(FaultRule rule, int number)
    {
        var seconds = Required(rule.Seconds, number, "seconds");
        Check(seconds is -1 or (>= 0 and <= 86_400), number, "'seconds' must be -1, or a number from 0 to 86400");
        return seconds;
    }

    /// <summary>The moment of the fault; the first possible one by default.</summary>
    private static string When(FaultRule rule, int number, params string[] possible)
    {
        var when = rule.When ?? possible[0];
        Check(possible.Contains(when), number, $"'when' must be one of {string.Join(", ", possible)}");
        return when;
    }

    private static T Required<T>(T? value, int number, string name)
        where T : struct => value ?? throw Missing(number, name);

    private static string Text(string? value, int number, string name) => string.IsNullOrEmpty(value) ? throw Missing(number, name) : value;

    private static FormatException Missing(int number, string name) => new($"rule {number}: its action needs '{name}'");

    private static void Check(bool holds, int number, string message)
    {
        if (!holds)
        {
            throw new FormatException($"rule {number}: {message}");
        }
    }
}
