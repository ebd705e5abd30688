using System.Management.Automation;

namespace IkomiaScale.Administration;

/// <summary>Lets deployments of the platform be shown as a table, and those that were asked for by their endpoint as what they are: one with its tasks.</summary>
internal static class PlatformView
{
    private const string TypeName = "IkomiaScale.IkDeployment#Platform";

    /// <summary>The deployment, with a type name that its view goes by.</summary>
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
