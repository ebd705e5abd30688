# samples/Batch/batch.ps1, as an engine starts it: by its exit code it is told whether a shard is done.

BeforeAll {
    . $PSScriptRoot/Common.ps1
    $test = New-TestEnvironment -Installed
    $script = Join-Path $root 'samples/Batch/batch.ps1'
    Push-Location $test.Folder
    1..6 | ForEach-Object { $null = Send-IkStorageObject -Content "video $_" -Destination "videos/$_.mp4" }

    # Gives the exit code. What ends the script is 1, as "pwsh -File" has it.
    function Invoke-Batch {
        param([string] $Shard, [string] $Destination = './out')

        $global:LASTEXITCODE = 0
        $ErrorActionPreference = 'Continue'
        try {
            $null = & $script -Shard $Shard -Journal ./journal -Destination $Destination 2>&1
        }
        catch {
            return 1
        }

        $global:LASTEXITCODE
    }
}

AfterAll {
    Pop-Location
    Remove-TestEnvironment $test
}

Describe 'samples/Batch/batch.ps1' {
    It 'runs its shard and ends with 0, also when it is started again' {
        1..2 | ForEach-Object { Invoke-Batch "$_/2" | Should -Be 0 }
        (Get-ChildItem ./out -File).Count | Should -Be 6
        $before = Get-RequestCount $test 'run'
        $before | Should -Be 6
        1..2 | ForEach-Object { Invoke-Batch "$_/2" | Should -Be 0 }
        Get-RequestCount $test 'run' | Should -Be 6
    }

    It 'ends with 1 where outputs could not be saved' {
        Set-Content ./file 'no folder'

        # Which shard an input belongs to depends on its uid, so one of the two may have none.
        1..2 | ForEach-Object { Invoke-Batch "$_/2" -Destination ./file/out } | Should -Contain 1
    }

    It 'ends with 1 where the journal cannot be used' {
        Invoke-Batch '1/3' | Should -Be 1
    }
}
