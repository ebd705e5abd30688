namespace IkomiaScale.Deployments.Inputs;

/// <summary>A stored object of which the uid is known.</summary>
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

    internal override async Task<InputPart> PrepareAsync(InputContext context, CancellationToken cancellationToken)
    {
        var found = await context.Storage.FindByUidAsync(_uid, cancellationToken).ConfigureAwait(false)
            ?? throw new ScaleException(
                ScaleErrorId.ObjectNotFound, $"There is no object with uid '{_uid}'. A temporary object is deleted after about an hour.")
            {
                Target = _uid,
            };
        return StoredInput.Refer(context, found, _dataType);
    }
}
