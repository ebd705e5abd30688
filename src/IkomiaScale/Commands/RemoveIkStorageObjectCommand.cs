using System.Collections;
using System.Management.Automation;
using IkomiaScale.Abstractions;
using IkomiaScale.Parallel;
using IkomiaScale.Storage;

namespace IkomiaScale.Commands;

/// <summary>Deletes stored objects.</summary>
[Cmdlet(VerbsCommon.Remove, "IkStorageObject", DefaultParameterSetName = PathSet, SupportsShouldProcess = true, ConfirmImpact = ConfirmImpact.High)]
[OutputType(typeof(IkStorageObject))]
public sealed class RemoveIkStorageObjectCommand : RemoteSourceCmdlet
{
    private ItemRunner<IkStorageObject>? _runner;

    /// <summary>Deletes all that is below a directory. Never what is beside it: <c>dir2/x</c> stays when <c>dir</c> goes.</summary>
    [Parameter]
    public SwitchParameter Recurse { get; set; }

    /// <summary>Gives the objects that were deleted.</summary>
    [Parameter]
    public SwitchParameter PassThru { get; set; }

    /// <summary>How many deletes run at once; as many as pay off without it.</summary>
    [Parameter]
    [ValidateRange(1, 64)]
    public int ThrottleLimit { get; set; }

    /// <inheritdoc/>
    private protected override bool TakesDirectories => Recurse;

    /// <inheritdoc/>
    private protected override string DirectoryHint => "Use -Recurse to delete all that is in it.";

    /// <inheritdoc/>
    protected override void BeginProcessing()
    {
        base.BeginProcessing();
        _runner = new ItemRunner<IkStorageObject>(this, ThrottleLimit, StorageLimit, "Deleting", StopToken, Deleted);
    }

    /// <inheritdoc/>
    protected override void ProcessObject(IkStorageObject source)
    {
        if (MayDelete(source))
        {
            Delete(source);
        }
    }

    /// <inheritdoc/>
    protected override void EndProcessing() => _runner!.Complete();

    /// <inheritdoc/>
    protected override void Dispose(bool disposing) => _runner?.Dispose();

    /// <inheritdoc/>
    private protected override string Check(string path) => path.Trim('/', '*', ' ').Length > 0 ? path : throw WholeProject(path);

    /// <inheritdoc/>
    private protected override void CheckPattern(string path)
    {
        if (RemotePattern.Parse(path).MatchesEverything)
        {
            throw WholeProject(path);
        }
    }

    /// <inheritdoc/>
    private protected override void ProcessDirectory(string path)
    {
        // The whole list first: what comes into being while somebody is asked is not in it, and does not go.
        var all = new ObjectSpool(Resolver.ByLiteralPath(path, directories: true));
        var own = StoragePath.NormalizeDirectory(path);
        var known = new KeySet(all.Count);
        var approved = new BitArray(all.Count);
        var count = 0;
        foreach (var (item, index) in Numbered(all))
        {
            if (MayDelete(item))
            {
                approved[index] = true;
                count++;
                _ = item.Path != own && known.Add(item.Identity);
            }
        }

        // One request for all, where every object was approved, just those are there and nothing else begins with the same letters.
        var isDone = known.Count > 1 && count == all.Count
            && WaitFor(Client.Storage.TryDeleteDirectoryAsync(path, item => known.Contains(item.Identity), known.Count, StopToken));
        foreach (var (item, index) in Numbered(all))
        {
            if (!approved[index])
            {
                continue;
            }

            if (isDone && item.Path != own)
            {
                Deleted(item);
            }
            else
            {
                Delete(item);
            }
        }
    }

    private static ScaleException WholeProject(string path) =>
        new(ScaleErrorId.InvalidPath, $"'{path}' would delete the whole project. Name a directory, or pipe in what Get-IkStorageObject gives.") { Target = path };

    private static IEnumerable<(IkStorageObject Item, int Index)> Numbered(ObjectSpool objects) => objects.Select((item, index) => (item, index));

    private bool MayDelete(IkStorageObject source) =>
        ShouldProcess(source.IsTemporary ? throw source.HasNoPath() : source.ToString(), "Delete");

    private void Delete(IkStorageObject source)
    {
        var storage = Client.Storage;
        _runner!.Add(source, new TransferProgress(source.ToString(), 0), async token =>
        {
            await storage.DeleteAsync(source, token).ConfigureAwait(false);
            return source;
        });
    }

    private void Deleted(IkStorageObject source)
    {
        if (PassThru)
        {
            WriteObject(source);
        }
    }
}
