using System.Management.Automation;
using IkomiaScale.Abstractions;
using IkomiaScale.Deployments;
using IkomiaScale.Reports;
using IkomiaScale.Storage;

namespace IkomiaScale.Commands;

/// <summary>Writes results into one HTML report: pictures with what was found on them, tables, and filters.</summary>
[Cmdlet(VerbsData.Export, "IkDeploymentReport", DefaultParameterSetName = "Pipeline", SupportsShouldProcess = true)]
[OutputType(typeof(FileInfo))]
public sealed class ExportIkDeploymentReportCommand : ConnectedCmdlet
{
    private DeploymentReport? _report;

    // The type is object, so that PowerShell binds a result by position to it, and a string to -Path.

    /// <summary>Results, runs, files of saved outputs, and errors that 2&gt;&amp;1 merged into the pipeline.</summary>
    [Parameter(Mandatory = true, ValueFromPipeline = true, ParameterSetName = "Pipeline")]
    [Parameter(Mandatory = true, Position = 0, ParameterSetName = "Argument")]
    [ValidateNotNull]
    public object? InputObject { get; set; }

    /// <summary>The file to write; missing folders are created.</summary>
    [Parameter(Mandatory = true, Position = 0, ParameterSetName = "Pipeline")]
    [Parameter(Mandatory = true, Position = 1, ParameterSetName = "Argument")]
    [ValidateNotNullOrEmpty]
    public string Path { get; set; } = string.Empty;

    /// <summary>The title of the page.</summary>
    [Parameter]
    [ValidateNotNullOrEmpty]
    public string Title { get; set; } = new ReportOptions().Title;

    /// <summary>The size in bytes from which on pictures go to a folder next to the file; 0 for all pictures.</summary>
    [Parameter]
    [ValidateRange(0, long.MaxValue)]
    public long MaxSize { get; set; } = ReportOptions.DefaultMaxSize;

    /// <summary>Writes the full paths of local inputs into the report instead of their names only.</summary>
    [Parameter]
    public SwitchParameter IncludePath { get; set; }

    /// <summary>Overwrites an existing report.</summary>
    [Parameter]
    public SwitchParameter Force { get; set; }

    /// <summary>Opens the report in the browser.</summary>
    [Parameter]
    public SwitchParameter Show { get; set; }

    /// <summary>Returns the file.</summary>
    [Parameter]
    public SwitchParameter PassThru { get; set; }

    /// <inheritdoc/>
    private protected override bool NeedsConnection => false;

    /// <inheritdoc/>
    protected override void BeginProcessing()
    {
        base.BeginProcessing();
        var path = Required(() => ProviderPaths.Literal(this, Path));
        if (ShouldProcess(path, "Write report"))
        {
            var options = new ReportOptions { Title = Title, Overwrite = Force, MaxSize = MaxSize, IncludePath = IncludePath };
            _report = Required(() => DeploymentReport.Create(path, options, FindClient()?.Storage));
        }
    }

    /// <inheritdoc/>
    protected override void ProcessRecord()
    {
        if (_report is { } report)
        {
            foreach (var item in ReportInput.Items(InputObject))
            {
                ForItem(item, () => WaitFor(ReportInput.AddAsync(report, this, item, StopToken)));
            }
        }
    }

    /// <inheritdoc/>
    protected override void EndProcessing()
    {
        if (_report is not { } report)
        {
            return;
        }

        var path = Required(() => WaitFor(report.CompleteAsync(StopToken)));
        if (report.MissingPictures > 0)
        {
            WriteWarning($"{Tally.Count(report.MissingPictures, "picture", "pictures")} of the report '{path}' could not be read. The report shows the reasons.");
        }

        if (PassThru)
        {
            WriteObject(FileItem.From(this, path));
        }

        if (Show)
        {
            ShowIt(path);
        }
    }

    /// <inheritdoc/>
    protected override void Dispose(bool disposing) => _report?.Dispose();

    // A server may have nothing to open the report with, and the report is complete anyway.
    private void ShowIt(string path)
    {
        try
        {
            InvokeProvider.Item.Invoke(WildcardPattern.Escape(path));
        }
        catch (Exception exception) when (exception is RuntimeException or InvalidOperationException or NotSupportedException or System.ComponentModel.Win32Exception
            && exception is not PipelineStoppedException)
        {
            WriteWarning($"The report '{path}' is written but could not be opened: {exception.Message.TrimEnd('.')}. Open the file yourself.");
        }
    }
}
