BeforeAll {
    . $PSScriptRoot/Common.ps1
    $module = $moduleFolder
    $manifest = Import-PowerShellDataFile (Join-Path $module 'IkomiaScale.psd1')
}

Describe 'The module' {
    It 'exports the cmdlets that its manifest names, and nothing else' {
        (Get-Command -Module IkomiaScale).Name | Sort-Object | Should -Be ($manifest.CmdletsToExport | Sort-Object)
        (Get-Command -Module IkomiaScale).CommandType | Sort-Object -Unique | Should -Be 'Cmdlet'
    }

    It 'has a manifest without a fault' {
        (Test-ModuleManifest (Join-Path $module 'IkomiaScale.psd1')).Version | Should -Be $manifest.ModuleVersion
    }

    It 'does not ship the reference assembly of PowerShell' {
        Get-ChildItem $module -Recurse -Filter 'System.Management.Automation.dll' | Should -BeNullOrEmpty
    }

    It 'keeps all cmdlets when it is imported again by force' {
        $count = & (Get-Process -Id $PID).Path -NoProfile -NonInteractive -Command "
            Import-Module '$module/IkomiaScale.psd1'
            Import-Module '$module/IkomiaScale.psd1' -Force
            Import-Module '$module/IkomiaScale.psd1' -Force
            (Get-Command -Module IkomiaScale).Count"
        $count | Should -Be $manifest.CmdletsToExport.Count
    }

    It 'can be removed and imported again' {
        $count = & (Get-Process -Id $PID).Path -NoProfile -NonInteractive -Command "
            Import-Module '$module/IkomiaScale.psd1'
            Remove-Module IkomiaScale
            Import-Module '$module/IkomiaScale.psd1'
            (Get-Command -Module IkomiaScale).Count"
        $count | Should -Be $manifest.CmdletsToExport.Count
    }

    It 'keeps its dependencies away from other modules' {
        $seen = & (Get-Process -Id $PID).Path -NoProfile -NonInteractive -Command "
            Import-Module '$module/IkomiaScale.psd1'
            [System.Runtime.Loader.AssemblyLoadContext]::Default.Assemblies.ForEach{ `$_.GetName().Name }"
        $seen | Should -Not -Contain 'Flurl'
        $seen | Should -Not -Contain 'Flurl.Http'
        $seen | Should -Not -Contain 'IkomiaScale.Core'
    }

    It 'gives every cmdlet an output type and a verb that PowerShell approves' {
        $approved = (Get-Verb).Verb
        foreach ($command in Get-Command -Module IkomiaScale) {
            $approved | Should -Contain $command.Verb
            if ($command.Verb -notin 'Disconnect', 'Stop') {
                $command.OutputType | Should -Not -BeNullOrEmpty -Because $command.Name
            }
        }
    }
}
