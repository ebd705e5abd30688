namespace IkomiaScale.Emulator.Security;

/// <summary>Knows the created deployments by their ids.</summary>
internal interface IKnownEndpoints
{
    /// <summary>Whether the deployment with this id is ready.</summary>
    bool IsUp(string id);
}
