using IkomiaScale.Storage;

namespace IkomiaScale.Deployments.Inputs;

/// <summary>An input of a run. Nothing is read or sent before the run is submitted.</summary>
public abstract class RunInput
{
    private protected RunInput(string description)
    {
        Description = description;
    }

    /// <summary>What it is, for messages: a path, a uid, or a data type.</summary>
    public string Description { get; }

    /// <summary>
    /// A local file. An image is a part of the request, or a temporary object above <see cref="RunRequest.InlineLimit"/>. A
    /// video is always a temporary object (docs/protocol.md, section 4). Any other file is JSON and needs a data type.
    /// </summary>
    /// <param name="path">The full path.</param>
    /// <param name="dataType"><c>image</c>, <c>video</c>, or the type of the data in a JSON file; null to use the extension.</param>
    public static RunInput FromFile(string path, string? dataType = null) => new FileInput(path, DataTypes.Normalize(dataType));

    /// <summary>An object in the storage.</summary>
    /// <param name="source">The object.</param>
    /// <param name="dataType"><c>image</c>, <c>video</c>, or another type; null to use its content type, then its name.</param>
    public static RunInput FromStorageObject(IkStorageObject source, string? dataType = null) =>
        new StoredInput(source, DataTypes.Normalize(dataType));

    /// <summary>An object in the storage by its uid, also a temporary one.</summary>
    /// <param name="uid">The uid.</param>
    /// <param name="dataType"><c>image</c>, <c>video</c>, or another type; null to use its content type, then its name.</param>
    public static RunInput FromUid(string uid, string? dataType = null) => new UidInput(uid, DataTypes.Normalize(dataType));

    /// <summary>An object in the storage by its path.</summary>
    /// <param name="path">The path.</param>
    /// <param name="dataType"><c>image</c>, <c>video</c>, or another type; null to use its content type, then its name.</param>
    public static RunInput FromStoragePath(string path, string? dataType = null) => new StoragePathInput(path, DataTypes.Normalize(dataType));

    /// <summary>The bytes of an image, a video or a JSON document.</summary>
    /// <param name="content">The bytes.</param>
    /// <param name="dataType"><c>image</c>, <c>video</c>, or the type of the data in a JSON document; null to use the first bytes.</param>
    public static RunInput FromBytes(byte[] content, string? dataType = null) => new BytesInput(content, DataTypes.Normalize(dataType));

    /// <summary>An output of an earlier run.</summary>
    public static RunInput FromOutput(IkOutput output) => new OutputInput(output);

    /// <summary>All outputs of an earlier run, in their order.</summary>
    public static IReadOnlyList<RunInput> FromResult(IkDeploymentResult result) => result.Outputs.Select(FromOutput).ToList();

    /// <summary>An input in the form of the service: JSON with one key, <c>{TYPE: body}</c>.</summary>
    /// <exception cref="ScaleException"><see cref="ScaleErrorId.InvalidInput"/>: the text has another form.</exception>
    public static RunInput FromJson(string json) => new JsonInput(json);

    /// <summary>Where its content can be read again.</summary>
    internal abstract RunSource Source { get; }

    /// <summary>Prepares it: finds it, or uploads it.</summary>
    /// <exception cref="ScaleException">It cannot be read, found or uploaded.</exception>
    internal abstract Task<InputPart> PrepareAsync(InputContext context, CancellationToken cancellationToken);

    /// <summary>Identifies it by its content. The bytes of a file are read, and an object of a path or uid is requested.</summary>
    /// <exception cref="ScaleException">It cannot be read or found.</exception>
    internal abstract Task<InputIdentity> IdentifyAsync(IStorageClient storage, CancellationToken cancellationToken);

    /// <inheritdoc/>
    public override string ToString() => Description;
}
