using System.Collections;
using System.Management.Automation;
using IkomiaScale.Abstractions;
using IkomiaScale.Completion;
using IkomiaScale.Connections;
using IkomiaScale.Deployments;
using IkomiaScale.Deployments.Batches;
using IkomiaScale.Deployments.Inputs;
using IkomiaScale.Storage;

namespace IkomiaScale.Commands;

/// <summary>Runs a deployment: once for each input, several at once, results in the order of the inputs.</summary>
[Cmdlet(VerbsLifecycle.Invoke, "IkDeployment", DefaultParameterSetName = "Path", SupportsShouldProcess = true)]
[OutputType(typeof(IkDeploymentResult), typeof(IkDeploymentRun))]
public sealed class InvokeIkDeploymentCommand : ConnectedCmdlet, IRunArguments
{
    private RunBatch? _batch;
    private JournalRunBatch? _journal;
    private BatchOptions? _options;
    private string _activity = string.Empty;
    private RunTemplate? _template;
    private Uri? _prepared;
    private InputReader? _reader;

    /// <summary>Local files, a run for each; wildcards are allowed. Without any input: one run without inputs.</summary>
    [Parameter(Position = 0, ParameterSetName = "Path")]
    [SupportsWildcards]
    [ValidateNotNullOrEmpty]
    public string[]? Path { get; set; }

    /// <summary>Local files taken as they are, <c>[ ]</c> included, a run for each.</summary>
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

    /// <summary>The task whose outputs are wanted and whose parameters are meant; without it the last final task.</summary>
    [Parameter]
    [ArgumentCompleter(typeof(TaskNameCompleter))]
    [ValidateNotNullOrEmpty]
    public string? TaskName { get; set; }

    /// <summary>Parameter values by name. A nested hashtable is for the task that its key names.</summary>
    [Parameter]
    [ArgumentCompleter(typeof(TaskParameterCompleter))]
    [ValidateNotNull]
    public IDictionary? Parameter { get; set; }

    /// <summary>The outputs to give: task names, or hashtables with TaskName, TaskIndex, OutputIndex and SaveTemporary.</summary>
    [Parameter]
    [ArgumentCompleter(typeof(TaskNameCompleter))]
    [ValidateNotNullOrEmpty]
    public object[] Output { get; set; } = [];

    /// <summary>Lets images go, and outputs come, as temporary objects of the storage.</summary>
    [Parameter]
    public SwitchParameter SaveTemporary { get; set; }

    /// <summary>What the inputs are where nothing else tells: image, video, or the type of a JSON file's data.</summary>
    [Parameter]
    [ValidateNotNullOrEmpty]
    public string? DataType { get; set; }

    /// <summary>
    /// The deployment's URL; without it the connection's. Deployments that are piped in run each on the inputs that are named by a parameter.
    /// </summary>
    [Parameter(ParameterSetName = "InputObject")]
    [Parameter(ParameterSetName = "Path", ValueFromPipelineByPropertyName = true)]
    [Parameter(ParameterSetName = "LiteralPath", ValueFromPipelineByPropertyName = true)]
    [Parameter(ParameterSetName = "StoragePath", ValueFromPipelineByPropertyName = true)]
    [Parameter(ParameterSetName = "Uid", ValueFromPipelineByPropertyName = true)]
    [Parameter(ParameterSetName = "Inputs", ValueFromPipelineByPropertyName = true)]
    [ValidateNotNull]
    public Uri? Endpoint { get; set; }

    /// <summary>The name that the connection's profile has for the deployment.</summary>
    [Parameter]
    [ArgumentCompleter(typeof(DeploymentNameCompleter))]
    [ValidateNotNullOrEmpty]
    public string? Deployment { get; set; }

    /// <summary>Gives the runs as soon as they are submitted; receive them with Receive-IkDeploymentRun.</summary>
    [Parameter]
    public SwitchParameter NoWait { get; set; }

    /// <summary>How many seconds to wait for the results of a run, at most; 0 for no limit. The run itself goes on.</summary>
    [Parameter]
    [ValidateRange(0, int.MaxValue)]
    public int TimeoutSec { get; set; } = (int)WaitOptions.DefaultTimeout.TotalSeconds;

