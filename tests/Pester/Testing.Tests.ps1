# The Pester file of docs/testing.md, run as its readers run it: recorded on one emulator, played on another, in a PowerShell of its own.

BeforeAll {
    . $PSScriptRoot/Common.ps1
    . $PSScriptRoot/Deployments.ps1
    $test = New-TestEnvironment -Installed
    $folder = Join-Path $test.Folder 'suite'
    $null = New-Item $folder -ItemType Directory
    [System.IO.File]::WriteAllBytes("$folder/picture.png", $picture)
    $page = Get-Content -LiteralPath (Join-Path $root 'docs/testing.md') -Raw
    [regex]::Match($page, '(?ms)^<!-- not run: a file of Pester tests[^\n]*\n```powershell\r?\n(.*?)^```').Groups[1].Value | Set-Content "$folder/Count.Tests.ps1"
}

AfterAll {
    Remove-TestEnvironment $test
}

Describe 'The demo of docs/testing.md' {
    It 'passes as it stands on the page' {
        Get-Item "$folder/picture.png" | Invoke-IkDeployment -TaskName detect -Journal "$folder/batch1" | Should -Not -BeNullOrEmpty
        Get-Content "$folder/Count.Tests.ps1" -Raw | Should -Match 'Start-IkEmulator'
        $summary = Invoke-ChildShell $test "Import-Module Pester -MinimumVersion 5.0; `$run = Invoke-Pester '$folder/Count.Tests.ps1' -PassThru -Output None; `$run.Failed | ForEach-Object { `$_.ErrorRecord }; `"`$(`$run.PassedCount) of `$(`$run.TotalCount)`""
        $summary | Select-Object -Last 1 | Should -Be '3 of 3' -Because ($summary -join "`n")
    }
}
