using static IkomiaScale.Tests.Faults.FaultCase;
using static IkomiaScale.Tests.Faults.Uploads;

namespace IkomiaScale.Tests.Faults;

/// <summary>What becomes of an object that is made while things go wrong.</summary>
public sealed class UploadFaultTests(FaultyEmulator emulator) : FaultMatrix(emulator), IClassFixture<FaultyEmulator>
{
    private const string New = "a.bin (new)";
    private const string Old = "a.bin (old)";
    private const string Nothing = "nothing";
    private const string Theirs = "a.bin (somebody else's)";
    private const string Look = "create 2, list 1";
    private const string Found = "create 1, list 1";

    internal static readonly FaultCase[] Cases =
    [
        new(Create, Fault.Status("create", 503), Success, Look, New),
        new(Create, Fault.Status("create", 503, always: true), "ServiceUnavailable", "create 5, list 5", Nothing),
        new(Create, Fault.RetryAfter("create", 503, "7", "7"), "success after 7 s", Look, New),
        new(Create, Fault.RetryAfter("create", 429, "86400", "86400"), "success after 30 s", Look, New),
        new(Create, Fault.RetryAfter("create", 503, "as a date, in an hour", "{now+3600}"), "success after 30 s", Look, New),
        new(Create, Fault.Html("create", 502), Success, Look, New),
        new(Create, Fault.BrokenJson("create", 500), Success, Look, New),
        new(Create, Fault.StatusAfterDeed("create", 500), Success, Found, New),
        new(Create, Fault.StatusAfterDeed("create", 504), Success, Found, New),
        new(Create, Fault.Status("create", 402), "QuotaExceeded", "create 1", Nothing),
        new(Create, Fault.Status("create", 403), "Forbidden", "create 1", Nothing),
        new(Create, Fault.Status("create", 409), "ObjectExists", "create 1", Nothing),
        new(Create, Fault.Status("create", 413), "PayloadTooLarge", "create 1", Nothing),
        new(Create, Fault.Status("create", 422), "InvalidInput", "create 1", Nothing),
        new(Create, Fault.Status("create", 401, always: true), "Unauthorized", "create 2, jwt 1", Nothing),
        new(Create, Fault.Revoked("create"), Success, "create 2, jwt 1", New),
        new(Create, Fault.ResetBeforeBody("create"), Success, Look, New),
        new(Create, Fault.ResetBeforeBody("create", always: true), "NetworkError", "create 5, list 5", Nothing),
        new(Create, Fault.ResetAfterBody("create", isDone: false), Success, Look, New),
        new(Create, Fault.ResetAfterBody("create", isDone: true), Success, Found, New),
        new(Create, Fault.ResetInAnswer("create"), Success, Found, New),
        new(Create, Fault.Silence("create"), Success, Look, New),
        new(Create, Fault.SilenceInAnswer("create"), Success, Found, New),
        new(Create, Fault.CutOff("create"), Success, Found, New),
        new(Create, Fault.Short("create"), Success, Found, New),
        new(Create, Fault.Rewritten("wrong sha256 in the answer", "create", "\"sha256\":\"", "\"sha256\":\"0"), Success, Found, New),
        new(
            Create,
            new Fault("the storage has damaged it", Wrong("create"), Wrong("list")),
            "ChecksumMismatch", "create 1, delete 1, list 1", Nothing),
        new(
            Create,
            new Fault("somebody else is faster", new Rule("create", "create-object") { Name = "{folder}/a.bin", Content = "somebody else's" }),
            "ObjectExists", "create 1", Theirs),
        new(
            Create,
            new Fault(
                "500, and somebody else is faster then",
                Fault.Answer("create", 500),
                new Rule("list", "create-object") { Name = "{folder}/a.bin", Content = "somebody else's" }),
            "ObjectExists", Found, Theirs),
        new(
            Create,
            new Fault("500 although it was done, and no look is possible", Fault.StatusAfterDeed("create", 500).Rules[0], Fault.Status("list", 503, always: true).Rules[0]),
            "ServiceUnavailable", "create 1, list 5", New),
        new(CreateLarge, Fault.ResetInBody("create"), Success, "create 2", New),
        new(CreateLarge, Fault.ResetInBody("create", always: true), "NetworkError", "create 5", Nothing),
        new(CreateLarge, Fault.SilenceInBody("create"), Success, "create 2", New),
        new(CreateOnce, Fault.Status("create", 503), "ServiceUnavailable", Found, Nothing),
        new(CreateOnce, Fault.ResetAfterBody("create", isDone: true), Success, Found, New),
        new(CreateOnce, Refused("create", 503), Success, Look, New),
        new(CreateOnce, Fault.Revoked("create"), Success, "create 2, jwt 1", New),
        new(CreateTemporary, Fault.Status("create", 503), Success, "create 2", Nothing),
        new(CreateTemporary, Fault.Status("create", 500), "ServiceUnavailable", "create 1", Nothing),
        new(CreateTemporary, Fault.ResetAfterBody("create", isDone: true), "NetworkError", "create 1", Nothing),
        new(CreateLargeTemporary, Fault.ResetInBody("create"), Success, "create 2", Nothing),
        new(Overwrite, Fault.Status("overwrite", 503), Success, "overwrite 2", New),
        new(Overwrite, Fault.Status("overwrite", 500, always: true), "ServiceUnavailable", "overwrite 5", Old),
        new(Overwrite, Fault.Status("overwrite", 402), "QuotaExceeded", "overwrite 1", Old),
        new(Overwrite, Fault.Status("overwrite", 413), "PayloadTooLarge", "overwrite 1", Old),
        new(Overwrite, Fault.Revoked("overwrite"), Success, "jwt 1, overwrite 2", New),
        new(Overwrite, Fault.StatusAfterDeed("overwrite", 502), Success, "overwrite 2", New),
        new(Overwrite, Fault.ResetAfterBody("overwrite", isDone: true), Success, "overwrite 2", New),
        new(Overwrite, Fault.ResetInAnswer("overwrite"), Success, "overwrite 2", New),
        new(Overwrite, Fault.Silence("overwrite"), Success, "overwrite 2", New),
        new(Overwrite, new Fault("the storage has damaged it", Wrong("overwrite"), Wrong("list")), "ChecksumMismatch", "list 1, overwrite 1", New),
        new(OverwriteLarge, Fault.ResetInBody("overwrite"), Success, "overwrite 2", New),
        new(OverwriteLarge, Fault.ResetInBody("overwrite", always: true), "NetworkError", "overwrite 5", Old),
        new(Copy, Fault.Status("copy", 503), Success, "copy 2, list 1", "a.bin (new), b.bin (new)"),
        new(Copy, Fault.Status("copy", 404), "ObjectNotFound", "copy 1", New),
        new(Copy, Fault.StatusAfterDeed("copy", 500), Success, "copy 1, list 1", "a.bin (new), b.bin (new)"),
        new(Copy, Fault.ResetAfterBody("copy", isDone: true), Success, "copy 1, list 1", "a.bin (new), b.bin (new)"),
        new(Copy, Fault.ResetAfterBody("copy", isDone: false), Success, "copy 2, list 1", "a.bin (new), b.bin (new)"),
        new(CopyTemporary, Fault.Status("copy", 500), "ServiceUnavailable", "copy 1", New),
        new(CopyOver, Fault.StatusAfterDeed("copy", 500), Success, "copy 2", "a.bin (new), b.bin (new)"),
        new(CopyOver, Fault.Status("copy", 500, always: true), "ServiceUnavailable", "copy 5", "a.bin (new), b.bin (old)"),
    ];

    public static TheoryData<string> Names => NamesOf(Cases);

    [Theory]
    [MemberData(nameof(Names))]
    public Task Ends_as_the_matrix_says(string name) => CheckAsync(Cases, name);

    private static Rule Wrong(string route) => Fault.Rewritten(string.Empty, route, "\"sha256\":\"", "\"sha256\":\"0", Rule.Always).Rules[0];

    private static Fault Refused(string route, int status) =>
        new($"{status} before the body", Fault.Answer(route, status) with { When = "before-body" });
}
