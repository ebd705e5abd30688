using IkomiaScale.Storage;

namespace IkomiaScale.Deployments.Inputs;

/// <summary>An object in the storage, named by its path.</summary>
internal sealed class StoragePathInput : RunInput
{
    private readonly string _path;
    private readonly string? _dataType;

    public StoragePathInput(string path, string? dataType)
        : base(path)
    {
        _path = path;
        _dataType = dataType;
    }

    internal override RunSource Source => new(Description) { StoragePath = _path };

    internal override async Task<InputIdentity> IdentifyAsync(IStorageClient storage, CancellationToken cancellationToken) =>
        StoredInput.Identify(await FindAsync(storage, cancellationToken).ConfigureAwait(false), _dataType);

    internal override async Task<InputPart> PrepareAsync(InputContext context, CancellationToken cancellationToken) =>
        StoredInput.Refer(context, await FindAsync(context.Storage, cancellationToken).ConfigureAwait(false), _dataType);

    private async Task<IkStorageObject> FindAsync(IStorageClient storage, CancellationToken cancellationToken) =>
        await storage.FindAsync(_path, cancellationToken).ConfigureAwait(false)
            ?? throw new ScaleException(
                ScaleErrorId.ObjectNotFound, $"There is no {Subjects.Object(_path)}. List the objects with Get-IkStorageObject; names are case-sensitive.")
            {
                Target = _path,
            };
}
