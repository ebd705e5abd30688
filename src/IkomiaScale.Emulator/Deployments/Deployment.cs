using IkomiaScale.Emulator.Recordings;
using IkomiaScale.Emulator.Workflows;

namespace IkomiaScale.Emulator.Deployments;

/// <summary>A deployment of the emulator: built-in tasks, a workflow document, or a recording.</summary>
/// <param name="Name">The path of its endpoint, without slashes; empty for the deployment at the address itself.</param>
/// <param name="Workflow">Its workflow.</param>
/// <param name="Recording">The recording that it replays; null if its results are computed.</param>
/// <param name="IsHandled">Whether a handler of the user computes its results.</param>
internal sealed record Deployment(string Name, Workflow Workflow, Recording? Recording = null, bool IsHandled = false)
{
    /// <summary>Whether the built-in tasks compute its results.</summary>
    public bool IsBuiltIn => Recording is null && !IsHandled;

    /// <summary>The path of its endpoint, without a trailing slash.</summary>
    public string Path => Name.Length == 0 ? "" : "/" + Name;
}
