using System.Management.Automation;

namespace IkomiaScale.Administration;

/// <summary>Selects the view of a deployment: a table for the deployments of a project, a list with the tasks for a deployment by its endpoint.</summary>
internal static class PlatformView
{
    private const string TypeName = "IkomiaScale.IkDeployment#Platform";

    /// <summary>The deployment with the type name that selects the table.</summary>
    public static PSObject Of(IkDeployment deployment)
    {
        var shown = PSObject.AsPSObject(deployment);
        if (deployment.Url is not null && !shown.TypeNames.Contains(TypeName))
        {
            shown.TypeNames.Insert(0, TypeName);
        }

        return shown;
    }
}
