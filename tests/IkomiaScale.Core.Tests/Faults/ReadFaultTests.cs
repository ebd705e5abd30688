using IkomiaScale.Storage;
using static IkomiaScale.Tests.Faults.FaultCase;

namespace IkomiaScale.Tests.Faults;

/// <summary>What becomes of files that are read while things go wrong.</summary>
public sealed class ReadFaultTests(FaultyEmulator emulator) : FaultMatrix(emulator), IClassFixture<FaultyEmulator>
{
    private const string New = "a.bin (new)";
    private const string Old = "a.bin (old)";
    private const string Nothing = "nothing";
    private static readonly Operation Read = new Read("read", WhenExists.Fail, hasOlder: false);
    private static readonly Operation ReadOver = new Read("read over an older file", WhenExists.Overwrite, hasOlder: true);
    private static readonly Operation ReadBeside = new Read("read where a file is", WhenExists.Fail, hasOlder: true);
    private static readonly Operation Expand = new Read("read and unpack a folder", WhenExists.Fail, hasOlder: false, isFolder: true);

    internal static readonly FaultCase[] Cases =
    [
        new(Read, Fault.Status("content", 503), Success, "content 2", New),
        new(Read, Fault.Status("content", 503, always: true), "ServiceUnavailable", "content 5", Nothing),
        new(Read, Fault.RetryAfter("content", 429, "4", "4"), "success after 4 s", "content 2", New),
        new(Read, Fault.Html("content", 502), Success, "content 2", New),
        new(Read, Fault.Status("content", 404), Success, "content 2, list 1", New),
        new(Read, Fault.Status("content", 403, always: true), "Forbidden", "content 2, list 1", Nothing),
        new(Read, Fault.Revoked("content"), Success, "content 2, jwt 1", New),
        new(Read, Fault.Status("content", 401, always: true), "Unauthorized", "content 2, jwt 1", Nothing),
        new(Read, Fault.ResetBeforeBody("content"), Success, "content 2", New),
        new(Read, Fault.ResetBeforeBody("content", always: true), "NetworkError", "content 5", Nothing),
        new(Read, Fault.ResetInAnswer("content"), Success, "content 2", New),
        new(Read, Fault.CutOff("content"), Success, "content 2", New),
        new(Read, Fault.CutOff("content", Rule.Always, bytes: 1000), Success, "content 3", New),
        new(Read, Fault.CutOff("content", Rule.Always, bytes: 0), "NetworkError", "content 5", Nothing),
        new(Read, Fault.Short("content"), "ChecksumMismatch", "content 1", Nothing),
        new(Read, Fault.Damaged("content"), "ChecksumMismatch", "content 1", Nothing),
        new(Read, Fault.Drip("content", bytesPerSecond: 20_000), Success, "content 1", New),
        new(Read, Fault.Silence("content"), Success, "content 2", New),
        new(Read, Fault.SilenceInAnswer("content"), Success, "content 2", New),
        new(Read, Redirect("content", "nowhere", "/elsewhere"), "ObjectNotFound", "content 2, list 1, other 2", Nothing),
        new(Read, Redirect("content", "itself", "{base}/v1/content/x"), "InvalidResponse", "content 6", Nothing),
        new(ReadOver, Fault.Status("content", 500), Success, "content 2", New),
        new(ReadOver, Fault.Status("content", 500, always: true), "ServiceUnavailable", "content 5", Old),
        new(ReadOver, Fault.CutOff("content", Rule.Always, bytes: 0), "NetworkError", "content 5", Old),
        new(ReadOver, Fault.Damaged("content"), "ChecksumMismatch", "content 1", Old),
        new(ReadOver, Fault.Short("content"), "ChecksumMismatch", "content 1", Old),
        new(ReadBeside, new Fault("none"), "FileExists", "", Old),
        new(Expand, Fault.CutOff("content"), Success, "content 2", "a/b.bin (new), a/c.bin (new)"),
        new(Expand, Fault.Damaged("content"), "ChecksumMismatch", "content 1", Nothing),
        new(Expand, Fault.Status("content", 503, always: true), "ServiceUnavailable", "content 5", Nothing),
    ];

    public static TheoryData<string> Names => NamesOf(Cases);

    [Theory]
    [MemberData(nameof(Names))]
    public Task Ends_as_the_matrix_says(string name) => CheckAsync(Cases, name);

    private static Fault Redirect(string route, string words, string location) =>
        new($"redirect to {words}", Fault.Answer(route, 302) with { Headers = new() { ["Location"] = location }, Times = Rule.Always });
}
