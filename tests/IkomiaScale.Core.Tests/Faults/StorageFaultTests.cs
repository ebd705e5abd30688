using static IkomiaScale.Tests.Faults.FaultCase;

namespace IkomiaScale.Tests.Faults;

/// <summary>What becomes of connecting, listing, deleting and pre-signing while things go wrong.</summary>
public sealed class StorageFaultTests(FaultyEmulator emulator) : FaultMatrix(emulator), IClassFixture<FaultyEmulator>
{
    private const string All = "10 objects seen, each once";
    private const string Deleted = "a.bin.old (old)";
    private const string Kept = "a.bin (new), a.bin.old (old)";
    private const string FolderKept = "a/b.bin (new), a/c.bin (new)";
    private static readonly Operation Connect = new Connect();
    private static readonly Operation List = new List();
    private static readonly Operation ListWithoutToken = new List(hasToken: false);
    private static readonly Operation Find = new Find();
    private static readonly Operation Delete = new Delete();
    private static readonly Operation DeleteFolder = new DeleteFolder();
    private static readonly Operation Presign = new Presign();

    internal static readonly FaultCase[] Cases =
    [
        new(Connect, Fault.Status("jwt", 503), Success, "jwt 2", "nothing"),
        new(Connect, Fault.Status("jwt", 503, always: true), "ServiceUnavailable", "jwt 5", "nothing"),
        new(Connect, Fault.RetryAfter("jwt", 429, "3", "3"), "success after 3 s", "jwt 2", "nothing"),
        new(Connect, Fault.Status("jwt", 401), "Unauthorized", "jwt 1", "nothing"),
        new(Connect, Fault.Status("jwt", 403), "Forbidden", "jwt 1", "nothing"),
        new(Connect, Fault.Status("jwt", 404), "DeploymentNotFound", "jwt 1", "nothing"),
        new(Connect, Page("jwt"), "InvalidResponse", "jwt 1", "nothing"),
        new(Connect, Fault.CutOff("jwt"), Success, "jwt 2", "nothing"),
        new(Connect, Fault.ResetBeforeBody("jwt"), Success, "jwt 2", "nothing"),
        new(Connect, Fault.Silence("jwt"), Success, "jwt 2", "nothing"),
        new(ListWithoutToken, Fault.Status("jwt", 503, always: true), "ServiceUnavailable", "jwt 5", "none seen"),
        new(ListWithoutToken, new Fault("a token that has expired already", new Rule("jwt", "expire-token")), Success, "jwt 2, list 4", All),
        new(List, Second(Fault.Status("list", 503)), Success, "list 4", All),
        new(List, Second(Fault.Status("list", 500, always: true)), "ServiceUnavailable", "list 6", "4 objects seen, each once"),
        new(List, Second(Fault.RetryAfter("list", 429, "2", "2")), "success after 2 s", "list 4", All),
        new(List, Second(Fault.Revoked("list")), Success, "jwt 1, list 4", All),
        new(List, Second(Fault.Status("list", 401, always: true)), "Unauthorized", "jwt 1, list 3", "4 objects seen, each once"),
        new(List, Second(Fault.CutOff("list")), Success, "list 4", All),
        new(List, Second(Fault.Short("list")), "InvalidResponse", "list 2", "4 objects seen, each once"),
        new(List, Second(Fault.ResetBeforeBody("list")), Success, "list 4", All),
        new(List, Second(Fault.ResetInAnswer("list")), Success, "list 4", All),
        new(List, Second(Fault.Silence("list")), Success, "list 4", All),
        new(List, Second(Fault.SilenceInAnswer("list")), Success, "list 4", All),
        new(List, Page("list"), "InvalidResponse", "list 1", "none seen"),
        new(List, Second(new Fault("a page begins with the page before", new Rule("list", "duplicate-page") { Times = Rule.Always })), Success, "list 3", All),
        new(List, new Fault("pages in another order", new Rule("list", "reorder-page") { Times = Rule.Always }), Success, "list 3", All),
        new(
            List, Second(new Fault("a new object in front meanwhile", new Rule("list", "create-object") { Name = "{folder}/a", Content = "x" })),
            Success, "list 3", All),
        new(
            List, Second(new Fault("an object gone from the front meanwhile", new Rule("list", "delete-object") { Name = "{folder}/o0" })),
            Success, "list 3", "9 objects seen, each once"),
        new(
            List, new Fault("somebody else's object on the page", new Rule("list", "insert-in-page") { Object = new() { ["path"] = "elsewhere/x" } }),
            Success, "list 3", All),
        new(List, Fault.Rewritten("pages without an end", "list", "\"next\":null", "\"next\":\"{base}/\"", Rule.Always), "InvalidResponse", "list 1003", All),
        new(Find, Fault.Status("list", 503), Success, "list 2", "found"),
        new(Find, Fault.Status("list", 404), Success, "list 1", "not found"),
        new(Find, Fault.Status("list", 403), "Forbidden", "list 1", "nothing known"),
        new(Delete, Fault.Status("delete", 503), Success, "delete 2", Deleted),
        new(Delete, Fault.Status("delete", 503, always: true), "ServiceUnavailable", "delete 5", Kept),
        new(Delete, Fault.StatusAfterDeed("delete", 500), Success, "delete 2", Deleted),
        new(Delete, Fault.ResetAfterBody("delete", isDone: true), Success, "delete 2", Deleted),
        new(Delete, Fault.ResetBeforeBody("delete"), Success, "delete 2", Deleted),
        new(Delete, Fault.ResetBeforeBody("delete", always: true), "NetworkError", "delete 5", Kept),
        new(Delete, Fault.Silence("delete"), Success, "delete 2", Deleted),
        new(Delete, Fault.Status("delete", 404), "ObjectNotFound", "delete 1", Kept),
        new(Delete, Fault.Status("delete", 403), "Forbidden", "delete 1", Kept),
        new(Delete, Fault.Revoked("delete"), Success, "delete 2, jwt 1", Deleted),
        new(DeleteFolder, Fault.Status("delete", 503), "ServiceUnavailable", "delete 1, list 2", FolderKept),
        new(DeleteFolder, Fault.StatusAfterDeed("delete", 500), Success, "delete 1, list 2", "nothing"),
        new(DeleteFolder, Fault.ResetAfterBody("delete", isDone: true), Success, "delete 1, list 2", "nothing"),
        new(DeleteFolder, Fault.Status("delete", 403), "Forbidden", "delete 1, list 1", FolderKept),
        new(Presign, Fault.Status("presign", 500), Success, "presign 2", "a.bin (new)"),
        new(Presign, Fault.ResetInAnswer("presign"), Success, "presign 2", "a.bin (new)"),
        new(Presign, Fault.Status("presign", 404), "ObjectNotFound", "presign 1", "a.bin (new)"),
    ];

    public static TheoryData<string> Names => NamesOf(Cases);

    [Theory]
    [MemberData(nameof(Names))]
    public Task Ends_as_the_matrix_says(string name) => CheckAsync(Cases, name);

    /// <summary>The first page is given; the fault comes with the second.</summary>
    private static Fault Second(Fault fault) => fault.After(1, "page 2: ");

    /// <summary>A page for people, with a status that says all is well.</summary>
    private static Fault Page(string route) => new("200 with HTML", Fault.Answer(route, 200) with { Body = "<!DOCTYPE html><html></html>" });
}
