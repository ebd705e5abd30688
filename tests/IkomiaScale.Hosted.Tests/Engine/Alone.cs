namespace IkomiaScale.Hosted.Tests.Engine;

/// <summary>Tests that tell how long something took: nothing else runs meanwhile.</summary>
[CollectionDefinition(Name, DisableParallelization = true)]
public static class Alone
{
    public const string Name = "Alone";
}
