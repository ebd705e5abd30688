BeforeAll {
    . $PSScriptRoot/Common.ps1
    $module = $moduleFolder
    $manifest = Import-PowerShellDataFile (Join-Path $module 'IkomiaScale.psd1')
}

Describe 'The module' {
    It 'has a manifest without a fault' {
        (Test-ModuleManifest (Join-Path $module 'IkomiaScale.psd1')).Version | Should -Be $manifest.ModuleVersion
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
