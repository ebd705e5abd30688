namespace IkomiaScale.Loader;

/// <summary>The assemblies in a module's folder, as they were at one moment: an update may replace them while they are in use.</summary>
internal sealed class ModuleFiles
{
    private readonly string folder;
    private readonly Dictionary<string, (long Length, DateTime Written)> files;

    private ModuleFiles(string folder)
    {
        this.folder = folder;
        files = new DirectoryInfo(folder).GetFiles("*.dll")
            .ToDictionary(file => Path.GetFileNameWithoutExtension(file.Name), file => (file.Length, file.LastWriteTimeUtc), StringComparer.OrdinalIgnoreCase);
    }

    /// <summary>The file of the assembly that has the cmdlets.</summary>
    /// <exception cref="FileNotFoundException">It is not there.</exception>
    public string ModulePath => PathOf("IkomiaScale")
        ?? throw new FileNotFoundException($"'{Path.Combine(folder, "IkomiaScale.dll")}' is missing. Install the module again.");

    /// <summary>Looks at a folder.</summary>
    /// <exception cref="IOException">It is not there, or cannot be read.</exception>
    /// <exception cref="UnauthorizedAccessException">It cannot be read.</exception>
    public static ModuleFiles In(string folder) => new(folder);

    /// <summary>The file of an assembly; null where the folder has none of that name.</summary>
    /// <exception cref="FileLoadException">It is not the file any more that was there: half of one version and half of another must not run.</exception>
    public string? PathOf(string assembly)
    {
        if (!files.TryGetValue(assembly, out var known))
        {
            return null;
        }

        var file = new FileInfo(Path.Combine(folder, assembly + ".dll"));
        return file.Exists && (file.Length, file.LastWriteTimeUtc) == known
            ? file.FullName
            : throw new FileLoadException($"'{file.FullName}' was replaced or removed after IkomiaScale was imported. Start a new PowerShell to use what is there now.");
    }

    /// <summary>Lets those pass that are a copy of these, byte for byte, with the same manifest: the code that is loaded is theirs too.</summary>
    /// <exception cref="InvalidOperationException">They are not.</exception>
    public void MustBeTheSameAs(ModuleFiles other)
    {
        if (folder == other.folder)
        {
            throw new InvalidOperationException($"The files in '{folder}' were replaced after this PowerShell had loaded them. Start a new PowerShell to use the new ones.");
        }

        if (!AreUnchangedIn(In(folder)) || !ModuleCopy.IsSame(folder, other.folder))
        {
            throw new InvalidOperationException(
                $"This PowerShell has loaded IkomiaScale from '{folder}' and cannot load the one in '{other.folder}' too. Start a new PowerShell to use it.");
        }
    }

    /// <summary>Whether both are the same files, unchanged.</summary>
    public bool AreUnchangedIn(ModuleFiles other) =>
        folder == other.folder && files.Count == other.files.Count
        && files.All(file => other.files.TryGetValue(file.Key, out var theirs) && theirs == file.Value);
}
