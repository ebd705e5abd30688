namespace IkomiaScale;

/// <summary>Formats counts as text, such as <c>3 detections: cat 2, dog 1</c>.</summary>
internal static class Tally
{
    private const int KindLimit = 5;

    public static string Of(string noun, IEnumerable<string?> labels) => Of(noun, noun + "s", labels);

    public static string Of(string noun, string plural, IEnumerable<string?> labels)
    {
        var all = labels.ToList();
        if (all.Count == 0)
        {
            return $"no {plural}";
        }

        var kinds = all.GroupBy(label => label ?? "?").OrderByDescending(kind => kind.Count()).ToList();
        var words = string.Join(", ", kinds.Take(KindLimit).Select(kind => FormattableString.Invariant($"{kind.Key} {kind.Count()}")));
        return $"{Count(all.Count, noun, plural)}: {words}{(kinds.Count > KindLimit ? "…" : string.Empty)}";
    }

    public static string Count(int count, string noun, string plural) => FormattableString.Invariant($"{count} {(count == 1 ? noun : plural)}");
}
