using Xunit.Abstractions;

[assembly: TestCollectionOrderer("IkomiaScale.Hosted.Tests.Support.LongestFirst", "IkomiaScale.Hosted.Tests")]

namespace IkomiaScale.Hosted.Tests.Support;

/// <summary>Begins with the classes that take long. No test depends on the order; only the end of the run does.</summary>
public sealed class LongestFirst : ITestCollectionOrderer
{
    private static readonly IReadOnlyList<string> Long =
        [.. typeof(LongestFirst).Assembly.GetTypes().Where(type => type.IsDefined(typeof(TakesLongAttribute), inherit: false)).Select(type => type.FullName!)];

    /// <inheritdoc/>
    public IEnumerable<ITestCollection> OrderTestCollections(IEnumerable<ITestCollection> testCollections) =>
        testCollections.OrderBy(collection => !Long.Any(name => collection.DisplayName.Contains(name, StringComparison.Ordinal)));
}
