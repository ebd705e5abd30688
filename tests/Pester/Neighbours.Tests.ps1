# Lives in one PowerShell with another module that brings assemblies of ours in other versions: Flurl.Http 5.0.0 (a stand-in with the same name, a higher
# version and other members; tests/Neighbour), and the Newtonsoft.Json of PowerShell itself.

BeforeAll {
    . $PSScriptRoot/Common.ps1
    $pwsh = (Get-Process -Id $PID).Path
    $test = New-TestEnvironment
    $ours = (Get-Module IkomiaScale).ModuleBase
    $neighbour = @(Get-ChildItem (Join-Path $root 'tests/Neighbour/Module/bin') -Recurse -Filter Neighbour.dll | Sort-Object LastWriteTime)[-1].DirectoryName
    $null = Send-IkStorageObject -Content 'here' -Destination texts/here.txt

    # Runs a script in a new PowerShell that has a connection to the emulator, and gives what it writes as an object.
    function Invoke-Clean {
        param([string] $Script)

        $address = $test.Address
        $json = & $pwsh -NoProfile -NonInteractive -Command "
            `$ErrorActionPreference = 'Stop'
            `$env:IKOMIA_ENDPOINT = `$env:IKOMIA_URL = `$env:IKOMIA_SCALEFS_URL = '$address'
            `$env:IKOMIA_TOKEN = 'emulator-token'
            $Script"
        $json | ConvertFrom-Json
    }

    # What both modules do, and which assemblies are there afterwards.
    $work = "
        @{
            Total = Get-NeighbourTotal '$($test.Address)_emulator/requests'
            Text = Read-IkStorageObject texts/here.txt
            Result = (Invoke-IkDeployment -InputObject @{ DATA_DICT = @{ a = 1 } } -TaskName pass_through).State
            Assemblies = @([AppDomain]::CurrentDomain.GetAssemblies() |
                Where-Object { `$_.GetName().Name -in 'Flurl.Http', 'Newtonsoft.Json' } | ForEach-Object { `$_.Location })
        } | ConvertTo-Json"
}

AfterAll {
    Remove-TestEnvironment $test
}

# Windows PowerShell has no load contexts: there the first to load a library decides its version for all.
Describe 'Another module with other versions of the same assemblies' -Skip:($PSVersionTable.PSEdition -ne 'Core') {
    It 'works, and so does this one, when it is loaded <Order>' -ForEach @(
        @{ Order = 'before'; First = 'Neighbour'; Second = 'IkomiaScale' }
        @{ Order = 'after'; First = 'IkomiaScale'; Second = 'Neighbour' }
    ) {
        $path = @{ Neighbour = "$neighbour/Neighbour.dll"; IkomiaScale = "$ours/IkomiaScale.psd1" }
        $seen = Invoke-Clean "Import-Module '$($path[$First])'; Import-Module '$($path[$Second])'; $work"
        $seen.Total | Should -BeGreaterThan 0
        $seen.Text | Should -Be 'here'
        $seen.Result | Should -Be 'SUCCESS'
        foreach ($name in 'Flurl.Http', 'Newtonsoft.Json') {
            @($seen.Assemblies).Where{ (Split-Path $_ -Leaf) -eq "$name.dll" }.Count | Should -Be 2 -Because "each module has its own $name"
        }
    }

    It 'works when this one is used first and the other one comes later' {
        $seen = Invoke-Clean "Import-Module '$ours/IkomiaScale.psd1'; `$null = Get-IkStorageObject; Import-Module '$neighbour/Neighbour.dll'; $work"
        $seen.Total | Should -BeGreaterThan 0
        $seen.Text | Should -Be 'here'
    }
}

Describe 'Importing and removing' {
    BeforeAll {
        # The types whose methods .NET asks for assemblies that it does not find.
        $handlers = "
            function Get-Handler {
                `$type, `$name = if (`$PSVersionTable.PSEdition -eq 'Core') { [System.Runtime.Loader.AssemblyLoadContext], 'AssemblyResolve' } else { [AppDomain], '_AssemblyResolve' }
                `$field = `$type.GetField(`$name, [System.Reflection.BindingFlags]'Static, Instance, NonPublic')
                @(`$field.GetValue([AppDomain]::CurrentDomain) | ForEach-Object { `$_.GetInvocationList() } | ForEach-Object { `$_.Method.DeclaringType.FullName })
            }"
    }

    It 'leaves no handler behind when it is removed: <Set>' -ForEach @(
        @{ Set = 'netstandard2.0' }
        if ($PSVersionTable.PSEdition -eq 'Core') { @{ Set = 'net8.0' } }
    ) {
        $module = $ours
        if ($Set -eq 'netstandard2.0' -and $PSVersionTable.PSEdition -eq 'Core') {
            # The assemblies of Windows PowerShell, with the loader that answers AssemblyResolve, in the place of the others.
            $module = Join-Path (New-Item "$($test.Folder)/desktop" -ItemType Directory).FullName 'IkomiaScale'
            Copy-Item $ours $module -Recurse
            Remove-Item "$module/bin/net8.0" -Recurse
            Move-Item "$module/bin/netstandard2.0" "$module/bin/net8.0"
        }

        $seen = Invoke-Clean "
            $handlers
            `$before = Get-Handler
            Import-Module '$module/IkomiaScale.psd1'
            Import-Module '$module/IkomiaScale.psd1' -Force
            `$during = Get-Handler
            `$text = Read-IkStorageObject texts/here.txt
            `$result = (Invoke-IkDeployment -InputObject @{ DATA_DICT = @{ a = 1 } } -TaskName pass_through).State
            Remove-Module IkomiaScale
            @{ Before = `$before; During = `$during; After = Get-Handler; Text = `$text; Result = `$result } | ConvertTo-Json"
        $seen.Text | Should -Be 'here'
        $seen.Result | Should -Be 'SUCCESS'
        $seen.After | Should -Be $seen.Before
        @($seen.During).Count - @($seen.Before).Count | Should -Be ([int]($Set -eq 'netstandard2.0'))
    }
}
