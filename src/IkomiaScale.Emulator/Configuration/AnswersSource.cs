namespace IkomiaScale.Emulator;

/// <summary>A journal that a deployment replays.</summary>
/// <param name="Name">
/// The name of the deployment, which is the path of its endpoint. Empty for the deployment at the address itself.
/// </param>
/// <param name="Folder">The folder of the journal.</param>
public sealed record AnswersSource(string Name, string Folder);
