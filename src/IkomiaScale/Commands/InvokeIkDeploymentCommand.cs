using System.Management.Automation;
using IkomiaScale.Abstractions;
using IkomiaScale.Completion;
using IkomiaScale.Deployments;
using IkomiaScale.Deployments.Inputs;
using IkomiaScale.Storage;

namespace IkomiaScale.Commands;

/// <summary>Runs a deployment once for each input, several inputs at the same time, and returns the results in the order of the inputs.</summary>
[Cmdlet(VerbsLifecycle.Invoke, "IkDeployment", DefaultParameterSetName = "Path", SupportsShouldProcess = true)]
[OutputType(typeof(IkDeploymentResult), typeof(IkDeploymentRun))]
public sealed class InvokeIkDeploymentCommand : BatchCmdlet
{
    private Uri? _prepared;
    private InputReader? _reader;

    /// <summary>Local files, a run for each; wildcards are allowed. Without any input: one run without inputs.</summary>
    [Parameter(Position = 0, ParameterSetName = "Path")]
    [SupportsWildcards]
    [ValidateNotNullOrEmpty]
    public string[]? Path { get; set; }

    /// <summary>Local files, a run for each; <c>[ ]</c> and other wildcards are taken literally.</summary>
    [Parameter(Mandatory = true, ParameterSetName = "LiteralPath")]
    [Alias("PSPath", "FullName")]
    [ValidateNotNullOrEmpty]
    public string[] LiteralPath { get; set; } = [];

    /// <summary>
    /// Anything that can be an input, a run for each: files, stored objects, outputs, results (all their outputs in one run), a byte
    /// array, or raw data as a hashtable or object of the form <c>@{ TYPE = body }</c>.
    /// </summary>
    [Parameter(Mandatory = true, ValueFromPipeline = true, ParameterSetName = "InputObject")]
    [ValidateNotNull]
    public PSObject? InputObject { get; set; }

    /// <summary>Paths of stored objects, a run for each; wildcards are allowed.</summary>
    [Parameter(Mandatory = true, ParameterSetName = "StoragePath")]
    [SupportsWildcards]
    [ArgumentCompleter(typeof(RemotePathCompleter))]
    [ValidateNotNullOrEmpty]
    public string[] StoragePath { get; set; } = [];

    /// <summary>The uids of stored objects, temporary ones included, a run for each.</summary>
    [Parameter(Mandatory = true, ParameterSetName = "Uid")]
    [ValidateNotNullOrEmpty]
    public string[] Uid { get; set; } = [];

    /// <summary>All the inputs of one run, each anything that <c>-InputObject</c> takes, or a path.</summary>
    [Parameter(Mandatory = true, ParameterSetName = "Inputs")]
    [ValidateNotNull]
    [AllowEmptyCollection]
    public object[]? Inputs { get; set; }

    /// <summary>The deployment's URL; the connection's by default. Each deployment from the pipeline runs on the inputs that a parameter names.</summary>
    [Parameter(ParameterSetName = "InputObject")]
    [Parameter(ParameterSetName = "Path", ValueFromPipelineByPropertyName = true)]
    [Parameter(ParameterSetName = "LiteralPath", ValueFromPipelineByPropertyName = true)]
    [Parameter(ParameterSetName = "StoragePath", ValueFromPipelineByPropertyName = true)]
    [Parameter(ParameterSetName = "Uid", ValueFromPipelineByPropertyName = true)]
    [Parameter(ParameterSetName = "Inputs", ValueFromPipelineByPropertyName = true)]
    [ValidateNotNull]
    public Uri? Endpoint { get; set; }

    /// <inheritdoc/>
    private protected override Uri? RunEndpoint => Endpoint;

    /// <inheritdoc/>
    private protected override bool NeedsEndpoint => Endpoint is null && Deployment is null && !TakesDeployments;

    // The pipeline brings deployments where a parameter names the inputs, so that the pipeline cannot bring those.
    private bool TakesDeployments => MyInvocation.ExpectingInput && Deployment is null && !Has(nameof(InputObject))
        && (Has(nameof(Path)) || Has(nameof(LiteralPath)) || Has(nameof(StoragePath)) || Has(nameof(Uid)) || Has(nameof(Inputs)));

    /// <inheritdoc/>
    protected override void BeginProcessing()
    {
        base.BeginProcessing();
        _reader = new InputReader(this, DataType);
        if (Endpoint is not null || !TakesDeployments)
        {
            Required(() =>
            {
                Prepare();
                return true;
            });
            _prepared = Endpoint;
        }
    }

    /// <inheritdoc/>
    protected override void ProcessRecord()
    {
        if (Template is null || (TakesDeployments && Endpoint != _prepared))
        {
            // Only this deployment fails if it cannot be used; the pipeline may bring others.
            Template = null;
            _prepared = Endpoint;
            ForItem(Endpoint, Prepare);
        }

        if (Template is not null)
        {
            Run(_reader!);
        }
    }

    private void Run(InputReader reader)
    {
        switch (ParameterSetName)
        {
            case "Inputs":
                ForItem(Inputs, () => Start(Inputs!, reader.ReadInputs(Inputs!).ToList()));
                break;
            case "InputObject":
                foreach (var item in InputReader.Items(InputObject!))
                {
                    var target = item is PSObject wrapped ? wrapped.BaseObject : item;
                    ForItem(target, () => StartEach(target, reader.ReadRuns(item)));
                }

                break;
            case "LiteralPath":
                Array.ForEach(LiteralPath, path => ForItem(path, () => Start(path, [reader.ByLiteralPath(path)])));
                break;
            case "Uid":
                Array.ForEach(Uid, uid => ForItem(uid, () => Start(uid, [RunInput.FromUid(uid, DataType)])));
                break;
            case "StoragePath":
                Array.ForEach(StoragePath, path => ForItem(path, () => StartEach(null, ByStoragePath(path))));
                break;
            case "Path" when Path is not null:
                Array.ForEach(Path, path => ForItem(path, () => StartEach(null, reader.ReadRuns(path))));
                break;

            // With an empty pipeline this method is not called, so nobody gets a run without inputs by accident.
            default:
                ForItem(null, () => Start(null, []));
                break;
        }
    }

    private IEnumerable<IReadOnlyList<RunInput>> ByStoragePath(string path) => RemotePattern.HasWildcards(path)
        ? new RemoteResolver(this, new ObjectResolver(Template!.Client.Storage), StopToken).ByPath(path, directories: false).Select(item => new[] { RunInput.FromStorageObject(item, DataType) })
        : [[RunInput.FromStoragePath(RemotePattern.Unescape(path), DataType)]];

    private void StartEach(object? target, IEnumerable<IReadOnlyList<RunInput>> runs)
    {
        foreach (var inputs in runs)
        {
            Start(target ?? inputs[0].Description, inputs);
        }
    }
}
