using System.Management.Automation;

namespace IkomiaScale.Storage;

/// <summary>Converts PowerShell paths (drives, relative, <c>~</c>) to full paths of the file system. Use it only on the pipeline thread.</summary>
internal static class ProviderPaths
{
    /// <summary>The full path of a literal name, which doesn't have to exist.</summary>
    /// <exception cref="ScaleException"><see cref="ScaleErrorId.InvalidPath"/>: the name is not a path of the file system.</exception>
    public static string Literal(PSCmdlet cmdlet, string path) => Checked(path, () =>
    {
        var full = cmdlet.SessionState.Path.GetUnresolvedProviderPathFromPSPath(path, out var provider, out _);
        return FileSystemOnly(path, provider, full);
    });

    /// <summary>The full paths that match a name with wildcards; no match is no error.</summary>
    /// <exception cref="ScaleException"><see cref="ScaleErrorId.InvalidPath"/>: the name is not a path of the file system.</exception>
    public static IReadOnlyCollection<string> Resolve(PSCmdlet cmdlet, string path) => Checked(path, () =>
    {
        var found = cmdlet.SessionState.Path.GetResolvedProviderPathFromPSPath(path, out var provider);
        return FileSystemOnly(path, provider, found);
    });

    private static T Checked<T>(string path, Func<T> resolve)
    {
        try
        {
            return resolve();
        }
        catch (ItemNotFoundException exception)
        {
            throw new ScaleException(ScaleErrorId.ObjectNotFound, $"There is no file '{path}'.{LocalFile.DidYouMean(exception.ItemName)} Check the path.", exception) { Target = path };
        }
        catch (Exception exception) when (exception is SessionStateException or ProviderInvocationException or PSInvalidOperationException or PSArgumentException or NotSupportedException or WildcardPatternException)
        {
            throw new ScaleException(ScaleErrorId.InvalidPath, $"'{path}' is not a valid path: {exception.Message}", exception) { Target = path };
        }
    }

    private static T FileSystemOnly<T>(string path, ProviderInfo provider, T result) => provider.Name == "FileSystem"
        ? result
        : throw new ScaleException(
            ScaleErrorId.InvalidPath, $"'{path}' is a path of the provider {provider.Name}. Use a path of the file system.") { Target = path };
}
