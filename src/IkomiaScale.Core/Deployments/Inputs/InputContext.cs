using IkomiaScale.Errors;
using IkomiaScale.Storage;

namespace IkomiaScale.Deployments.Inputs;

/// <summary>What inputs need to get ready.</summary>
internal sealed class InputContext
{
    private readonly StorageUrls _urls;

    public InputContext(IStorageClient storage, StorageUrls urls)
    {
        Storage = storage;
        _urls = urls;
    }

    public IStorageClient Storage { get; }

    /// <summary>Whether local images go through temporary objects, whatever their size.</summary>
    public bool ThroughStorage { get; init; }

    /// <summary>The largest local image in bytes that goes along with the request.</summary>
    public required long InlineLimit { get; init; }

    /// <summary>Told of each upload that begins; null for nobody.</summary>
    public Action<TransferProgress>? UploadBegins { get; init; }

    /// <summary>An object of the storage as an input.</summary>
    public InputPart Refer(string uid, string dataType) => JsonPart.Stored(_urls.Reference(uid), dataType);

    /// <summary>An image as an input: along with the request, or through the storage where it is large or that is wanted.</summary>
    public async Task<InputPart> SendImageAsync(UploadSource image, string? contentType, CancellationToken cancellationToken) =>
        image.Length is { } size && size <= InlineLimit && !ThroughStorage
            ? new ImagePart(image, size)
            : await SendThroughStorageAsync(image, contentType, DataTypes.Image, cancellationToken).ConfigureAwait(false);

    /// <summary>A content as an input, through a temporary object.</summary>
    public async Task<InputPart> SendThroughStorageAsync(
        UploadSource content, string? contentType, string dataType, CancellationToken cancellationToken)
    {
        ScaleLog.Tell(() => $"'{content.Name}' goes through a temporary object: {Why(content, dataType)}.");
        var transfer = new TransferProgress(content.Name, content.Length);
        UploadBegins?.Invoke(transfer);
        var request = new UploadRequest(content, path: null) { ContentType = contentType, Options = new TransferOptions { Progress = transfer } };
        var stored = await Storage.UploadAsync(request, cancellationToken).ConfigureAwait(false);
        return Refer(stored.Uid, dataType);
    }

    private string Why(UploadSource content, string dataType) => content.Length switch
    {
        _ when dataType != DataTypes.Image => $"no {dataType} goes along with a run",
        _ when ThroughStorage => "-SaveTemporary asks for it",
        { } size => $"its {ByteSize.Format(size)} are more than the {ByteSize.Format(InlineLimit)} that go along with a run",
        _ => "its size is not known",
    };
}
