namespace IkomiaScale.Authentication;

/// <summary>
/// The Public Suffix List: the names below which anybody can register a domain, at a registry (<c>co.uk</c>) or at a provider
/// (<c>github.io</c>). The list is an embedded resource whose first lines have source and date;
/// <c>tools/Update-PublicSuffixes.ps1</c> updates it.
/// </summary>
internal static class PublicSuffixes
{
    // Read on first use: most sessions never need it.
    private static readonly Lazy<HashSet<string>> Rules = new(Read);

    /// <summary>The number of rules.</summary>
    public static int Count => Rules.Value.Count;

    /// <summary>The part of a host name that has one owner: a public suffix and one more label.</summary>
    /// <param name="host">The name as DNS has it, international labels as <c>xn--</c>; not an IP address.</param>
    /// <returns>The domain in lower case; null if the host is a public suffix, or not a name.</returns>
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

    // The number of labels of the public suffix. The rules of the list: an exception wins, then the longest match; without a
    // match it is the last label.
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
