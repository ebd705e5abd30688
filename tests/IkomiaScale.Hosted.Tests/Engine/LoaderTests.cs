using System.Collections.Concurrent;
using Mono.Cecil;

namespace IkomiaScale.Hosted.Tests.Engine;

/// <summary>Several copies of the module in one process: each import runs the code of its own folder, or says why it cannot.</summary>
[TakesLong]
public sealed class LoaderTests : IDisposable
{
    // Which copy's code runs, and which load of it.
    private const string Functions = """
        function Assembly { (Get-Command Get-IkStorageObject).ImplementingType.Assembly }
        function Code { [System.IO.FileInfo]::new((Assembly).Location).Directory.Parent.Parent.Name }
        function Replace {
            foreach ($file in [System.IO.Directory]::GetFiles($args[0], '*.dll')) { [System.IO.File]::SetLastWriteTime($file, [datetime]::Now.AddMinutes(1)) }
        }

        """;

    // Assemblies of other versions, by framework and version: each is made once.
    private static readonly ConcurrentDictionary<(string Framework, string Version), byte[]> Assemblies = new();

    private readonly TestFolder _folder = new();

    public void Dispose() => _folder.Dispose();

    [Fact]
    public async Task Another_version_from_another_folder_runs_its_own_code() =>
        Assert.Equal($"old new 9.9.9 {Exported.Names.Count} old {Exported.Names.Count}", await OutputAsync($$"""
            Import-Module '{{Copy("old")}}'; $first = Code
            Remove-Module IkomiaScale; Import-Module '{{Copy("new", "9.9.9")}}'
            $second = "$(Code) $((Get-Module IkomiaScale).Version) $(@(Get-Command -Module IkomiaScale).Count)"
            Remove-Module IkomiaScale; Import-Module '{{_folder.File("old/IkomiaScale.psd1")}}'
            "$first $second $(Code) $(@(Get-Command -Module IkomiaScale).Count)"
            """));

    [Fact]
    public async Task A_copy_that_is_the_same_to_the_last_byte_is_imported_without_loading_it_again() =>
        Assert.Equal($"True {Exported.Names.Count}", await OutputAsync($$"""
            Import-Module '{{Copy("old")}}'; $first = Assembly
            Remove-Module IkomiaScale; Import-Module '{{Copy("new")}}'
            "$([object]::ReferenceEquals($first, (Assembly))) $(@(Get-Command -Module IkomiaScale).Count)"
            """));

    [Theory]
    [InlineData("IkomiaScale.psd1")]
    [InlineData("bin/net8.0/IkomiaScale.Core.dll")]
    public async Task Other_files_of_the_same_version_are_refused(string changed)
    {
        var (old, @new) = (Copy("old"), Copy("new"));
        File.AppendAllText(_folder.File($"new/{changed}"), "\n");
        Assert.Matches("^ModuleNotLoaded,.*: .*Start a new PowerShell", await OutputAsync($$"""
            Import-Module '{{old}}'; Remove-Module IkomiaScale
            try { Import-Module '{{@new}}' } catch { "$($_.FullyQualifiedErrorId): $_" }
            """));
    }

    [Fact]
    public async Task A_newer_version_takes_over_while_the_old_one_is_still_imported() =>
        Assert.Equal("old new", await OutputAsync($"Import-Module '{Copy("old")}'; $first = Code; Import-Module '{Copy("new", "9.9.9")}' -Force; \"$first $(Code)\""));

    [Fact]
    public async Task A_newer_version_works_from_end_to_end()
    {
        var emulator = await Emulated.SharedAsync();
        Assert.Equal("text", await OutputAsync($"""
            Import-Module '{Copy("old")}'; {Session.ConnectTo(emulator)}; $null = Get-IkDeployment
            Remove-Module IkomiaScale; Import-Module '{Copy("new", "9.9.9")}'
            {Session.ConnectTo(emulator)}; Send-IkStorageObject -Content text | Read-IkStorageObject
            """));
    }

    [Fact]
    public async Task Objects_of_the_old_version_pipe_into_the_new_one()
    {
        var emulator = await Emulated.SharedAsync();
        Assert.Equal("text", await OutputAsync($"""
            Import-Module '{Copy("old")}'; {Session.ConnectTo(emulator)}; $object = Send-IkStorageObject -Content text
            Remove-Module IkomiaScale; Import-Module '{Copy("new", "9.9.9")}'
            {Session.ConnectTo(emulator)}; $object | Read-IkStorageObject
            """));
    }

    [Fact]
    public async Task Files_that_were_replaced_where_they_are_are_refused() =>
        Assert.Matches("^True ModuleNotLoaded,.*: .*replaced.*Start a new PowerShell", await OutputAsync($$"""
            Import-Module '{{Copy("one")}}'; $first = Assembly
            Import-Module '{{_folder.File("one/IkomiaScale.psd1")}}' -Force; $again = Assembly
            Replace '{{_folder.File("one/bin/net8.0")}}'
            try { Import-Module '{{_folder.File("one/IkomiaScale.psd1")}}' -Force }
            catch { "$([object]::ReferenceEquals($first, $again)) $($_.FullyQualifiedErrorId): $_" }
            """));

