namespace IkomiaScale.Hosted.Tests.Support;

/// <summary>
/// The tests of a cmdlet of the platform. Each has a project of its own, with a name that has all that names may have; scripts know it as
/// <c>$project</c>, and a workflow's file as <c>$file</c>.
/// </summary>
public abstract class PlatformTests : CmdletTests
{
    protected PlatformTests(SharedSession shared)
        : base(shared)
    {
        Session.Variables.SetVariable("project", Project);
        Session.Variables.SetVariable("file", Workflow.Write(Local, "detect"));
    }

    protected string Project { get; } = Workflow.OddName();

    /// <summary>Creates the project.</summary>
    protected void CreateProject() => Run("New-IkProject $project").Succeeded();

    /// <summary>Creates the project with the workflow <c>detect</c>.</summary>
    protected void PublishWorkflow()
    {
        CreateProject();
        Run("Publish-IkWorkflow $file $project").Succeeded();
    }

    /// <summary>Creates the project with the workflow and a deployment of it, which is up; scripts know it as <c>$deployment</c>.</summary>
    protected void Deploy()
    {
        PublishWorkflow();
        Run($"$deployment = New-IkDeployment $project detect {Workflow.Place} -Wait -Confirm:$false").Succeeded();
    }
}
