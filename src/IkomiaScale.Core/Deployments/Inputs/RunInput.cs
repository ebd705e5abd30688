using IkomiaScale.Storage;

namespace IkomiaScale.Deployments.Inputs;

/// <summary>An input of a run. Nothing is read or sent before the run is submitted.</summary>
public abstract class RunInput
{
    private protected RunInput(string description)
    {
        Description = description;
    }

    /// <summary>What it is, for a person: a path, a uid, a kind of data.</summary>
    public string Description { get; }

    /// <summary>
    /// A local file. An image goes along with the request, or through a temporary object above
    /// <see cref="RunRequest.InlineLimit"/>; a video always goes through a temporary object (PROTOCOL 4); any other file is JSON
    /// and needs a data type.
    /// </summary>
    /// <param name="path">The full path.</param>
    /// <param name="dataType"><c>image</c>, <c>video</c>, or the type of a JSON file's data; null to go by the name.</param>
    public static RunInput FromFile(string path, string? dataType = null) => new FileInput(path, DataTypes.Normalize(dataType));

    /// <summary>A stored object.</summary>
    /// <param name="source">The object.</param>
    /// <param name="dataType"><c>image</c>, <c>video</c>…; null to go by its content type, else its name.</param>
    public static RunInput FromStorageObject(IkStorageObject source, string? dataType = null) =>
        new StoredInput(source, DataTypes.Normalize(dataType));

    /// <summary>A stored object, temporary ones included, by its uid.</summary>
    /// <param name="uid">The uid.</param>
    /// <param name="dataType"><c>image</c>, <c>video</c>…; null to go by its content type, else its name.</param>
    public static RunInput FromUid(string uid, string? dataType = null) => new UidInput(uid, DataTypes.Normalize(dataType));

    /// <summary>A stored object by its path.</summary>
    /// <param name="path">The path.</param>
    /// <param name="dataType"><c>image</c>, <c>video</c>…; null to go by its content type, else its name.</param>
    public static RunInput FromStoragePath(string path, string? dataType = null) => new StoragePathInput(path, DataTypes.Normalize(dataType));

    /// <summary>The bytes of an image, a video or a JSON document.</summary>
    /// <param name="content">The bytes.</param>
    /// <param name="dataType"><c>image</c>, <c>video</c>, or the type of a JSON document's data; null to go by the first bytes.</param>
    public static RunInput FromBytes(byte[] content, string? dataType = null) => new BytesInput(content, DataTypes.Normalize(dataType));

    /// <summary>An output of an earlier run.</summary>
    public static RunInput FromOutput(IkOutput output) => new OutputInput(output);

    /// <summary>All outputs of an earlier run, in their order.</summary>
    public static IReadOnlyList<RunInput> FromResult(IkDeploymentResult result) => result.Outputs.Select(FromOutput).ToList();

    /// <summary>An input as the service takes it: JSON of the form <c>{TYPE: body}</c>.</summary>
    /// <exception cref="ScaleException"><see cref="ScaleErrorId.InvalidInput"/>: it is something else.</exception>
    public static RunInput FromJson(string json) => new JsonInput(json);

    /// <summary>Where its content can be had again.</summary>
    internal abstract RunSource Source { get; }

    /// <summary>Gets it ready: looks it up, or sends it to the storage.</summary>
    /// <exception cref="ScaleException">It cannot be read, found or sent.</exception>
    internal abstract Task<InputPart> PrepareAsync(InputContext context, CancellationToken cancellationToken);

    /// <summary>What it is by its content: for a file its bytes are read, for a path or a uid the storage is asked.</summary>
    /// <exception cref="ScaleException">It cannot be read or found.</exception>
    internal abstract Task<InputIdentity> IdentifyAsync(IStorageClient storage, CancellationToken cancellationToken);

    /// <inheritdoc/>
    public override string ToString() => Description;
}
