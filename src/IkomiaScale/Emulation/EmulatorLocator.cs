using IkomiaScale.Storage;

namespace IkomiaScale.Emulation;

/// <summary>Finds the emulator: given, from <c>IKOMIA_EMULATOR</c>, on the PATH, or in the build output beside the module.</summary>
internal static class EmulatorLocator
{
    private const string Name = "ikscale-emulator";

    /// <summary>The program or library to start.</summary>
    /// <param name="given">The value of <c>-EmulatorPath</c>, as a full path; null where it was not given.</param>
    /// <param name="moduleFolder">The folder of the module's manifest.</param>
    /// <exception cref="ScaleException"><see cref="ScaleErrorId.ObjectNotFound"/>: there is none, and how to install it.</exception>
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
            "Or name it with -EmulatorPath or IKOMIA_EMULATOR. From a checkout, ./build.sh build makes it.") { Target = Name };
    }

    // A file as it is, or a folder that has it.
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
        new(ScaleErrorId.ObjectNotFound, $"There is no emulator at '{path}', which {origin} names. Correct it, or run: dotnet tool install --global IkomiaScale.Emulator.") { Target = path };
}
