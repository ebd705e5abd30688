using IkomiaScale.Deployments.Inputs;
using IkomiaScale.Deployments.Journal;
using IkomiaScale.Deployments.Submitting;
using IkomiaScale.Json;
using IkomiaScale.Storage;
using Newtonsoft.Json.Linq;

namespace IkomiaScale.Deployments.Batches;

/// <summary>
/// Computes the keys of runs: the sha256 of everything that decides a result, and of nothing else. The name and folder of a
/// file and the order of parameters decide nothing.
/// </summary>
internal sealed class RunKeys
{
    private readonly JObject _common;

    /// <summary>Creates the keys of a batch.</summary>
    public RunKeys(Uri endpoint, JToken workflow, RunPlan plan)
    {
        Endpoint = endpoint.GetLeftPart(UriPartial.Path).TrimEnd('/');
        TaskName = plan.TaskName;
        Setup = Hex.Sha256(CanonicalJson.Write(new JObject { ["outputs"] = plan.Outputs, ["parameters"] = Ordered(plan.Parameters) }));
        Workflow = Hex.Sha256(CanonicalJson.Write(workflow));
        _common = new JObject { ["endpoint"] = Endpoint, ["workflow"] = Workflow, ["setup"] = Setup };
    }

    /// <summary>The URL of the deployment, without its query.</summary>
    public string Endpoint { get; }

    /// <summary>The tasks whose outputs are requested, separated by commas.</summary>
    public string TaskName { get; }

    /// <summary>The sha256 of the requested outputs and the parameters.</summary>
    public string Setup { get; }

    /// <summary>The sha256 of the workflow.</summary>
    public string Workflow { get; }

    /// <summary>Reads the inputs of a run and computes its key.</summary>
    /// <exception cref="ScaleException">An input cannot be read, or does not exist.</exception>
    public async Task<KeyedRun> IdentifyAsync(RunRequest request, IStorageClient storage, CancellationToken cancellationToken)
    {
        var inputs = new List<InputIdentity>(request.Inputs.Count);
        foreach (var input in request.Inputs)
        {
            inputs.Add(await input.IdentifyAsync(storage, cancellationToken).ConfigureAwait(false));
        }

        var all = (JObject)_common.DeepClone();
        all["inputs"] = new JArray(inputs.Select(input => input.Decides));
        return JournalKey.TryParse(Hex.Sha256(CanonicalJson.Write(all)), out var key)
            ? new KeyedRun(key, request, inputs)
            : throw new InvalidOperationException("A sha256 is a key.");
    }

    private static JArray Ordered(JArray parameters) => new(parameters.OrderBy(CanonicalJson.Write, StringComparer.Ordinal));
}
