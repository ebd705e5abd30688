using System.Collections;
using System.Management.Automation;

namespace IkomiaScale.Storage;

/// <summary>How an object in the pipeline names a stored object: the object itself, a uid, a checksum, a path, or a pattern.</summary>
internal sealed class StorageInput
{
    /// <summary>The object itself.</summary>
    public IkStorageObject? Object { get; private init; }

    /// <summary>A uid to look up.</summary>
    public string? Uid { get; private init; }

    /// <summary>A checksum to look up, as <c>Get-FileHash</c> returns it.</summary>
    public string? Sha256 { get; private init; }

    /// <summary>A literal path to look up.</summary>
    public string? Path { get; private init; }

    /// <summary>A path with wildcards. Piped text is one.</summary>
    public string? Pattern { get; private init; }

    /// <summary>A directory, which stands for every object below it.</summary>
    public string? Directory { get; private init; }

    /// <summary>The path below the listed directory, if a row has it.</summary>
    public string? RelativePath { get; private init; }

    /// <summary>Reads an object from the pipeline; a result stands for all its stored outputs.</summary>
    /// <exception cref="ScaleException"><see cref="ScaleErrorId.InvalidInput"/>: the input names no stored object.</exception>
    public static IEnumerable<StorageInput> Read(PSObject input) => input.BaseObject switch
    {
        IkStorageObject item => [new StorageInput { Object = item }],
        string text => [new StorageInput { Pattern = text }],
        IkStorageDirectory directory => [new StorageInput { Directory = directory.Path }],
        IkStorageObjectOutput output => [FromOutput(output)],
        IkDeploymentResult result => FromResult(result),
        IDictionary row => [FromRow(name => row.Contains(name) ? row[name] : null, row)],
        var other => [FromRow(name => input.Properties[name]?.Value, other)],
    };

    private static IEnumerable<StorageInput> FromResult(IkDeploymentResult result)
    {
        var stored = result.Outputs.OfType<IkStorageObjectOutput>().Select(FromOutput).ToList();
        return stored.Count > 0
            ? stored
            : throw new ScaleException(
                ScaleErrorId.InvalidInput,
                $"The run {result.Uuid} has no stored output. Run it with Invoke-IkDeployment -SaveTemporary, or save its outputs with Save-IkDeploymentOutput.") { Target = result.Uuid };
    }

    // Outputs that hold their object need no request.
    private static StorageInput FromOutput(IkStorageObjectOutput output) => output switch
    {
        { Metadata: { } item } => new StorageInput { Object = item },
        { Uid: { } uid } => new StorageInput { Uid = uid },
        _ => throw new ScaleException(ScaleErrorId.InvalidInput, "The service returned this stored output without a uid, so it cannot be found. Run the deployment again."),
    };

    // A path in a row comes from a list and is never a pattern. The uid comes first, because a path may get another object.
    private static StorageInput FromRow(Func<string, object?> property, object row)
    {
        if (Text(property("Uid")) is { } uid)
        {
            return new StorageInput { Uid = uid, RelativePath = Text(property("RelativePath")) };
        }

        if ((Text(property("Sha256")) ?? Text(property("Hash"))) is { Length: 64 } sha256)
        {
            return new StorageInput { Sha256 = sha256 };
        }

        return Text(property("Path")) is { } path
            ? new StorageInput { Path = path }
            : throw new ScaleException(
                ScaleErrorId.InvalidInput,
                $"An input of type {row.GetType().Name} names no stored object. Use stored objects, paths, or rows with Uid, Sha256, or Path.");
    }

    private static string? Text(object? value) =>
        (value is PSObject wrapped ? wrapped.BaseObject : value)?.ToString() is { Length: > 0 } text ? text : null;
}
