using System.Collections;
using System.Management.Automation;
using IkomiaScale.Deployments.Inputs;
using IkomiaScale.Storage;

namespace IkomiaScale.Deployments;

/// <summary>
/// Makes inputs of what comes through the pipeline or as an argument. Only on the pipeline thread: it asks the session for
/// paths.
/// </summary>
internal sealed class InputReader
{
    private static readonly string[] FileProperties = ["PSPath", "FullName", "LiteralPath", "Path"];

    private readonly PSCmdlet _cmdlet;
    private readonly string? _dataType;

    /// <summary>Makes a reader.</summary>
    /// <param name="cmdlet">The cmdlet, for the session's paths.</param>
    /// <param name="dataType">What <c>-DataType</c> says; null for nothing.</param>
    public InputReader(PSCmdlet cmdlet, string? dataType)
    {
        _cmdlet = cmdlet;
        _dataType = dataType;
    }

    /// <summary>What an argument holds: the items of a list, else itself. Bytes are one thing, however they are held.</summary>
    public static IEnumerable<object> Items(object value) => Bare(value) switch
    {
        object[] items when !IsBytes(items) => items,
        IEnumerable<IkOutput> outputs => outputs,
        _ => [value],
    };

    /// <summary>The runs that an item stands for, each with its inputs: one, except for a path with wildcards.</summary>
    /// <exception cref="ScaleException">It cannot be an input.</exception>
    public IEnumerable<IReadOnlyList<RunInput>> ReadRuns(object item) => Bare(item) switch
    {
        string path => ByPath(path).Select(file => new[] { file }),
        var single => [ReadOne(single, item)],
    };

    /// <summary>The inputs that something stands for in a run of several.</summary>
    /// <exception cref="ScaleException">It cannot be an input.</exception>
    public IEnumerable<RunInput> ReadInputs(object value) => Items(value).SelectMany(ReadRuns).SelectMany(inputs => inputs);

    /// <summary>The local files that a path with wildcards names; folders that a wildcard finds are left out.</summary>
    public IEnumerable<RunInput> ByPath(string path) => WildcardPattern.ContainsWildcardCharacters(path)
        ? ProviderPaths.Resolve(_cmdlet, path).Where(found => !Directory.Exists(found)).Select(File)
        : [ByLiteralPath(WildcardPattern.Unescape(path))];

    /// <summary>A local file by its name as it is.</summary>
    public RunInput ByLiteralPath(string path) => File(ProviderPaths.Literal(_cmdlet, path));

    private RunInput File(string path) => RunInput.FromFile(path, _dataType);

    private IReadOnlyList<RunInput> ReadOne(object bare, object value) => bare switch
    {
        FileSystemInfo file => [File(file.FullName)],
        IkStorageObject stored => [RunInput.FromStorageObject(stored, _dataType)],
        IkOutput output => [RunInput.FromOutput(output)],
        IkDeploymentResult result => FromResult(result),
        byte[] bytes => [RunInput.FromBytes(bytes, _dataType)],
        object[] items when IsBytes(items) => [RunInput.FromBytes(items.Select(item => (byte)Bare(item)).ToArray(), _dataType)],

        // A list within a list: its items belong together.
        object[] or IEnumerable<IkOutput> => ReadInputs(bare).ToList(),
        byte => throw new ScaleException(
            ScaleErrorId.InvalidInput,
            "PowerShell takes a byte array in the pipeline apart, byte by byte. " +
            "Pipe it as one object, ',$bytes | Invoke-IkDeployment', or give it with -InputObject."),
        IDictionary raw => [RunInput.FromJson(RawJson.Of(raw))],
        ValueType => throw new ScaleException(
            ScaleErrorId.InvalidInput,
            $"'{bare}' cannot be an input. Give files, stored objects, outputs, bytes, or raw data such as @{{ DATA_DICT = @{{ … }} }}."),
        _ => FromRow(value as PSObject ?? new PSObject(bare)),
    };

    private static IReadOnlyList<RunInput> FromResult(IkDeploymentResult result) => result.Outputs.Count > 0
        ? RunInput.FromResult(result)
        : throw new ScaleException(ScaleErrorId.InvalidInput, $"The result of run '{result.Uuid}' has no outputs, so there is nothing to run on.")
        {
            Target = result.Uuid,
        };

    // What comes back from Export-Clixml or JSON is a row of plain properties; so is raw data.
    private IReadOnlyList<RunInput> FromRow(PSObject row)
    {
        if (Text(row, "Uid") is { } uid)
        {
            return [RunInput.FromUid(uid, _dataType ?? Text(row, "DataType"))];
        }

        if (Text(row, "RawJson") is { } json)
        {
            return [RunInput.FromJson(json)];
        }

        if (Text(row, "Uuid") is not null && Bare(row.Properties["Outputs"]?.Value) is IEnumerable outputs and not string)
        {
            return ReadInputs(outputs.Cast<object>().ToArray()).ToList();
        }

        return FileProperties.Select(name => Text(row, name)).FirstOrDefault(path => path is not null) is { } file
            ? [ByLiteralPath(file)]
            : [RunInput.FromJson(RawJson.Of(row))];
    }

    private static bool IsBytes(object[] items) => items.Length > 0 && items.All(item => Bare(item) is byte);

    private static string? Text(PSObject row, string property) => Bare(row.Properties[property]?.Value) is string { Length: > 0 } text ? text : null;

    private static object Bare(object? value) => (value is PSObject { BaseObject: not PSCustomObject } wrapped ? wrapped.BaseObject : value)!;
}
