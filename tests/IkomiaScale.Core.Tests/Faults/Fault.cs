namespace IkomiaScale.Tests.Faults;

/// <summary>Something that goes wrong, in words and as rules for the emulator.</summary>
internal sealed class Fault(string words, params Rule[] rules)
{
    private const string Detail = "The emulator was told to.";

    public string Words => words;

    public IReadOnlyList<Rule> Rules => rules;

    /// <summary>Whether the client has to notice that nothing comes.</summary>
    public bool IsSilence { get; private init; }

    /// <summary>An answer with an error status. Nothing was done.</summary>
    public static Fault Status(string route, int status, bool always = false) =>
        new(always ? $"{status} always" : $"{status}", Answer(route, status) with { Times = always ? Rule.Always : 1 });

    /// <summary>The same with a page for people instead of the service's own words.</summary>
    public static Fault Html(string route, int status) =>
        new($"{status} with HTML", Answer(route, status) with { Body = "<!DOCTYPE html><html><body><h1>Bad gateway</h1></body></html>" });

    public static Fault BrokenJson(string route, int status) =>
        new($"{status} with broken JSON", Answer(route, status) with { Body = "{\"detail\": \"brok" });

    /// <summary>An answer that asks to come back later, in seconds or with a date.</summary>
    public static Fault RetryAfter(string route, int status, string words, string header) =>
        new($"{status}, Retry-After {words}", Answer(route, status) with { Headers = new() { ["Retry-After"] = header } });

    /// <summary>The request is carried out, and an error status is answered all the same.</summary>
    public static Fault StatusAfterDeed(string route, int status) =>
        new($"{status} although it was done", Answer(route, status) with { CarriedOut = true });

    public static Fault ResetBeforeBody(string route, bool always = false) =>
        new(always ? "reset always" : "reset immediately", new Rule(route, "reset") { When = "before-body", Times = always ? Rule.Always : 1 });

    public static Fault ResetInBody(string route, bool always = false) => new(
        $"reset in the middle of the body{(always ? " always" : string.Empty)}",
        new Rule(route, "reset") { When = "mid-body", Bytes = 100_000, Times = always ? Rule.Always : 1 });

    public static Fault ResetAfterBody(string route, bool isDone) => new(
        isDone ? "reset after the body, and it was done" : "reset after the body, and it was not done",
        new Rule(route, "reset") { When = "after-body", CarriedOut = isDone });

    public static Fault ResetInAnswer(string route) =>
        new("reset in the middle of the answer", new Rule(route, "reset") { When = "mid-response" });

    public static Fault Silence(string route, bool always = false) => new(
        always ? "no answer always" : "no answer",
        new Rule(route, "stall") { Seconds = -1, When = "headers", Times = always ? Rule.Always : 1 }) { IsSilence = true };

    public static Fault SilenceInBody(string route) =>
        new("silence in the middle of the body", new Rule(route, "stall") { Seconds = -1, When = "mid-body", Bytes = 100_000 }) { IsSilence = true };

    public static Fault SilenceInAnswer(string route) =>
        new("silence in the middle of the answer", new Rule(route, "stall") { Seconds = -1, When = "mid-response" }) { IsSilence = true };

    public static Fault CutOff(string route, int times = 1, long? bytes = null) => new(
        times == Rule.Always ? $"answer breaks off after {bytes} bytes always" : "answer breaks off",
        new Rule(route, "truncate") { Times = times, Bytes = bytes });

    public static Fault Short(string route) => new("answer too short", new Rule(route, "shorten"));

    public static Fault Damaged(string route) => new("answer damaged", new Rule(route, "corrupt"));

    public static Fault Drip(string route, long bytesPerSecond) => new("answer comes slowly", new Rule(route, "drip") { BytesPerSecond = bytesPerSecond });

    /// <summary>The answer has another text in place of this one.</summary>
    public static Fault Rewritten(string words, string route, string find, string with, int times = 1) =>
        new(words, new Rule(route, "rewrite") { Find = find, With = with, Times = times });

    public static Fault Revoked(string route) => new("token revoked", new Rule(route, "revoke-tokens"));

    /// <summary>The same, but some requests are let through first.</summary>
    public Fault After(int skip, string prefix) => new(prefix + words, rules.Select(rule => rule with { Skip = skip }).ToArray()) { IsSilence = IsSilence };

    public static Rule Answer(string route, int status) =>
        new(route, "status") { Status = status, When = "after-body", Body = new { detail = Detail } };

    public override string ToString() => words;
}