    /// <summary>How many runs are under way at once, and at most started ahead of what was given.</summary>
    [Parameter]
    [ValidateRange(1, 10)]
    public int ThrottleLimit { get; set; } = 5;

    /// <summary>Gives results as they are ready, and not in the order of the inputs: no run waits for a slow one before it.</summary>
    [Parameter]
    public SwitchParameter OutOfOrder { get; set; }

    /// <summary>A local folder that the outputs are saved to as well, as Save-IkDeploymentOutput names them.</summary>
    [Parameter]
    [ValidateNotNullOrEmpty]
    public string? OutDirectory { get; set; }

    /// <summary>
    /// A folder in which all is written down before it is done: what it has a result for is given again without a run, and the same command
    /// goes on wherever it was stopped.
    /// </summary>
    [Parameter]
    [ValidateNotNullOrEmpty]
    public string? Journal { get; set; }

    /// <summary>The part of the batch to work on, such as <c>3/16</c>, counted from 1; each part has a journal of its own.</summary>
    [Parameter]
    [ValidateNotNullOrEmpty]
    public string? Shard { get; set; }

    /// <summary>What of the journal is run again, which may cost again: Failed, InDoubt, Lost.</summary>
    [Parameter]
    public BatchRetry[] Retry { get; set; } = [];

    /// <summary>How old a run without a result may become before it counts as lost: a time span, or a number of seconds.</summary>
    [Parameter]
    [Seconds]
    public TimeSpan LostAfter { get; set; } = BatchOptions.DefaultLostAfter;

    /// <summary>How many runs may fail before no more is submitted: a number, or a share of those that have ended, such as <c>5%</c>.</summary>
    [Parameter]
    [ValidateNotNullOrEmpty]
    public string? MaxFailures { get; set; }

    /// <summary>How many runs of a journal may be under way at once.</summary>
    [Parameter]
    [ValidateRange(1, 10000)]
    public int MaxPending { get; set; } = BatchOptions.DefaultMaxPending;

    /// <inheritdoc/>
    Uri? IRunArguments.Endpoint => DeploymentNames.Resolve(UsedConnection, Endpoint, Deployment);

    /// <inheritdoc/>
    bool IRunArguments.SaveTemporary => SaveTemporary;

    /// <inheritdoc/>
    bool IRunArguments.NoWait => NoWait;

    /// <inheritdoc/>
    string? IRunArguments.OutFolder => OutDirectory is null ? null : ProviderPaths.Literal(this, OutDirectory);

    /// <inheritdoc/>
    private protected override bool NeedsEndpoint => Endpoint is null && Deployment is null && !TakesDeployments;

    /// <summary>Whether the pipeline brings deployments: where it can bring no inputs, as those are named.</summary>
    private bool TakesDeployments => MyInvocation.ExpectingInput && Deployment is null && !Has(nameof(InputObject))
        && (Has(nameof(Path)) || Has(nameof(LiteralPath)) || Has(nameof(StoragePath)) || Has(nameof(Uid)) || Has(nameof(Inputs)));

    /// <inheritdoc/>
    protected override void BeginProcessing()
    {
        base.BeginProcessing();
        _reader = new InputReader(this, DataType);
        _options = Required(() => JournalOptions().Read(MyInvocation.BoundParameters.Keys));
        if (Endpoint is not null || !TakesDeployments)
        {
            Prepare(action => Required(() =>
            {
                action();
                return true;
            }));
        }
    }

    /// <inheritdoc/>
    protected override void ProcessRecord()
    {
        if (_template is null || (TakesDeployments && Endpoint != _prepared))
        {
            // A deployment that is piped in and cannot be used is the failure of one item.
            _template = null;
            Prepare(action => ForItem(Endpoint, action));
        }

        if (_template is not null)
        {
            Run();
        }
    }

    private void Prepare(Action<Action> guard) => guard(() =>
    {
        if (_journal is not null)
        {
            throw new ScaleException(
                ScaleErrorId.InvalidInput, "A journal is of one deployment, and several came down the pipeline. Use a journal for each.") { Target = Journal };
        }

        var template = RunTemplate.Make(this, UsedConnection);
        var task = WaitFor(template.CheckAsync(StopToken));
        (_template, _prepared, _activity) = (template, Endpoint, $"Running {task}");
        _batch ??= _options is not null ? null : new RunBatch(
            this, RunLedger.OfThisRunspace(), ThrottleLimit, inOrder: !NoWait && !OutOfOrder, _activity, StopToken);
    });

