namespace IkomiaScale.Authentication;

/// <summary>
/// The Public Suffix List: below which names anybody can register a domain, at a registry (<c>co.uk</c>) or at a provider
/// (<c>github.io</c>). It is data of this assembly, with source and date in its first lines; <c>tools/Update-PublicSuffixes.ps1</c> renews it.
/// </summary>
internal static class PublicSuffixes
{
    // Read when a host has to be judged for the first time, which most sessions never need.
    private static readonly Lazy<HashSet<string>> Rules = new(Read);

    /// <summary>How many rules there are.</summary>
    public static int Count => Rules.Value.Count;

    /// <summary>The part of a host's name that one owner has: a public suffix and one label more.</summary>
    /// <param name="host">The name as DNS has it, international labels as <c>xn--</c>; no address.</param>
    /// <returns>The domain in lower case; null where the host is a public suffix itself, or no name.</returns>
    public static string? RegistrableDomain(string host)
    {
        var name = host.TrimEnd('.').ToLowerInvariant();
        var labels = name.Split('.');
        if (Array.Exists(labels, label => label.Length == 0))
        {
            return null;
        }

        var suffix = SuffixLength(labels);
        return labels.Length > suffix ? string.Join(".", labels.Skip(labels.Length - suffix - 1)) : null;
    }

    // How many labels the public suffix has. The list's own rules: an exception wins, then the longest; without any the last label.
    private static int SuffixLength(string[] labels)
    {
        for (var start = 0; start < labels.Length; start++)
        {
            var length = labels.Length - start;
            var candidate = string.Join(".", labels.Skip(start));
            if (Rules.Value.Contains("!" + candidate))
            {
                return length - 1;
            }

            var parent = string.Join(".", labels.Skip(start + 1));
            if (Rules.Value.Contains(candidate) || Rules.Value.Contains("*." + parent))
            {
                return length;
            }
        }

        return 1;
    }

    private static HashSet<string> Read()
    {
        using var stream = typeof(PublicSuffixes).Assembly.GetManifestResourceStream("public-suffixes.txt")!;
        using var reader = new StreamReader(stream);
        var rules = new HashSet<string>(StringComparer.Ordinal);
        while (reader.ReadLine() is { } line)
        {
            if (line.Length > 0 && line[0] != '#')
            {
                rules.Add(line);
            }
        }

        return rules;
    }
}
