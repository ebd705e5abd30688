using System.Collections;
using System.Management.Automation;
using System.Management.Automation.Language;
using IkomiaScale.Connections;
using IkomiaScale.Errors;
using IkomiaScale.Storage;

namespace IkomiaScale.Completion;

/// <summary>
/// Completes paths of the storage, one segment at a time. It stops after two seconds and hides failures: pressing Tab
/// must neither hang nor print.
/// </summary>
public sealed class RemotePathCompleter : IArgumentCompleter
{
    private static readonly TimeSpan TimeLimit = TimeSpan.FromSeconds(2);

    /// <summary>How many objects are read. A larger directory offers only what is among the first ones.</summary>
    private const int ObjectLimit = 2000;

    /// <inheritdoc/>
    public IEnumerable<CompletionResult> CompleteArgument(
        string commandName, string parameterName, string wordToComplete, CommandAst commandAst, IDictionary fakeBoundParameters)
    {
        var isPattern = parameterName is "Path" or "StoragePath";
        var typed = CompletionText.Unquote(wordToComplete);
        var word = StoragePath.TrimLeadingSlash(isPattern ? RemotePattern.Unescape(typed) : typed);
        var directory = word.Substring(0, word.LastIndexOf('/') + 1);
        return Children(fakeBoundParameters["Connection"], directory)
            .Where(path => path.StartsWith(word, StringComparison.OrdinalIgnoreCase) && !path.Any(char.IsControl))
            .Select(path => new CompletionResult(
                CompletionText.Quote(isPattern ? RemotePattern.Escape(path) : path),
                Printable.Escape(StoragePath.NameOf(path.TrimEnd('/'))),
                path.EndsWith("/", StringComparison.Ordinal) ? CompletionResultType.ProviderContainer : CompletionResultType.ProviderItem,
                Printable.Escape(path)));
    }

    /// <summary>The names of the objects and directories directly in a directory; a directory ends in a slash.</summary>
    private static IReadOnlyCollection<string> Children(object? given, string directory)
    {
        try
        {
            var connection = ConnectionArgument.Resolve(given);
            return CompletionCache.GetOrAdd(connection, directory, () => List(connection.Client.Storage, directory));
        }
        catch (ScaleException)
        {
            return [];
        }
    }

    private static IReadOnlyCollection<string> List(IStorageClient storage, string directory)
    {
        using var limit = new CancellationTokenSource(TimeLimit);
        var found = Task.Run(() => ListAsync(storage, directory, limit.Token));
        return found.GetAwaiter().GetResult();
    }

    private static async Task<IReadOnlyCollection<string>> ListAsync(IStorageClient storage, string directory, CancellationToken stop)
    {
        var names = new SortedSet<string>(StringComparer.Ordinal);
        var seen = 0;
        try
        {
            await foreach (var item in storage.ListAsync(directory, stop).ConfigureAwait(false))
            {
                var path = item.Path!;
                var slash = path.IndexOf('/', directory.Length);
                names.Add(slash < 0 ? path : path.Substring(0, slash + 1));
                if (++seen == ObjectLimit)
                {
                    break;
                }
            }
        }
        catch (OperationCanceledException)
        {
            // Incomplete completions are better than none.
        }

        return names;
    }
}
