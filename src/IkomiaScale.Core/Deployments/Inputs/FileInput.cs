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

    internal override async Task<InputPart> PrepareAsync(InputContext context, CancellationToken cancellationToken)
    {
        if (Directory.Exists(_path))
        {
            throw new ScaleException(
                ScaleErrorId.InvalidPath, $"'{_path}' is a directory. Pipe the files in it: Get-ChildItem -File '{_path}' | Invoke-IkDeployment.")
            {
                Target = _path,
            };
        }

        var file = UploadSource.FromFile(_path);
        var contentType = MediaTypes.FromName(_path);
        var dataType = DataTypes.Of(_dataType, contentType, name: null, $"the file '{_path}'");
        switch (dataType)
        {
            case DataTypes.Image when file.Length == 0:
                throw new ScaleException(ScaleErrorId.InvalidInput, $"The file '{_path}' is empty: there is no image in it.") { Target = _path };
            case DataTypes.Image:
                return await context.SendImageAsync(file, contentType, cancellationToken).ConfigureAwait(false);
            case DataTypes.Video:
                return await context.SendThroughStorageAsync(file, contentType, dataType, cancellationToken).ConfigureAwait(false);
            default:
                return TypedJson.Read(await ReadAsync(file, cancellationToken).ConfigureAwait(false), dataType, $"The file '{_path}'", _path);
        }
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
