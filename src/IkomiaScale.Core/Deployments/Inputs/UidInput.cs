using IkomiaScale.Storage;

namespace IkomiaScale.Deployments.Inputs;

/// <summary>An object in the storage, named by its uid.</summary>
internal sealed class UidInput : RunInput
{
    private readonly string _uid;
    private readonly string? _dataType;

    public UidInput(string uid, string? dataType)
        : base(uid)
    {
        _uid = uid;
        _dataType = dataType;
    }

    internal override RunSource Source => new(Description) { Uid = _uid };

    internal override async Task<InputIdentity> IdentifyAsync(IStorageClient storage, CancellationToken cancellationToken) =>
        StoredInput.Identify(await FindAsync(storage, cancellationToken).ConfigureAwait(false), _dataType);

    internal override async Task<InputPart> PrepareAsync(InputContext context, CancellationToken cancellationToken) =>
        StoredInput.Refer(context, await FindAsync(context.Storage, cancellationToken).ConfigureAwait(false), _dataType);

    private async Task<IkStorageObject> FindAsync(IStorageClient storage, CancellationToken cancellationToken) =>
        await storage.FindByUidAsync(_uid, cancellationToken).ConfigureAwait(false)
            ?? throw new ScaleException(
                ScaleErrorId.ObjectNotFound, $"There is no object with uid '{_uid}'. The service deletes a temporary object after about one hour: upload it again.")
            {
                Target = _uid,
            };
}
