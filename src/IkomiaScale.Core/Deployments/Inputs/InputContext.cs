using IkomiaScale.Errors;
using IkomiaScale.Storage;

namespace IkomiaScale.Deployments.Inputs;

/// <summary>What inputs need to prepare themselves.</summary>
internal sealed class InputContext
{
    private readonly StorageUrls _urls;

    public InputContext(IStorageClient storage, StorageUrls urls)
    {
        Storage = storage;
        _urls = urls;
    }

    public IStorageClient Storage { get; }

    /// <summary>Whether local images of any size are sent as temporary objects.</summary>
    public bool ThroughStorage { get; init; }

    /// <summary>The largest local image in bytes that is a part of the request.</summary>
    public required long InlineLimit { get; init; }

    /// <summary>Called for each upload that starts; null for none.</summary>
    public Action<TransferProgress>? UploadBegins { get; init; }

    /// <summary>An object in the storage as an input.</summary>
    public InputPart Refer(string uid, string dataType) => JsonPart.Stored(_urls.Reference(uid), dataType);

    /// <summary>
    /// An image as an input: as a part of the request, or as a temporary object if it is large or
    /// <see cref="ThroughStorage"/> is set.
    /// </summary>
    public async Task<InputPart> SendImageAsync(UploadSource image, string? contentType, CancellationToken cancellationToken) =>
        image.Length is { } size && size <= InlineLimit && !ThroughStorage
            ? new ImagePart(image, size)
            : await SendThroughStorageAsync(image, contentType, DataTypes.Image, cancellationToken).ConfigureAwait(false);

    /// <summary>A content as an input, through a temporary object.</summary>
    public async Task<InputPart> SendThroughStorageAsync(
        UploadSource content, string? contentType, string dataType, CancellationToken cancellationToken)
    {
        ScaleLog.Tell(() => $"'{content.Name}' is sent as a temporary object: {Why(content, dataType)}.");
        var transfer = new TransferProgress(content.Name, content.Length);
        UploadBegins?.Invoke(transfer);
        var request = new UploadRequest(content, path: null) { ContentType = contentType, Options = new TransferOptions { Progress = transfer } };
        var stored = await Storage.UploadAsync(request, cancellationToken).ConfigureAwait(false);
        return Refer(stored.Uid, dataType);
    }

    private string Why(UploadSource content, string dataType) => content.Length switch
    {
        _ when dataType != DataTypes.Image => "only images can be a part of a request",
        _ when ThroughStorage => "-SaveTemporary is set",
        { } size => $"its size of {ByteSize.Format(size)} is above the limit of {ByteSize.Format(InlineLimit)} for a request",
        _ => "its size is not known",
    };
}
