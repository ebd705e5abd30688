namespace IkomiaScale.Tests.Support;

/// <summary>Tests that measure the memory of the whole process: nothing else runs at the same time.</summary>
[CollectionDefinition(Name, DisableParallelization = true)]
public static class Alone
{
    public const string Name = "Alone";
}
