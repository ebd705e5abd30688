using System.Collections;
using System.Management.Automation;

namespace IkomiaScale.Storage;

/// <summary>What an object in the pipeline says of a stored object: the object itself, a uid, a hash, a path or a pattern.</summary>
internal sealed class StorageInput
{
    /// <summary>The object itself.</summary>
    public IkStorageObject? Object { get; private init; }

    /// <summary>A uid to look up.</summary>
    public string? Uid { get; private init; }

    /// <summary>A hash to look up, as <c>Get-FileHash</c> gives it.</summary>
    public string? Sha256 { get; private init; }

    /// <summary>A literal path to look up.</summary>
    public string? Path { get; private init; }

    /// <summary>A path with wildcards, as piped text is.</summary>
    public string? Pattern { get; private init; }

    /// <summary>A directory, which stands for all that is below it.</summary>
    public string? Directory { get; private init; }

    /// <summary>The path below what was listed, where a row tells it.</summary>
    public string? RelativePath { get; private init; }

    /// <summary>Reads an object from the pipeline; a result stands for all its stored outputs.</summary>
    /// <exception cref="ScaleException"><see cref="ScaleErrorId.InvalidInput"/>: it names no stored object.</exception>
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
                $"The run {result.Uuid} has no stored output. Run it with -SaveTemporary, or save what it has with Save-IkDeploymentOutput.") { Target = result.Uuid };
    }

    // What came with the results is not asked for again.
    private static StorageInput FromOutput(IkStorageObjectOutput output) => output switch
    {
        { Metadata: { } item } => new StorageInput { Object = item },
        { Uid: { } uid } => new StorageInput { Uid = uid },
        _ => throw new ScaleException(ScaleErrorId.InvalidInput, "The service gave no uid for this stored output, so it cannot be found."),
    };

    // A name in a row is a name, never a pattern: it came from a list. The uid is the surest thing to go by.
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
                $"An input of type {row.GetType().Name} names no stored object. Give stored objects, paths, or rows with Uid, Sha256 or Path.");
    }

    private static string? Text(object? value) =>
        (value is PSObject wrapped ? wrapped.BaseObject : value)?.ToString() is { Length: > 0 } text ? text : null;
}
