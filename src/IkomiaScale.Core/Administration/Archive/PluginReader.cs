using IkomiaScale.Json;
using Newtonsoft.Json.Linq;

namespace IkomiaScale.Administration;

/// <summary>Finds the local plugins of the tasks of a workflow, and replaces their URLs in the document by those in the archive.</summary>
internal sealed class PluginReader(string workflow)
{
    private readonly List<PluginFolder> _found = [];
    private readonly List<string> _notes = [];

    /// <summary>The plugins, each once.</summary>
    public IReadOnlyList<PluginFolder> Found => _found;

    /// <summary>Notes for the user.</summary>
    public IReadOnlyList<string> Notes => _notes;

    /// <summary>Reads a task.</summary>
    /// <exception cref="ScaleException">Its plugin does not exist, or is not local.</exception>
    public void Read(JToken task)
    {
        if (WireJson.Field(task, "task_data") is not JObject data)
        {
            return;
        }

        var name = WireJson.Text(data, "name") ?? string.Empty;
        var plugin = JsonText.Text(data["url"]) is { Length: > 0 } url ? Find(url, name) : null;
        if (plugin is not null)
        {
            data["url"] = $"file://{plugin.Name}";
        }

        foreach (var parameter in WireJson.Items(data, "parameters").OfType<JObject>())
        {
            ReadParameter(parameter, name, plugin);
        }
    }

    private PluginFolder? Find(string url, string task)
    {
        if (!PluginPath.IsFile(url))
        {
            return url.IndexOf("://", StringComparison.Ordinal) < 0 ? null : throw new ScaleException(
                ScaleErrorId.InvalidInput,
                $"The task '{task}' of '{workflow}' cannot be published: its plugin '{url}' is not local (file://…). Install the plugin locally and save the workflow again.")
            {
                Target = workflow,
            };
        }

        var candidates = PluginPath.Candidates(url, Path.DirectorySeparatorChar == '\\').ToList();
        var path = candidates.Find(Directory.Exists) ?? throw new ScaleException(
            ScaleErrorId.ObjectNotFound,
            $"The plugin of the task '{task}' does not exist at '{candidates[0]}'{WhereFrom(candidates[0])}. Put it there, or save the workflow again on this machine. Nothing was sent.")
        {
            Target = workflow,
        };
        if (_found.Find(known => known.Is(path)) is { } already)
        {
            return already;
        }

        var plugin = new PluginFolder(path);
        if (_found.Find(known => known.Name == plugin.Name) is { } other)
        {
            throw new ScaleException(
                ScaleErrorId.InvalidInput,
                $"Two plugins of '{workflow}' have the folder name '{plugin.Name}': '{other.Root}' and '{plugin.Root}'. Rename one of the folders and save the workflow again.")
            {
                Target = workflow,
            };
        }

        _found.Add(plugin);
        return plugin;
    }

    private void ReadParameter(JObject parameter, string task, PluginFolder? plugin)
    {
        if (JsonText.Text(parameter["value"]) is not { Length: > 0 } value || LocalFileOf(value) is not { } file)
        {
            return;
        }

        if (plugin is null)
        {
            _notes.Add($"The parameter '{WireJson.Text(parameter, "name")}' of the task '{task}' names the local file '{file}', which is not sent because the task has no local plugin.");
            return;
        }

        parameter["value"] = $"file://{plugin.Take(file)}";
    }

    // Only values that are certainly meant as files: a name alone may be anything.
    private static string? LocalFileOf(string value) => (PluginPath.IsFile(value)
        ? PluginPath.Candidates(value, Path.DirectorySeparatorChar == '\\')
        : value.IndexOfAny(Path.GetInvalidPathChars()) < 0 && Path.IsPathRooted(value) ? [value] : Enumerable.Empty<string>()).FirstOrDefault(File.Exists);

    private static string WhereFrom(string path) =>
        PluginPath.HasDrive(path) && Path.DirectorySeparatorChar != '\\' ? ", which is a Windows path" : string.Empty;
}