    private void Run()
    {
        switch (ParameterSetName)
        {
            case "Inputs":
                ForItem(Inputs, () => Start(Inputs!, _reader!.ReadInputs(Inputs!).ToList()));
                break;
            case "InputObject":
                foreach (var item in InputReader.Items(InputObject!))
                {
                    var target = item is PSObject wrapped ? wrapped.BaseObject : item;
                    ForItem(target, () => StartEach(target, _reader!.ReadRuns(item)));
                }

                break;
            case "LiteralPath":
                Array.ForEach(LiteralPath, path => ForItem(path, () => Start(path, [_reader!.ByLiteralPath(path)])));
                break;
            case "Uid":
                Array.ForEach(Uid, uid => ForItem(uid, () => Start(uid, [RunInput.FromUid(uid, DataType)])));
                break;
            case "StoragePath":
                Array.ForEach(StoragePath, path => ForItem(path, () => StartEach(null, ByStoragePath(path))));
                break;
            case "Path" when Path is not null:
                Array.ForEach(Path, path => ForItem(path, () => StartEach(null, _reader!.ReadRuns(path))));
                break;

            // A pipeline that turned out to be empty is not meant as a run without inputs; then this is not called at all.
            default:
                ForItem(null, () => Start(null, []));
                break;
        }
    }

    /// <inheritdoc/>
    protected override void EndProcessing()
    {
        _batch?.Complete();
        _journal?.Complete();
    }

    /// <inheritdoc/>
    protected override void Dispose(bool disposing)
    {
        _batch?.Dispose();
        _journal?.Dispose();
    }

    // Not before something is to be run: -WhatIf makes no folder.
    private JournalRunBatch? OpenJournal() => _options is null ? null : _journal ??= new JournalRunBatch(
        this,
        Required(() => WaitFor(JournaledBatch.OpenAsync(_template!.Client.Deployments, _template.Client.Storage, _template.Common, _options, StopToken))),
        _options,
        inOrder: !OutOfOrder,
        _activity,
        UsedConnection.UseOn(),
        StopToken)
    {
        OutFolder = _template!.Job.OutFolder,
    };

    private bool Has(string parameter) => MyInvocation.BoundParameters.ContainsKey(parameter);

    private JournalArguments JournalOptions() => new()
    {
        Folder = Journal is null ? null : ProviderPaths.Literal(this, Journal),
        Shard = Shard,
        Retry = Retry,
        LostAfter = LostAfter,
        MaxFailures = MaxFailures,
        MaxPending = MaxPending,
        Requests = Has(nameof(ThrottleLimit)) ? ThrottleLimit : null,
        Timeout = Has(nameof(TimeoutSec)) ? RunTemplate.TimeoutOf(TimeoutSec) : Timeout.InfiniteTimeSpan,
        NoWait = NoWait,
    };

    private IEnumerable<IReadOnlyList<RunInput>> ByStoragePath(string path) => RemotePattern.HasWildcards(path)
        ? new RemoteResolver(this, new ObjectResolver(_template!.Client.Storage), StopToken).ByPath(path, directories: false).Select(item => new[] { RunInput.FromStorageObject(item, DataType) })
        : [[RunInput.FromStoragePath(RemotePattern.Unescape(path), DataType)]];

    private void StartEach(object? target, IEnumerable<IReadOnlyList<RunInput>> runs)
    {
        foreach (var inputs in runs)
        {
            Start(target ?? inputs[0].Description, inputs);
        }
    }

    private void Start(object? target, IReadOnlyList<RunInput> inputs)
    {
        var template = _template!;
        var request = template.With(inputs);
        var name = inputs.Count == 0 ? "(no input)" : string.Join(", ", inputs);
        if (ShouldProcess($"{name} on {template.Description}", "Run"))
        {
            var progress = new RunProgress(name);
            _batch?.Add(target, progress, token => template.Job.SubmitAsync(request, progress, token));
            OpenJournal()?.Add(target, progress, (batch, token) => batch.RunAsync(request, progress, token));
        }
    }
}
