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

    /// <summary>Deletes every object below a directory, and none next to it: <c>dir2/x</c> stays when <c>dir</c> is deleted.</summary>
    [Parameter]
    public SwitchParameter Recurse { get; set; }

    /// <summary>Returns the deleted objects.</summary>
    [Parameter]
    public SwitchParameter PassThru { get; set; }

    /// <summary>How many deletes run at the same time; by default as many as make it faster.</summary>
    [Parameter]
    [ValidateRange(1, 64)]
    public int ThrottleLimit { get; set; }

    /// <inheritdoc/>
    private protected override bool TakesDirectories => Recurse;

    /// <inheritdoc/>
    private protected override string DirectoryHint => "Use -Recurse to delete every object in it.";

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
        // The list is complete before the first question: an object that is created during the questions is not in it, and stays.
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

        // One request deletes the directory only if every object was approved, no other is in it, and no other path has the same prefix.
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
        new(ScaleErrorId.InvalidPath, $"'{path}' would delete the whole project. Name a directory, or pipe in the output of Get-IkStorageObject.") { Target = path };

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
