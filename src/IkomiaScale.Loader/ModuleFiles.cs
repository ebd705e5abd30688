namespace IkomiaScale.Loader;

/// <summary>
/// The assemblies in the folder of the module, with size and time when they were loaded: an update may replace them while
/// they are in use.
/// </summary>
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

    /// <summary>The file of the assembly that contains the cmdlets.</summary>
    /// <exception cref="FileNotFoundException">The file does not exist.</exception>
    public string ModulePath => PathOf("IkomiaScale")
        ?? throw new FileNotFoundException($"'{Path.Combine(folder, "IkomiaScale.dll")}' is missing. Install the module again with: Install-Module IkomiaScale -Force");

    /// <summary>Reads the names, sizes and times of the files in a folder.</summary>
    /// <exception cref="IOException">The folder does not exist, or cannot be read.</exception>
    /// <exception cref="UnauthorizedAccessException">The folder cannot be read.</exception>
    public static ModuleFiles In(string folder) => new(folder);

    /// <summary>The file of an assembly; null if the folder does not have it.</summary>
    /// <exception cref="FileLoadException">The file was replaced or removed: half of one version must not run with half of
    /// another.</exception>
    public string? PathOf(string assembly)
    {
        if (!files.TryGetValue(assembly, out var known))
        {
            return null;
        }

        var file = new FileInfo(Path.Combine(folder, assembly + ".dll"));
        return file.Exists && (file.Length, file.LastWriteTimeUtc) == known
            ? file.FullName
            : throw new FileLoadException($"'{file.FullName}' cannot be loaded: it was replaced or removed after IkomiaScale was imported. Start a new PowerShell to use the current files.");
    }

    /// <summary>
    /// Returns if the other files are a copy of these, byte for byte, with the same manifest, so that the loaded code is
    /// theirs too.
    /// </summary>
    /// <exception cref="InvalidOperationException">The files differ.</exception>
    public void MustBeTheSameAs(ModuleFiles other)
    {
        if (folder == other.folder)
        {
            throw new InvalidOperationException($"IkomiaScale cannot be loaded again: the files in '{folder}' were replaced after this PowerShell loaded them. Start a new PowerShell to use the new files.");
        }

        if (!AreUnchangedIn(In(folder)) || !ModuleCopy.IsSame(folder, other.folder))
        {
            throw new InvalidOperationException(
                $"IkomiaScale cannot be loaded from '{other.folder}': this PowerShell has already loaded it from '{folder}'. Start a new PowerShell to use the other copy.");
        }
    }

    /// <summary>Whether both are the same folder with unchanged files.</summary>
    public bool AreUnchangedIn(ModuleFiles other) =>
        folder == other.folder && files.Count == other.files.Count
        && files.All(file => other.files.TryGetValue(file.Key, out var theirs) && theirs == file.Value);
}
