using System.Management.Automation;
using IkomiaScale.Completion;
using IkomiaScale.Storage;

namespace IkomiaScale.Abstractions;

/// <summary>
/// A cmdlet that works on stored objects: named by path with wildcards, by literal path, or by uid, or taken from
/// the pipeline.
/// </summary>
public abstract class RemoteSourceCmdlet : ConnectedCmdlet
{
    /// <summary>The default parameter set: sources are named by path.</summary>
    protected const string PathSet = "Path";

    private const string LiteralPathSet = "LiteralPath";
    private const string UidSet = "Uid";
    private const string InputObjectSet = "InputObject";

    /// <summary>Paths of objects or directories; wildcards are allowed.</summary>
    [Parameter(Mandatory = true, Position = 0, ParameterSetName = PathSet)]
    [SupportsWildcards]
    [ValidateNotNull]
    [AllowEmptyString]
    [ArgumentCompleter(typeof(RemotePathCompleter))]
    public string[] Path { get; set; } = [];

    /// <summary>Paths of objects or directories; <c>[ ]</c> and other wildcards are taken literally.</summary>
    [Parameter(Mandatory = true, ParameterSetName = LiteralPathSet)]
    [ValidateNotNull]
    [AllowEmptyString]
    [ArgumentCompleter(typeof(RemotePathCompleter))]
    public string[] LiteralPath { get; set; } = [];

    /// <summary>The uids of objects, temporary ones included.</summary>
    [Parameter(Mandatory = true, ParameterSetName = UidSet)]
    [ValidateNotNullOrEmpty]
    public string[] Uid { get; set; } = [];

    /// <summary>Objects from the pipeline: stored objects, outputs, results, paths, or rows with <c>Uid</c> or <c>Path</c>.</summary>
    [Parameter(Mandatory = true, ValueFromPipeline = true, ParameterSetName = InputObjectSet)]
    [ValidateNotNull]
    public PSObject[] InputObject { get; set; } = [];

    /// <summary>Whether a directory stands for every object below it.</summary>
    private protected virtual bool TakesDirectories => true;

    /// <summary>What the error for a directory tells the user to do.</summary>
    private protected virtual string DirectoryHint => "Name the objects in it, or use wildcards.";

    /// <summary>Finds objects.</summary>
    private protected RemoteResolver Resolver => new(this, new ObjectResolver(Client.Storage) { DirectoryHint = DirectoryHint }, StopToken);

    /// <inheritdoc/>
    protected override void ProcessRecord()
    {
        Array.ForEach(Path, path => ForItem(path, () => ProcessPath(Check(path))));
        Array.ForEach(LiteralPath, path => ForItem(path, () => ProcessLiteral(Check(path))));
        Array.ForEach(Uid, uid => ForEach(uid, () => [Resolver.ByUid(uid)]));
        Array.ForEach(InputObject, ProcessInput);
    }

    /// <summary>Works on one object.</summary>
    /// <param name="source">The object; its <see cref="IkStorageObject.RelativePath"/> keeps the tree.</param>
    protected abstract void ProcessObject(IkStorageObject source);

    /// <summary>Works on every object below a directory.</summary>
    private protected virtual void ProcessDirectory(string path) => ForEach(path, () => Resolver.ByLiteralPath(path, directories: true));

    /// <summary>Refuses a path before it is looked up.</summary>
    private protected virtual string Check(string path) => path;

    /// <summary>Refuses a pattern before it is looked up.</summary>
    private protected virtual void CheckPattern(string path)
    {
    }

    /// <summary>Works on an object from the pipeline.</summary>
    private protected virtual void ProcessInput(PSObject input)
    {
        if (input.BaseObject is string path)
        {
            ForItem(path, () => ProcessPath(Check(path)));
        }
        else
        {
            ForEach(input.BaseObject, () => Resolver.ByInput(input, TakesDirectories));
        }
    }

    private void ProcessPath(string path)
    {
        if (RemotePattern.HasWildcards(path))
        {
            CheckPattern(path);
            ForEach(path, () => Resolver.ByPath(path, TakesDirectories));
        }
        else
        {
            ProcessLiteral(RemotePattern.Unescape(path));
        }
    }

    private void ProcessLiteral(string path)
    {
        if (TakesDirectories)
        {
            ProcessDirectory(path);
        }
        else
        {
            ForEach(path, () => [Resolver.Exactly(path)]);
        }
    }

    private void ForEach(object target, Func<IEnumerable<IkStorageObject>> find) => ForItem(target, () =>
    {
        foreach (var item in find())
        {
            ForItem(item, () => ProcessObject(item));
        }
    });
}
