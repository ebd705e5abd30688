namespace IkomiaScale.Docs.Tests;

/// <summary>Pages that are still to be edited: their words and lengths of lines are not checked yet. This list only ever gets shorter.</summary>
internal static class Pending
{
    public static IReadOnlySet<string> Pages { get; } = new HashSet<string>(StringComparer.Ordinal)
    {
        "CHANGELOG.md",
        "docs/architecture.md",
        "docs/decisions.md",
        "docs/emulator.md",
        "docs/en-US/about_IkomiaScale.md",
        "docs/reliability.md",
        "src/IkomiaScale.Emulator/README.md",
    };
}
