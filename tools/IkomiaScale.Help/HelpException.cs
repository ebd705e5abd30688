namespace IkomiaScale.Help;

/// <summary>A page that cannot be turned into help, and why.</summary>
internal sealed class HelpException(string page, string message) : Exception(message)
{
    /// <summary>The file.</summary>
    public string Page { get; } = page;
}
