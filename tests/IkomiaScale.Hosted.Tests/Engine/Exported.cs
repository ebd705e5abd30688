namespace IkomiaScale.Hosted.Tests.Engine;

/// <summary>The cmdlets that the module exports, as the engine sees them.</summary>
internal static class Exported
{
    private static readonly Lazy<IReadOnlyList<CmdletInfo>> All = new(() =>
    {
        using var session = Session.WithModule();
        return [.. session.Run("(Get-Module IkomiaScale).ExportedCmdlets.Values").Succeeded().Output.Select(item => (CmdletInfo)item.BaseObject)];
    });

    /// <summary>Their names.</summary>
    public static IReadOnlyList<string> Names => [.. All.Value.Select(cmdlet => cmdlet.Name)];

    /// <summary>The type of a cmdlet.</summary>
    public static Type TypeOf(string name) => All.Value.Single(cmdlet => cmdlet.Name == name).ImplementingType;
}
