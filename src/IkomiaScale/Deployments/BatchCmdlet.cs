using IkomiaScale.Deployments.Batches;
using IkomiaScale.Deployments.Inputs;

namespace IkomiaScale.Deployments;

/// <summary>A cmdlet that starts many runs of a deployment, with or without a journal.</summary>
public abstract class BatchCmdlet : RunCmdlet
{
    private RunBatch? _batch;
    private JournalRunBatch? _journal;
    private BatchOptions? _options;
    private string _activity = string.Empty;

    /// <summary>What all runs share; null until <see cref="Prepare"/> succeeds.</summary>
    private protected RunTemplate? Template { get; set; }

    /// <inheritdoc/>
    protected override void BeginProcessing()
    {
        base.BeginProcessing();
        _options = Required(() => JournalOptions(
            Has(nameof(ThrottleLimit)) ? ThrottleLimit : null,
            Has(nameof(TimeoutSec)) ? RunTemplate.TimeoutOf(TimeoutSec) : Timeout.InfiniteTimeSpan,
            NoWait));
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

    /// <summary>Checks task, outputs, and parameters with the deployment, before anything runs.</summary>
    private protected void Prepare()
    {
        if (_journal is not null)
        {
            throw new ScaleException(
                ScaleErrorId.InvalidInput,
                "A journal records the runs of one deployment, and several deployments came down the pipeline. Use one journal for each deployment.") { Target = Journal };
        }

        var template = RunTemplate.Make(this, UsedConnection);
        var task = WaitFor(template.CheckAsync(StopToken));
        (Template, _activity) = (template, $"Running {task}");
        _batch ??= _options is not null ? null : new RunBatch(
            this, RunLedger.OfThisRunspace(), ThrottleLimit, inOrder: !NoWait && !OutOfOrder, _activity, StopToken);
    }

    /// <summary>Starts one run, after a free place for it.</summary>
    private protected void Start(object? target, IReadOnlyList<RunInput> inputs)
    {
        var template = Template!;
        var request = template.With(inputs);
        var name = inputs.Count == 0 ? "(no input)" : string.Join(", ", inputs);
        if (ShouldProcess($"{name} on {template.Description}", "Run"))
        {
            var progress = new RunProgress(name);
            _batch?.Add(target, progress, token => template.Job.SubmitAsync(request, progress, token));
            OpenJournal()?.Add(target, progress, (batch, token) => batch.RunAsync(request, progress, token));
        }
    }

    // Opened with the first run, so that -WhatIf creates no folder.
    private JournalRunBatch? OpenJournal() => _options is null ? null : _journal ??= new JournalRunBatch(
        this,
        Required(() => WaitFor(JournaledBatch.OpenAsync(Template!.Client.Deployments, Template.Client.Storage, Template.Common, _options, StopToken))),
        _options,
        inOrder: !OutOfOrder,
        _activity,
        UsedConnection.UseOn(),
        StopToken)
    {
        OutFolder = Template!.Job.OutFolder,
    };
}
