using IkomiaScale.Storage;

namespace IkomiaScale.Emulation;

/// <summary>Finds the emulator: from <c>-EmulatorPath</c>, from <c>IKOMIA_EMULATOR</c>, on the PATH, or in the build output next to the module.</summary>
internal static class EmulatorLocator
{
    private const string Name = "ikscale-emulator";

    /// <summary>The program or library to start.</summary>
    /// <param name="given">The value of <c>-EmulatorPath</c>, as a full path; null without it.</param>
    /// <param name="moduleFolder">The folder of the module's manifest.</param>
    /// <exception cref="ScaleException"><see cref="ScaleErrorId.ObjectNotFound"/>: there is no emulator; the message says how to install it.</exception>
    public static string Find(string? given, string moduleFolder)
    {
        if (given is not null)
        {
            return Named(given) ?? throw Missing(given, "-EmulatorPath");
        }

        if (Environment.GetEnvironmentVariable("IKOMIA_EMULATOR") is { Length: > 0 } variable)
        {
            return Named(variable) ?? throw Missing(variable, "IKOMIA_EMULATOR");
        }

        return OnPath() ?? Named(Path.Combine(moduleFolder, "..", "emulator")) ?? throw new ScaleException(
            ScaleErrorId.ObjectNotFound,
            "The emulator is not installed. Run: dotnet tool install --global IkomiaScale.Emulator. " +
            "Or name it with -EmulatorPath or IKOMIA_EMULATOR. In a clone of the repository, ./build.sh build creates it.") { Target = Name };
    }

    // The program itself, or the folder with it.
    private static string? Named(string path)
    {
        if (File.Exists(path))
        {
            return Path.GetFullPath(path);
        }

        return new[] { ProgramName, Name + ".dll" }.Select(name => Path.GetFullPath(Path.Combine(path, name))).FirstOrDefault(File.Exists);
    }

    private static string? OnPath() => (Environment.GetEnvironmentVariable("PATH") ?? string.Empty)
        .Split([Path.PathSeparator], StringSplitOptions.RemoveEmptyEntries)
        .Select(folder => Path.Combine(folder.Trim('"'), ProgramName))
        .FirstOrDefault(File.Exists);

    private static string ProgramName => LocalPath.IsWindows ? Name + ".exe" : Name;

    private static ScaleException Missing(string path, string origin) =>
        new(ScaleErrorId.ObjectNotFound, $"{origin} names '{path}', and there is no emulator. Correct the path, or run: dotnet tool install --global IkomiaScale.Emulator.") { Target = path };
}
