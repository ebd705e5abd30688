# Connection profiles in full PowerShell: several processes at the same time, native commands, and what other cmdlets make of profiles.

BeforeAll {
    . $PSScriptRoot/Common.ps1
    $test = New-TestEnvironment
    $services = @{ ScaleUrl = $test.Address; StorageUrl = $test.Address }
}

AfterAll {
    Remove-TestEnvironment $test
}

Describe 'Save-IkConnection' {
    It 'loses nothing when several processes save at the same time' {
        $shell = (Get-Process -Id $PID).Path
        $module = Join-Path $moduleFolder 'IkomiaScale.psd1'
        $processes = 1..3 | ForEach-Object {
            $script = "Import-Module '$module'; 1..10 | ForEach-Object { Save-IkConnection `"p$_-`$_`" https://d.example/ -TokenVariable X }"
            $encoded = [Convert]::ToBase64String([Text.Encoding]::Unicode.GetBytes($script))
            Start-Process $shell -ArgumentList '-NoProfile', '-NonInteractive', '-EncodedCommand', $encoded -PassThru -RedirectStandardError "$($test.Folder)/errors-$_.txt"
        }
        $processes | Wait-Process -Timeout 120
        Get-Content "$($test.Folder)/errors-*.txt" | Should -BeNullOrEmpty
        @(Get-IkConnection -ListAvailable 'p?-*').Count | Should -Be 30
        Remove-IkConnection 'p?-*'
    }

    It 'takes the token from a native command' {
        $shell = (Get-Process -Id $PID).Path
        Save-IkConnection native $test.Address @services -TokenCommand $shell, '-NoProfile', '-Command', "'emulator-token'"
        (Get-IkDeployment -Connection native).Endpoint | Should -Be $test.Address
    }

    It 'says that a native command failed, and not what it printed' {
        $shell = (Get-Process -Id $PID).Path
        Save-IkConnection failing $test.Address @services -TokenCommand $shell, '-NoProfile', '-Command', "'half-a-secret'; exit 3"
        $global:LASTEXITCODE = 7
        $problem = { Connect-IkScale failing } | Should -Throw -ErrorId 'NotConnected,*' -PassThru
        "$problem" | Should -BeLike '*ended with exit code 3*'
        "$problem" | Should -Not -BeLike '*half-a-secret*'
        $LASTEXITCODE | Should -Be 7
    }

    It 'gives profiles that other cmdlets can work with' {
        Save-IkConnection listed $test.Address @services -Deployment @{ ocr = $test.Address } -TokenVariable X
        $json = Get-IkConnection -ListAvailable listed | ConvertTo-Json -Depth 5 | ConvertFrom-Json
        $json.Name | Should -Be 'listed'
        $json.Deployments.ocr | Should -Be $test.Address
        Get-IkConnection -ListAvailable | Where-Object Name -EQ 'listed' | Test-IkConnection -Token emulator-token | Where-Object { -not $_.Passed } | Should -BeNullOrEmpty
    }
}
