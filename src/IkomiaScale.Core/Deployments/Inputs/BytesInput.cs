using IkomiaScale.Models.Outputs;
using IkomiaScale.Storage;

namespace IkomiaScale.Deployments.Inputs;

/// <summary>Bytes in memory.</summary>
internal sealed class BytesInput : RunInput
{
    private readonly byte[] _content;
    private readonly string? _dataType;

    public BytesInput(byte[] content, string? dataType)
        : base(FormattableString.Invariant($"{content.Length} bytes"))
    {
        _content = content;
        _dataType = dataType;
    }

    private string DataType => DataTypes.Of(_dataType, ImageSignature.MediaTypeOf(_content), name: null, $"the input of {Description}");

    internal override RunSource Source => new(Description) { Bytes = _content };

    internal override Task<InputIdentity> IdentifyAsync(IStorageClient storage, CancellationToken cancellationToken) =>
        Task.FromResult(InputIdentity.OfBytes(this, DataType, _content));

    internal override async Task<InputPart> PrepareAsync(InputContext context, CancellationToken cancellationToken)
    {
        var contentType = ImageSignature.MediaTypeOf(_content);
        var dataType = DataType;
        var source = UploadSource.FromBytes(_content);
        return dataType switch
        {
            DataTypes.Image => await context.SendImageAsync(source, contentType, cancellationToken).ConfigureAwait(false),
            DataTypes.Video => await context.SendThroughStorageAsync(source, contentType, dataType, cancellationToken).ConfigureAwait(false),
            _ => TypedJson.Read(_content, dataType, $"The input of {Description}", Description),
        };
    }
}
