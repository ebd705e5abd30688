using IkomiaScale.Storage;

namespace IkomiaScale.Deployments.Inputs;

/// <summary>A local file.</summary>
internal sealed class FileInput : RunInput
{
    private readonly string _path;
    private readonly string? _dataType;

    public FileInput(string path, string? dataType)
        : base(path)
    {
        _path = path;
        _dataType = dataType;
    }

    private string? ContentType => MediaTypes.FromName(_path);

    private string DataType => DataTypes.Of(_dataType, ContentType, name: null, $"the file '{_path}'");

    internal override RunSource Source => new(Description) { FilePath = _path };

    internal override async Task<InputIdentity> IdentifyAsync(IStorageClient storage, CancellationToken cancellationToken)
    {
        _ = Find();
        return await InputIdentity.OfFileAsync(this, _path, DataType, cancellationToken).ConfigureAwait(false);
    }

    internal override async Task<InputPart> PrepareAsync(InputContext context, CancellationToken cancellationToken)
    {
        var file = Find();
        var contentType = ContentType;
        var dataType = DataType;
        switch (dataType)
        {
            case DataTypes.Image when file.Length == 0:
                throw new ScaleException(ScaleErrorId.InvalidInput, $"The file '{_path}' cannot be an input: it is empty. Use a file with an image.") { Target = _path };
            case DataTypes.Image:
                return await context.SendImageAsync(file, contentType, cancellationToken).ConfigureAwait(false);
            case DataTypes.Video:
                return await context.SendThroughStorageAsync(file, contentType, dataType, cancellationToken).ConfigureAwait(false);
            default:
                return TypedJson.Read(await ReadAsync(file, cancellationToken).ConfigureAwait(false), dataType, $"The file '{_path}'", _path);
        }
    }

    private UploadSource Find()
    {
        if (Directory.Exists(_path))
        {
            throw new ScaleException(
                ScaleErrorId.InvalidPath, $"'{_path}' is a folder. To run the files in it, use: Get-ChildItem -File '{_path}' | Invoke-IkDeployment")
            {
                Target = _path,
            };
        }

        return UploadSource.FromFile(_path);
    }

    private async Task<byte[]> ReadAsync(UploadSource file, CancellationToken cancellationToken)
    {
        try
        {
            using var stream = file.Open();
            using var content = new MemoryStream();
            await stream.CopyToAsync(content, 81920, cancellationToken).ConfigureAwait(false);
            return content.ToArray();
        }
        catch (Exception exception) when (exception is IOException or UnauthorizedAccessException)
        {
            throw LocalFile.CannotUse(_path, "read", exception);
        }
    }
}
