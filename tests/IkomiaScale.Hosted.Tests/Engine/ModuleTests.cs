using System.Runtime.Loader;

namespace IkomiaScale.Hosted.Tests.Engine;

/// <summary>Importing, removing and importing again.</summary>
public sealed class ModuleTests
{
    private static int ExportedCount => Exported.Names.Count;

    [Fact]
    public void Exports_the_cmdlets_of_its_manifest_and_nothing_else()
    {
        using var session = Session.WithModule();
        var commands = session.Run("Get-Command -Module IkomiaScale");
        Assert.Equal(Exported.Names.Order(StringComparer.Ordinal), commands.All("Name").Order(StringComparer.Ordinal)!);
        Assert.All(commands.All("CommandType"), type => Assert.Equal("Cmdlet", type));
    }

    [Theory]
    [InlineData("Import-Module $manifest -Force; Import-Module $manifest -Force")]
    [InlineData("Remove-Module IkomiaScale; Import-Module $manifest")]
    [InlineData("Import-Module $manifest -Force; Remove-Module IkomiaScale; Import-Module $manifest -Force")]
    [InlineData("Remove-Module IkomiaScale; Import-Module ($manifest -replace '.IkomiaScale.psd1$')")]
    public async Task Keeps_all_cmdlets_working_when_it_is_imported_again(string script)
    {
        var emulator = await Emulated.SharedAsync();
        using var session = Session.WithModule();
        session.Variables.SetVariable("manifest", Built.Manifest);
        session.Run(script).Succeeded();
        Assert.Equal(ExportedCount, session.Run("Get-Command -Module IkomiaScale").Succeeded().Output.Count);
        session.Run(Session.ConnectTo(emulator)).Succeeded();
        Assert.Equal("text", session.Run("Send-IkStorageObject -Content text | Read-IkStorageObject").Text);
    }

    [Fact]
    public async Task Keeps_the_connection_of_the_session_over_an_import_by_force()
    {
        using var session = Session.Connected(await Emulated.SharedAsync());
        session.Variables.SetVariable("manifest", Built.Manifest);
        Assert.Equal("emulator-demo", session.Run("Import-Module $manifest -Force; Get-IkDeployment").One("Name"));
    }

    [Fact]
    public void Has_no_command_left_when_it_is_removed()
    {
        using var session = Session.WithModule();
        session.Run("Remove-Module IkomiaScale").Succeeded();
        Assert.Empty(session.Run("Get-Module IkomiaScale").Output);
        Assert.Equal("CommandNotFoundException", session.Fail("Get-IkStorageObject").Id());
    }

    [Fact]
    public void Takes_a_prefix()
    {
        using var session = Session.Bare();
        session.Variables.SetVariable("manifest", Built.Manifest);
        Assert.Empty(session.Run("Import-Module $manifest -Prefix My; Get-MyIkConnection").Succeeded().Output);
    }

    [Fact]
    public void Keeps_its_assemblies_away_from_others()
    {
        using var session = Session.WithModule();
        var names = AssemblyLoadContext.Default.Assemblies.Select(assembly => assembly.GetName().Name).ToList();
        Assert.DoesNotContain("IkomiaScale.Core", names);
        Assert.DoesNotContain("Flurl.Http", names);
        Assert.DoesNotContain("Polly.Core", names);
    }

    [Fact]
    public void Does_not_bring_the_engine_along() =>
        Assert.Empty(Directory.GetFiles(Built.Module, "System.Management.Automation.dll", SearchOption.AllDirectories));
}
