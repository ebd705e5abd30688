using System.Management.Automation;
using Flurl.Http;
using Newtonsoft.Json.Linq;

namespace Neighbour;

/// <summary>Reads a number out of a JSON document on the network, with libraries that IkomiaScale has in other versions.</summary>
[Cmdlet(VerbsCommon.Get, "NeighbourTotal")]
[OutputType(typeof(int))]
public sealed class GetNeighbourTotalCommand : PSCmdlet
{
    /// <summary>The document.</summary>
    [Parameter(Mandatory = true, Position = 0)]
    public string Url { get; set; } = string.Empty;

    /// <inheritdoc/>
    protected override void EndProcessing() => WriteObject((int)JObject.Parse(new FlurlClient().ReadNow(Url))["total"]!);
}
