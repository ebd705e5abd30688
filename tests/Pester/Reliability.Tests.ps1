# A service that says nothing more: the wait has an end, and the error says what to do. (Ctrl+C is tested in PowerShell's engine, tests/IkomiaScale.Hosted.Tests.)

BeforeAll {
    . $PSScriptRoot/Common.ps1
    . $PSScriptRoot/Faults.ps1
    $test = New-TestEnvironment
    $local = Join-Path $test.Folder 'local'
    $large = New-TestFile "$local/large.bin" 64MB
}

AfterAll {
    Remove-TestEnvironment $test
}

Describe 'Silence' {
    BeforeAll {
        # Beside the session's connection: one that does not wait for long.
        $hasty = Connect-IkScale $test.Address 'emulator-token' -ScaleUrl $test.Address -StorageUrl $test.Address -TimeoutSec 1 -PassThru
    }

    AfterEach {
        Clear-Fault $test
    }

    It 'ends <what> with an error that says what to do' -ForEach @(
        @{ What = 'a new temporary object'; Rule = @{ route = 'create'; when = 'mid-body' }; Script = { Send-IkStorageObject $large.FullName -Connection $hasty } }
        @{ What = 'a run'; Rule = @{ route = 'run' }; Script = { Invoke-IkDeployment -Connection $hasty } }
    ) {
        # Half a body may be sent again, and then the whole is refused: what is waited for here is the silence alone.
        Set-Fault $test ($Rule + @{ action = 'stall'; seconds = -1 }), @{ route = $Rule.route; action = 'status'; status = 413 }
        $watch = [System.Diagnostics.Stopwatch]::StartNew()
        $problem = Get-ErrorOf $Script
        $problem.FullyQualifiedErrorId | Should -Match '^(Timeout|PayloadTooLarge),'
        $watch.Elapsed.TotalSeconds | Should -BeGreaterThan 0.9
        $watch.Elapsed.TotalSeconds | Should -BeLessThan 10
    }
}