    [Fact]
    public async Task Many_runspaces_that_import_two_copies_at_once_get_their_own() =>
        Assert.Equal("2 8", await OutputAsync($$"""
            $copies = '{{Copy("a")}}', '{{Copy("b", "9.9.9")}}'
            $given = @(0..7 | ForEach-Object -ThrottleLimit 8 -Parallel {
                $folder = [System.IO.Path]::GetDirectoryName(($using:copies)[$_ % 2])
                Import-Module "$folder/IkomiaScale.psd1"
                $assembly = (Get-Command Get-IkStorageObject).ImplementingType.Assembly
                [pscustomobject]@{ Own = $assembly.Location.StartsWith($folder); Assembly = $assembly }
            })
            "$([System.Collections.Generic.HashSet[object]]::new([object[]]$given.Assembly).Count) $(@($given | Where-Object Own).Count)"
            """));

    [Theory]
    [InlineData("old", false, "same")]
    [InlineData("old", true, "were replaced")]
    [InlineData("copy", false, "same")]
    [InlineData("new", false, "has already loaded it from")]
    public async Task Where_there_is_room_for_one_version_another_is_refused(string second, bool replaced, string text)
    {
        Copy("old");
        Copy("copy");
        Copy("new", "9.9.9");
        Assert.Contains(text, await OutputAsync($$"""
            $null = [System.Reflection.Assembly]::LoadFrom('{{_folder.File("old/bin/netstandard2.0/IkomiaScale.Loader.dll")}}')
            $first = [IkomiaScale.Loader.ModuleLoader]::LoadModule('{{_folder.File("old/bin/netstandard2.0")}}')
            [IkomiaScale.Loader.ModuleLoader]::Release()
            {{(replaced ? $"Replace '{_folder.File("old/bin/netstandard2.0")}'" : string.Empty)}}
            try {
                $again = [IkomiaScale.Loader.ModuleLoader]::LoadModule('{{_folder.File($"{second}/bin/netstandard2.0")}}')
                "$(if ([object]::ReferenceEquals($first, $again)) { 'same' })"
            }
            catch { "$_" }
            """), StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("IkomiaScale.Loader.dll", "ModuleIncomplete", "is missing or cannot be read")]
    [InlineData("IkomiaScale.dll", "ModuleNotLoaded", "IkomiaScale")]
    public async Task A_copy_without_its_assemblies_says_what_to_do(string missing, string id, string text)
    {
        var manifest = Copy("one");
        File.Delete(_folder.File($"one/bin/net8.0/{missing}"));
        var told = await OutputAsync($"try {{ Import-Module '{manifest}' }} catch {{ \"$($_.FullyQualifiedErrorId): $_\" }}");
        Assert.StartsWith(id, told, StringComparison.Ordinal);
        Assert.Contains(text, told, StringComparison.Ordinal);
        Assert.Contains("Install the module again", told, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_copy_whose_assembly_cannot_be_loaded_says_what_to_do()
    {
        var manifest = Copy("one");
        File.WriteAllText(_folder.File("one/bin/net8.0/IkomiaScale.dll"), "half a download");
        var told = await OutputAsync($"try {{ Import-Module '{manifest}' }} catch {{ \"$($_.FullyQualifiedErrorId): $_\" }}");
        Assert.Matches("^ModuleNotLoaded,.*: The module IkomiaScale cannot be loaded.*install the module again", told);
    }

    private string Copy(string name, string version = "0.1.0")
    {
        foreach (var file in Directory.EnumerateFiles(Built.Module, "*", SearchOption.AllDirectories))
        {
            var target = _folder.File(Path.Combine(name, Path.GetRelativePath(Built.Module, file)));
            Directory.CreateDirectory(Path.GetDirectoryName(target)!);
            File.Copy(file, target);
        }

        var manifest = _folder.File(Path.Combine(name, "IkomiaScale.psd1"));
        if (version != "0.1.0")
        {
            // As a build of that version makes them: the manifest and the assembly say the same.
            File.WriteAllText(manifest, File.ReadAllText(manifest).Replace("ModuleVersion = '0.1.0'", $"ModuleVersion = '{version}'", StringComparison.Ordinal));
            foreach (var framework in new[] { "net8.0", "netstandard2.0" })
            {
                File.WriteAllBytes(_folder.File($"{name}/bin/{framework}/IkomiaScale.dll"), Assemblies.GetOrAdd((framework, version), Make));
            }
        }

        return manifest;
    }

    private static byte[] Make((string Framework, string Version) which)
    {
        using var assembly = AssemblyDefinition.ReadAssembly(Path.Combine(Built.Module, "bin", which.Framework, "IkomiaScale.dll"), new ReaderParameters { InMemory = true });
        assembly.Name.Version = new Version(which.Version + ".0");
        using var bytes = new MemoryStream();
        assembly.Write(bytes);
        return bytes.ToArray();
    }

    private static Task<string> OutputAsync(string script) => HostProcess.OutputAsync(Functions + script);
}
