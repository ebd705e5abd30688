using IkomiaScale.Storage;

namespace IkomiaScale.Deployments.Inputs;

/// <summary>An object in the storage that was already read.</summary>
internal sealed class StoredInput : RunInput
{
    private readonly IkStorageObject _source;
    private readonly string? _dataType;

    public StoredInput(IkStorageObject source, string? dataType)
        : base(source.ToString())
    {
        _source = source;
        _dataType = dataType;
    }

    internal override RunSource Source => new(Description) { Stored = _source };

    internal override Task<InputIdentity> IdentifyAsync(IStorageClient storage, CancellationToken cancellationToken) =>
        Task.FromResult(Identify(_source, _dataType));

    internal override Task<InputPart> PrepareAsync(InputContext context, CancellationToken cancellationToken) =>
        Task.FromResult(Refer(context, _source, _dataType));

    /// <summary>Returns an object as an input.</summary>
    public static InputPart Refer(InputContext context, IkStorageObject source, string? dataType) =>
        context.Refer(source.Uid, DataTypeOf(source, dataType));

    /// <summary>Identifies an object by its content.</summary>
    public static InputIdentity Identify(IkStorageObject source, string? dataType) =>
        InputIdentity.OfStored(new StoredInput(source, dataType), DataTypeOf(source, dataType), source.Uid, source.Sha256);

    private static string DataTypeOf(IkStorageObject source, string? dataType) =>
        DataTypes.Of(dataType, source.ContentType, source.Name, $"the {Subjects.Object(source.Path)} (uid {source.Uid})");
}
