using IkomiaScale.Storage;

namespace IkomiaScale.Deployments.Inputs;

/// <summary>A stored object of which the path is known.</summary>
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

    internal override async Task<InputPart> PrepareAsync(InputContext context, CancellationToken cancellationToken)
    {
        var found = await context.Storage.FindAsync(_path, cancellationToken).ConfigureAwait(false)
            ?? throw new ScaleException(
                ScaleErrorId.ObjectNotFound, $"There is no {Subjects.Object(_path)}. Look with Get-IkStorageObject.")
            {
                Target = _path,
            };
        return StoredInput.Refer(context, found, _dataType);
    }
}
