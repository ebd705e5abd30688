using Newtonsoft.Json.Linq;

namespace IkomiaScale.Tests.Administration;

/// <summary>Things of the platform as an answer makes them.</summary>
internal static class Deployments
{
    public static IkProject Project(string url = "http://127.0.0.1/v1/projects/1/") =>
        new(new JObject { ["url"] = url, ["name"] = "traffic", ["path"] = "team/traffic" });

    public static IkWorkflow Workflow(string url = "http://127.0.0.1/v1/workflows/1/") =>
        new(new JObject { ["url"] = url, ["name"] = "detect", ["tag"] = "2" }, Project());

    public static IkDeployment Of(string json, string url = "http://127.0.0.1/v1/deployments/1/")
    {
        var fields = JObject.Parse(json);
        fields["url"] = url;
        return new IkDeployment(fields, Workflow());
    }
}
