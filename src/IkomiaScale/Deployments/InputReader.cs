using System.Collections;
using System.Management.Automation;
using IkomiaScale.Deployments.Inputs;
using IkomiaScale.Storage;

namespace IkomiaScale.Deployments;

/// <summary>
/// Reads inputs from the pipeline or from arguments. Use it only on the pipeline thread: it resolves paths with the
/// session.
/// </summary>
internal sealed class InputReader
{
    private static readonly string[] FileProperties = ["PSPath", "FullName", "LiteralPath", "Path"];

    private readonly PSCmdlet _cmdlet;
    private readonly string? _dataType;

    /// <summary>Creates a reader.</summary>
    /// <param name="cmdlet">The cmdlet, for the session's paths.</param>
    /// <param name="dataType">The value of <c>-DataType</c>; null without it.</param>
    public InputReader(PSCmdlet cmdlet, string? dataType)
    {
        _cmdlet = cmdlet;
        _dataType = dataType;
    }

    /// <summary>The items of a list, or the argument itself if it is no list. Bytes are one item in any kind of list.</summary>
    public static IEnumerable<object> Items(object value) => Bare(value) switch
    {
        object[] items when !IsBytes(items) => items,
        IEnumerable<IkOutput> outputs => outputs,
        _ => [value],
    };

    /// <summary>The inputs of each run for an item: one run, except for a path with wildcards.</summary>
    /// <exception cref="ScaleException">The item cannot be an input.</exception>
    public IEnumerable<IReadOnlyList<RunInput>> ReadRuns(object item) => Bare(item) switch
    {
        string path => ByPath(path).Select(file => new[] { file }),
        var single => [ReadOne(single, item)],
    };

    /// <summary>The inputs for an argument in a run with several inputs.</summary>
    /// <exception cref="ScaleException">The item cannot be an input.</exception>
    public IEnumerable<RunInput> ReadInputs(object value) => Items(value).SelectMany(ReadRuns).SelectMany(inputs => inputs);

    /// <summary>The local files that match a path with wildcards; folders are left out.</summary>
    public IEnumerable<RunInput> ByPath(string path) => WildcardPattern.ContainsWildcardCharacters(path)
        ? ProviderPaths.Resolve(_cmdlet, path).Where(found => !Directory.Exists(found)).Select(File)
        : [ByLiteralPath(WildcardPattern.Unescape(path))];

    /// <summary>A local file by its literal name.</summary>
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

        // The items of an inner list are the inputs of one run.
        object[] or IEnumerable<IkOutput> => ReadInputs(bare).ToList(),
        byte => throw new ScaleException(
            ScaleErrorId.InvalidInput,
            "A single byte cannot be an input: PowerShell splits a byte array in the pipeline into bytes. " +
            "Pipe it as one object, ',$bytes | Invoke-IkDeployment', or use Invoke-IkDeployment -InputObject $bytes."),
        IDictionary raw => [RunInput.FromJson(RawJson.Of(raw))],
        ValueType => throw new ScaleException(
            ScaleErrorId.InvalidInput,
            $"'{bare}' cannot be an input. Use files, stored objects, outputs, bytes, or raw data such as @{{ DATA_DICT = @{{ … }} }}."),
        _ => FromRow(value as PSObject ?? new PSObject(bare)),
    };

    private static IReadOnlyList<RunInput> FromResult(IkDeploymentResult result) => result.Outputs.Count > 0
        ? RunInput.FromResult(result)
        : throw new ScaleException(ScaleErrorId.InvalidInput, $"The result of run '{result.Uuid}' has no outputs, so it cannot be an input. Use a result with outputs.")
        {
            Target = result.Uuid,
        };

    // Objects from Import-Clixml or ConvertFrom-Json have plain properties, and raw data has them too.
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
