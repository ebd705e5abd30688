using System.Management.Automation;
using IkomiaScale.Abstractions;
using IkomiaScale.Completion;
using IkomiaScale.Storage;

namespace IkomiaScale.Commands;

/// <summary>Lists stored objects, or finds them by path, uid, or checksum.</summary>
[Cmdlet(VerbsCommon.Get, "IkStorageObject", DefaultParameterSetName = "Path", SupportsPaging = true)]
[OutputType(typeof(IkStorageObject), typeof(IkStorageDirectory))]
public sealed class GetIkStorageObjectCommand : ConnectedCmdlet
{
    private ulong _found;

    /// <summary>Directories or objects; wildcards are allowed. By default the whole project.</summary>
    [Parameter(Position = 0, ParameterSetName = "Path")]
    [SupportsWildcards]
    [AllowEmptyString]
    [ValidateNotNull]
    [ArgumentCompleter(typeof(RemotePathCompleter))]
    public string[] Path { get; set; } = [string.Empty];

    /// <summary>Directories or objects; <c>[ ]</c> and other wildcards are taken literally.</summary>
    [Parameter(Mandatory = true, ParameterSetName = "LiteralPath")]
    [AllowEmptyString]
    [ValidateNotNull]
    [ArgumentCompleter(typeof(RemotePathCompleter))]
    public string[] LiteralPath { get; set; } = [];

    /// <summary>The uids of objects, temporary ones included.</summary>
    [Parameter(Mandatory = true, ParameterSetName = "Uid")]
    [ValidateNotNullOrEmpty]
    public string[] Uid { get; set; } = [];

    /// <summary>The checksums of contents, 64 hexadecimal digits of sha256. The output of <c>Get-FileHash</c> can be piped in.</summary>
    [Parameter(Mandatory = true, ParameterSetName = "Sha256")]
    [Alias("Hash")]
    [ValidatePattern("^[0-9A-Fa-f]{64}$")]
    public string[] Sha256 { get; set; } = [];

    /// <summary>Paths, or rows with <c>Uid</c>, <c>Sha256</c>, or <c>Path</c>, from the pipeline. Each is requested again.</summary>
    [Parameter(Mandatory = true, ValueFromPipeline = true, ParameterSetName = "InputObject")]
    [ValidateNotNull]
    public PSObject[] InputObject { get; set; } = [];

    /// <summary>Only objects with exactly this path, not those below it.</summary>
    [Parameter]
    public SwitchParameter Exact { get; set; }

    /// <summary>Returns the directories of one level instead of objects, each with the count and the bytes of the objects below it.</summary>
    [Parameter(ParameterSetName = "Path")]
    [Parameter(ParameterSetName = "LiteralPath")]
    public SwitchParameter Directory { get; set; }

    /// <inheritdoc/>
    protected override void BeginProcessing()
    {
        base.BeginProcessing();
        if (PagingParameters.IncludeTotalCount)
        {
            // The service reports no total, which accuracy 0 tells PowerShell.
            WriteObject(PagingParameters.NewTotalCount(0, 0));
        }
    }

    /// <inheritdoc/>
    protected override void ProcessRecord()
    {
        var resolver = new RemoteResolver(this, new ObjectResolver(Client.Storage), StopToken);
        switch (ParameterSetName)
        {
            case "LiteralPath" when Directory:
                Array.ForEach(LiteralPath, path => Write(path, () => Directories(path, resolver.ByLiteralPath(path, directories: true))));
                break;
            case "LiteralPath":
                Array.ForEach(LiteralPath, path => Write(path, () => resolver.ByLiteralPath(path, !Exact)));
                break;
            case "Uid":
                Array.ForEach(Uid, uid => Write(uid, () => [resolver.ByUid(uid)]));
                break;
            case "Sha256":
                Array.ForEach(Sha256, hash => Write(hash, () => resolver.BySha256(hash)));
                break;
            case "InputObject":
                Array.ForEach(InputObject, input => Write(input.BaseObject, () => resolver.ByInput(Fresh(input), !Exact)));
                break;
            case "Path" when Directory:
                Array.ForEach(Path, path => Write(path, () => Directories(path, resolver)));
                break;
            default:
                Array.ForEach(Path, path => Write(path, () => resolver.ByPath(path, !Exact)));
                break;
        }
    }

    private void Write(object target, Func<IEnumerable<object>> find) => ForItem(target, () =>
    {
        var end = PagingParameters.First > ulong.MaxValue - PagingParameters.Skip ? ulong.MaxValue : PagingParameters.Skip + PagingParameters.First;
        if (_found >= end)
        {
            return;
        }

        foreach (var item in find())
        {
            if (_found++ >= PagingParameters.Skip)
            {
                WriteObject(item);
            }

            // Leaves before the next step, which would request the next page.
            if (_found >= end)
            {
                return;
            }
        }
    });

    private static IEnumerable<IkStorageDirectory> Directories(string path, RemoteResolver resolver)
    {
        if (!RemotePattern.HasWildcards(path))
        {
            return Directories(RemotePattern.Unescape(path), resolver.ByPath(path, directories: true));
        }

        var pattern = RemotePattern.Parse(path);
        return Count(DirectoryTally.Matching(pattern), resolver.ByLiteralPath(pattern.Directory, directories: true));
    }

    private static IEnumerable<IkStorageDirectory> Directories(string directory, IEnumerable<IkStorageObject> objects) =>
        Count(DirectoryTally.In(directory), objects);

    private static IEnumerable<IkStorageDirectory> Count(DirectoryTally tally, IEnumerable<IkStorageObject> objects)
    {
        foreach (var item in objects)
        {
            tally.Add(item);
        }

        return tally.Directories;
    }

    // An object from the pipeline is requested again, because its caller wants the current state.
    private static PSObject Fresh(PSObject input) =>
        input.BaseObject is IkStorageObject item ? new PSObject(new Dictionary<string, object?> { ["Uid"] = item.Uid }) : input;
}
