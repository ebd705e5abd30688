namespace IkomiaScale.Emulator.Security;

/// <summary>Knows the deployments beside the one that the emulator always has, by the last part of their addresses.</summary>
internal interface IKnownEndpoints
{
    /// <summary>Whether a deployment of this id is up.</summary>
    bool IsUp(string id);
}
