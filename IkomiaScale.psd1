@{
    RootModule = 'IkomiaScale.psm1'
    ModuleVersion = '0.1.0'
    GUID = 'b0f6a5b2-5a7e-4a8c-9d57-3f1c6c0f8e21'
    Author = 'IkomiaScale contributors'
    CompanyName = 'IkomiaScale contributors'
    Copyright = '(c) IkomiaScale contributors. MIT license.'
    Description = 'Work with the storage and the deployments of Ikomia SCALE from PowerShell: checked, streamed, and parallel transfers, runs, and typed results that pipe on. An independent client.'
    PowerShellVersion = '5.1'
    CompatiblePSEditions = @('Core', 'Desktop')
    DotNetFrameworkVersion = '4.7.2'
    FormatsToProcess = @('IkomiaScale.Format.ps1xml', 'IkomiaScale.Connections.Format.ps1xml', 'IkomiaScale.Deployments.Format.ps1xml', 'IkomiaScale.Administration.Format.ps1xml')
    FunctionsToExport = @()
    AliasesToExport = @()
    VariablesToExport = @()
    CmdletsToExport = @(
        'Add-IkProjectMember'
        'Compare-IkStorageObject'
        'Connect-IkScale'
        'Copy-IkStorageObject'
        'Disconnect-IkScale'
        'Export-IkDeploymentReport'
        'Get-IkAccount'
        'Get-IkConnection'
        'Get-IkDeployment'
        'Get-IkDeploymentLog'
        'Get-IkDeploymentRun'
        'Get-IkDeploymentUsage'
        'Get-IkProject'
        'Get-IkProjectMember'
        'Get-IkStorageObject'
        'Get-IkWorkflow'
        'Invoke-IkDeployment'
        'New-IkApiToken'
        'New-IkDeployment'
        'New-IkProject'
        'New-IkStoragePresignedUrl'
        'Publish-IkWorkflow'
        'Read-IkStorageObject'
        'Receive-IkDeploymentRun'
        'Remove-IkConnection'
        'Remove-IkDeployment'
        'Remove-IkProject'
        'Remove-IkProjectMember'
        'Remove-IkStorageObject'
        'Remove-IkWorkflow'
        'Save-IkConnection'
        'Save-IkDeploymentOutput'
        'Send-IkStorageObject'
        'Start-IkEmulator'
        'Stop-IkEmulator'
        'Sync-IkStorageObject'
        'Test-IkConnection'
        'Update-IkDeployment'
    )
    PrivateData = @{
        PSData = @{
            Tags = @('Ikomia', 'SCALE', 'ComputerVision', 'Storage', 'Deployment', 'PSEdition_Core', 'PSEdition_Desktop', 'Windows', 'Linux', 'MacOS')
            LicenseUri = 'https://github.com/ikomiascale/ikomiascale/blob/main/LICENSE'
            ProjectUri = 'https://github.com/ikomiascale/ikomiascale'
            ReleaseNotes = 'https://github.com/ikomiascale/ikomiascale/blob/main/CHANGELOG.md'
            RequireLicenseAcceptance = $false
        }
    }
}
