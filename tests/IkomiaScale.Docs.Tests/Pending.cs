namespace IkomiaScale.Docs.Tests;

/// <summary>Pages that are still to be edited: their words and lengths of lines are not checked yet. This list only ever gets shorter.</summary>
internal static class Pending
{
    public static IReadOnlySet<string> Pages { get; } = new HashSet<string>(StringComparer.Ordinal)
    {
        "CHANGELOG.md",
        "CONTRIBUTING.md",
        "SECURITY.md",
        "docs/architecture.md",
        "docs/batches.md",
        "docs/benchmarks.md",
        "docs/decisions.md",
        "docs/emulator.md",
        "docs/en-US/Compare-IkStorageObject.md",
        "docs/en-US/Connect-IkScale.md",
        "docs/en-US/Copy-IkStorageObject.md",
        "docs/en-US/Disconnect-IkScale.md",
        "docs/en-US/Get-IkConnection.md",
        "docs/en-US/Get-IkDeployment.md",
        "docs/en-US/Get-IkDeploymentRun.md",
        "docs/en-US/Get-IkStorageObject.md",
        "docs/en-US/Invoke-IkDeployment.md",
        "docs/en-US/New-IkStoragePresignedUrl.md",
        "docs/en-US/Read-IkStorageObject.md",
        "docs/en-US/Receive-IkDeploymentRun.md",
        "docs/en-US/Remove-IkStorageObject.md",
        "docs/en-US/Save-IkDeploymentOutput.md",
        "docs/en-US/Send-IkStorageObject.md",
        "docs/en-US/Start-IkEmulator.md",
        "docs/en-US/Stop-IkEmulator.md",
        "docs/en-US/Sync-IkStorageObject.md",
        "docs/en-US/about_IkomiaScale.md",
        "docs/en-US/about_IkomiaScale_Batches.md",
        "docs/en-US/about_IkomiaScale_Connections.md",
        "docs/en-US/about_IkomiaScale_Deployments.md",
        "docs/en-US/about_IkomiaScale_Emulator.md",
        "docs/en-US/about_IkomiaScale_Storage.md",
        "docs/migrating-from-ikclient.md",
        "docs/mutation-testing.md",
        "docs/protocol.md",
        "docs/recipes.md",
        "docs/reliability.md",
        "docs/sync.md",
        "src/IkomiaScale.Emulator/README.md",
    };
}
