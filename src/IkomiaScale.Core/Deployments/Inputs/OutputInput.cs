using IkomiaScale.Storage;
using Newtonsoft.Json.Linq;

namespace IkomiaScale.Deployments.Inputs;

/// <summary>An output of an earlier run.</summary>
internal sealed class OutputInput : RunInput
{
    private readonly IkOutput _output;

    public OutputInput(IkOutput output)
        : base(FormattableString.Invariant($"output {output.Index} of run {output.Uuid} ({output.Type})"))
    {
        _output = output;
    }

    internal override RunSource Source => new(Description) { Output = _output };

    internal override Task<InputIdentity> IdentifyAsync(IStorageClient storage, CancellationToken cancellationToken) => Task.FromResult(_output switch
    {
        IkImageOutput image => InputIdentity.OfBytes(this, DataTypes.Image, image.GetBytes()),
        IkStorageObjectOutput { Uid: { Length: > 0 } uid } stored => InputIdentity.OfStored(this, DataTypeOf(stored), uid, stored.Metadata?.Sha256),
        _ => InputIdentity.OfJson(this, _output.Wire),
    });

    internal override async Task<InputPart> PrepareAsync(InputContext context, CancellationToken cancellationToken)
    {
        switch (_output)
        {
            case IkImageOutput image:
                var bytes = UploadSource.FromBytes(image.GetBytes());
                return await context.SendImageAsync(bytes, image.ContentType, cancellationToken).ConfigureAwait(false);
            case IkStorageObjectOutput { Uid: { Length: > 0 } uid } stored:
                return context.Refer(uid, DataTypeOf(stored));
            default:
                return _output.Wire is JObject { Count: 1 }
                    ? new JsonPart(_output.Wire)
                    : throw new ScaleException(
                        ScaleErrorId.InvalidInput, $"The {Description} cannot be an input: it does not have the form {{TYPE: body}}. Use another output.")
                    {
                        Target = Description,
                    };
        }
    }

    private string DataTypeOf(IkStorageObjectOutput stored) => DataTypes.Of(stored.DataType, stored.ContentType, stored.Metadata?.Name, Description);
}
