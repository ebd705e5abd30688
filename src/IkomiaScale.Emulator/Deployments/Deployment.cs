using IkomiaScale.Emulator.Recordings;
using IkomiaScale.Emulator.Workflows;

namespace IkomiaScale.Emulator.Deployments;

/// <summary>A deployment that the emulator plays: the built-in tasks, a workflow of one's own, or a recording.</summary>
/// <param name="Name">What its endpoint has behind the emulator's address; empty for the one at the address itself.</param>
/// <param name="Workflow">What it offers.</param>
/// <param name="Recording">Where its results come from; null where they are computed.</param>
/// <param name="IsHandled">Whether a handler of the user's own computes them.</param>
internal sealed record Deployment(string Name, Workflow Workflow, Recording? Recording = null, bool IsHandled = false)
{
    /// <summary>Whether its tasks are the emulator's own.</summary>
    public bool IsBuiltIn => Recording is null && !IsHandled;

    /// <summary>The path of its endpoint, without a slash at its end.</summary>
    public string Path => Name.Length == 0 ? "" : "/" + Name;
}
