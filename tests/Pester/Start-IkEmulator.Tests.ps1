BeforeAll {
    . $PSScriptRoot/Common.ps1
    $pwsh = (Get-Process -Id $PID).Path
    $manifest = Join-Path $moduleFolder 'IkomiaScale.psd1'
    $folder = Join-Path ([System.IO.Path]::GetTempPath()) "ikomiascale-$([guid]::NewGuid().ToString('N'))"
    $null = New-Item $folder -ItemType Directory

    # Whether something answers there.
    function Test-Address {
        param($Address)

        try {
            $null = Invoke-WebRequest "${Address}_emulator/requests" -TimeoutSec 2
            $true
        }
        catch {
            $false
        }
    }

    # A PowerShell that starts an emulator, says where it is, and goes on for a while.
    function Start-Session {
        param($DataPath)

        $start = [System.Diagnostics.ProcessStartInfo]::new($pwsh)
        foreach ($argument in '-NoProfile', '-NonInteractive', '-Command', "Import-Module '$manifest'; (Start-IkEmulator -DataPath '$DataPath' -PassThru).Endpoint.ToString(); Start-Sleep 60") {
            $start.ArgumentList.Add($argument)
        }

        $start.RedirectStandardOutput = $true
        $process = [System.Diagnostics.Process]::Start($start)
        [pscustomobject]@{ Process = $process; Address = $process.StandardOutput.ReadLine() }
    }
}

AfterAll {
    Stop-IkEmulator
    Remove-Item -LiteralPath $folder -Recurse -Force
}

Describe 'Start-IkEmulator' {
    AfterEach {
        try {
            if ($started = Get-IkConnection) { Assert-NoViolation $started.Endpoint }
        }
        finally {
            Stop-IkEmulator
        }

        Remove-Item Env:IKOMIA_EMULATOR -ErrorAction Ignore
    }

    It 'starts it, waits for it and connects the session' {
        Start-IkEmulator -DataPath "$folder/one" | Should -BeNullOrEmpty
        { Get-IkStorageObject } | Should -Not -Throw
        (Get-IkConnection).Endpoint.IsLoopback | Should -BeTrue
    }

    It 'keeps objects from one start to the next' {
        Start-IkEmulator -DataPath "$folder/kept"
        $null = Send-IkStorageObject -Content 'kept' -Destination a.txt
        Assert-NoViolation (Get-IkConnection).Endpoint
        Stop-IkEmulator
        Start-IkEmulator -DataPath "$folder/kept"
        Read-IkStorageObject a.txt | Should -Be 'kept'
    }

    It 'takes another token' {
        Start-IkEmulator -DataPath "$folder/token" -Token 'secret of mine'
        $address = [string](Get-IkConnection).Endpoint
        (Get-ErrorOf { Connect-IkScale $address 'emulator-token' -ScaleUrl $address -StorageUrl $address }).FullyQualifiedErrorId |
            Should -BeLike 'Unauthorized,*'
    }

    It 'starts nothing with -WhatIf' {
        Start-IkEmulator -DataPath "$folder/whatif" -WhatIf
        "$folder/whatif" | Should -Not -Exist
    }

    It 'finds the emulator by IKOMIA_EMULATOR' {
        $env:IKOMIA_EMULATOR = Join-Path $root 'output/emulator'
        { Start-IkEmulator -DataPath "$folder/variable" } | Should -Not -Throw
    }

    It 'says what is wrong: <Case>' -ForEach @(
        @{ Case = 'no emulator where -EmulatorPath says'; Id = 'ObjectNotFound'; Text = '*nowhere*'; Script = { Start-IkEmulator -EmulatorPath "$folder/nowhere" } }
        @{ Case = 'no emulator where IKOMIA_EMULATOR says'; Id = 'ObjectNotFound'; Text = '*IKOMIA_EMULATOR*'; Script = { $env:IKOMIA_EMULATOR = "$folder/nowhere"; Start-IkEmulator } }
        @{ Case = 'a data folder that is a file'; Id = 'InvalidInput'; Text = '*afile*'; Script = { Set-Content "$folder/afile" x; Start-IkEmulator -DataPath "$folder/afile" } }
        @{ Case = 'a second one in the session'; Id = 'InvalidInput'; Text = '*Stop-IkEmulator*'; Script = { Start-IkEmulator -DataPath "$folder/s1"; Start-IkEmulator -DataPath "$folder/s2" } }
    ) {
        $errors = @(Get-ErrorOf $Script)
        $errors[0].FullyQualifiedErrorId | Should -BeLike "$Id,*"
        $errors[0].Exception.Message | Should -BeLike $Text
    }

    It 'says that a port is in use' {
        Start-IkEmulator -DataPath "$folder/port1"
        $port = (Get-IkConnection).Endpoint.Port
        $message = & $pwsh -NoProfile -NonInteractive -Command "
            Import-Module '$manifest'
            try { Start-IkEmulator -Port $port -DataPath '$folder/port2' } catch { `$_.FullyQualifiedErrorId; `$_.Exception.Message }"
        $message -join ' ' | Should -Match "InvalidInput.*$port"
    }

    It 'ends with the PowerShell that started it, also when that is killed' {
        $session = Start-Session "$folder/killed"
        try {
            Test-Address $session.Address | Should -BeTrue
        }
        finally {
            $session.Process.Kill()
            $session.Process.WaitForExit()
        }

        for ($try = 0; $try -lt 50 -and (Test-Address $session.Address); $try++) {
            Start-Sleep -Milliseconds 100
        }

        Test-Address $session.Address | Should -BeFalse
    }
}

Describe 'Stop-IkEmulator' {
    It 'ends it and the connection to it' {
        Start-IkEmulator -DataPath "$folder/stopped"
        $address = [string](Get-IkConnection).Endpoint
        Stop-IkEmulator
        Get-IkConnection | Should -BeNullOrEmpty
        Test-Address $address | Should -BeFalse
    }

    It 'does nothing where none was started' {
        { Stop-IkEmulator } | Should -Not -Throw
    }
}
