namespace IkomiaScale.Emulator;

/// <summary>The folder of a journal that a deployment plays.</summary>
/// <param name="Name">
/// The deployment's name: its endpoint is the emulator's address with this as its path. Empty for the deployment at the address itself.
/// </param>
/// <param name="Folder">The journal's folder.</param>
public sealed record AnswersSource(string Name, string Folder);
