using IkomiaScale.Emulator.Faults.Actions;

namespace IkomiaScale.Emulator.Faults;

/// <summary>Makes faults out of rules, and checks that each has what its action needs.</summary>
internal static class FaultFactory
{
    private static readonly string[] Routes =
        ["jwt", "list", "create", "overwrite", "copy", "delete", "presign", "content", "workflow", "run", "results", "administration", "other"];

    public static Fault Create(FaultRule rule, int number)
    {
        Check(rule.Route is null || Routes.Contains(rule.Route), number, $"'route' is one of {string.Join(", ", Routes)}");
        Check(rule.Skip >= 0, number, "'skip' is 0 or more");
        Check(rule.Times >= -1, number, "'times' is -1 or more");
        Check(rule.Bytes is null or >= 0, number, "'bytes' is 0 or more");
        Check(rule.Offset is null or >= 0, number, "'offset' is 0 or more");
        Check(rule.Index is null or >= 0, number, "'index' is 0 or more");
        return new Fault(rule, Action(rule, number));
    }

    private static IFaultAction Action(FaultRule rule, int number) => rule.Action switch
    {
        "status" => Status(rule, number),
        "reset" => new ResetAction(When(rule, number, "before-body", "mid-body", "after-body", "mid-response"), rule.Bytes, rule.CarriedOut ?? true),
        "stall" => new StallAction(When(rule, number, "headers", "mid-body", "mid-response"), Seconds(rule, number), rule.Bytes),
        "refuse-beyond" => new RefuseBeyondAction(AtOnce(rule, number), rule.Seconds is null ? 0 : Wait(rule, number), Status(rule with { Status = rule.Status ?? 429 }, number)),
        "slow-beyond" => new SlowBeyondAction(AtOnce(rule, number), Wait(rule, number)),
        "truncate" => new CutAction(rule.Bytes, looksComplete: false),
        "shorten" => new CutAction(rule.Bytes, looksComplete: true),
        "corrupt" => new CorruptAction(rule.Offset),
        "drip" => new DripAction(Required(rule.BytesPerSecond is > 0 ? rule.BytesPerSecond : null, number, "bytesPerSecond")),
        "rewrite" => new RewriteAction(Text(rule.Find, number, "find"), rule.With ?? ""),
        "fail-deployment" => new FailDeploymentAction(),
        "expire-token" => new ExpireTokenAction(),
        "revoke-tokens" => new RevokeTokensAction(),
        "duplicate-page" => new DuplicatePageAction(),
        "reorder-page" => new PageAction(PageEdits.Reverse),
        "drop-from-page" => new PageAction(PageEdits.Drop(rule.Index ?? 0)),
        "insert-in-page" => new PageAction(PageEdits.Insert(rule.Index ?? 0, rule.Object ?? throw Missing(number, "object"))),
        "create-object" => new CreateObjectAction(Text(rule.Name, number, "name"), rule.Content ?? ""),
        "delete-object" => new DeleteObjectAction(Text(rule.Name, number, "name")),
        _ => throw new FormatException($"rule {number}: there is no action '{rule.Action}'"),
    };

    private static StatusAction Status(FaultRule rule, int number)
    {
        var status = Required(rule.Status, number, "status");
        Check(status is >= 200 and <= 599, number, "'status' is a number from 200 to 599");
        return new StatusAction(rule, status, When(rule, number, "before-body", "after-body"));
    }

    private static int AtOnce(FaultRule rule, int number) => Required(rule.AtOnce is > 0 ? rule.AtOnce : null, number, "atOnce");

    private static double Wait(FaultRule rule, int number)
    {
        var seconds = Required(rule.Seconds, number, "seconds");
        Check(seconds is >= 0 and <= 86_400, number, "'seconds' is a number from 0 to 86400");
        return seconds;
    }

    private static double Seconds(FaultRule rule, int number)
    {
        var seconds = Required(rule.Seconds, number, "seconds");
        Check(seconds is -1 or (>= 0 and <= 86_400), number, "'seconds' is -1, or a number from 0 to 86400");
        return seconds;
    }

    /// <summary>The moment of the fault; the first one that is possible when none is named.</summary>
    private static string When(FaultRule rule, int number, params string[] possible)
    {
        var when = rule.When ?? possible[0];
        Check(possible.Contains(when), number, $"'when' is one of {string.Join(", ", possible)}");
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
