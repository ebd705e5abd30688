using IkomiaScale.Storage;

namespace IkomiaScale.Deployments.Inputs;

/// <summary>A stored object that is known.</summary>
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

    internal override Task<InputPart> PrepareAsync(InputContext context, CancellationToken cancellationToken) =>
        Task.FromResult(Refer(context, _source, _dataType));

    /// <summary>An object as an input.</summary>
    public static InputPart Refer(InputContext context, IkStorageObject source, string? dataType) =>
        context.Refer(source.Uid, DataTypes.Of(dataType, source.ContentType, source.Name, $"the {Subjects.Object(source.Path)} (uid {source.Uid})"));
}
