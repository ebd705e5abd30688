# What concerns the connection concerns all items: it ends the cmdlet, once, after what is done has been given out.

BeforeAll {
    . $PSScriptRoot/Common.ps1
    . $PSScriptRoot/Faults.ps1
    $test = New-TestEnvironment
    $files = 1..6 | ForEach-Object { New-TestFile (Join-Path $test.Folder "in/$_.bin") 1000 $_ }

    # A connection whose token is good until the emulator has seen so many requests of a kind, and never again.
    function Use-TokenUntil {
        param([string] $Route, [int] $Count)

        Connect-IkScale $test.Address 'emulator-token' -ScaleUrl $test.Address -StorageUrl $test.Address
        Set-Fault $test @(
            @{ route = $Route; skip = $Count; action = 'revoke-tokens' }
            @{ route = 'jwt'; action = 'status'; status = 401; body = @{ detail = 'Invalid token.' }; times = -1 }
        )
    }

    # What a script gave, its non-terminating errors, and the one that ended it.
    function Measure-Failure {
        param([scriptblock] $Script)

        $given = [System.Collections.Generic.List[object]]::new()
        $end = $null
        $ErrorActionPreference = 'Continue'
        try {
            & $Script 2>&1 | ForEach-Object { $given.Add($_) }
        }
        catch {
            $end = $_
        }

        $isError = { $_ -is [System.Management.Automation.ErrorRecord] }
        [pscustomobject]@{ Given = @($given.Where{ -not (& $isError) }); Errors = @($given.Where($isError)); End = $end }
    }
}

AfterAll {
    Remove-TestEnvironment $test
}

Describe 'A token that is refused in the middle' {
    AfterEach {
        Clear-Fault $test
        Connect-IkScale $test.Address 'emulator-token' -ScaleUrl $test.Address -StorageUrl $test.Address
    }

    It 'ends an upload of many with one error, after what was sent' {
        Use-TokenUntil create 2
        $seen = Measure-Failure { $files | Send-IkStorageObject -Destination 'one/' -ThrottleLimit 1 }
        $seen.Given.Path | Should -Be 'one/1.bin', 'one/2.bin'
        $seen.Errors | Should -BeNullOrEmpty
        $seen.End.FullyQualifiedErrorId | Should -BeLike 'Unauthorized,*'
    }

    It 'is one error for all that are under way' {
        Use-TokenUntil create 0
        $seen = Measure-Failure { $files | Send-IkStorageObject -Destination 'many/' -ThrottleLimit 6 }
        $seen.Errors | Should -BeNullOrEmpty
        $seen.End.FullyQualifiedErrorId | Should -BeLike 'Unauthorized,*'
    }

    It 'ends a look-up' {
        Use-TokenUntil list 1
        $seen = Measure-Failure { 'a', 'b', 'c' | Get-IkStorageObject }
        $seen.Errors | Should -HaveCount 1
        $seen.Errors[0].FullyQualifiedErrorId | Should -BeLike 'ObjectNotFound,*'
        $seen.End.FullyQualifiedErrorId | Should -BeLike 'Unauthorized,*'
    }

    It 'ends a download of many, and leaves no part of a file' {
        $null = $files | Send-IkStorageObject -Destination 'down/'
        $objects = Get-IkStorageObject down/
        $target = Join-Path $test.Folder 'out'
        Use-TokenUntil content 3
        $seen = Measure-Failure { $objects | Read-IkStorageObject -Destination "$target/" -ThrottleLimit 1 }
        $seen.Given.Name | Should -Be '1.bin', '2.bin', '3.bin'
        $seen.Errors | Should -BeNullOrEmpty
        $seen.End.FullyQualifiedErrorId | Should -BeLike 'Unauthorized,*'
        (Get-ChildItem $target -Force).Name | Should -Be '1.bin', '2.bin', '3.bin'
    }

    It 'ends runs' {
        $null = Get-IkDeployment
        Use-TokenUntil run 1
        $null = Get-IkDeployment
        $seen = Measure-Failure { 1..4 | ForEach-Object { @{ DATA_DICT = @{ n = $_ } } } | Invoke-IkDeployment -ThrottleLimit 1 }
        $seen.Given | Should -HaveCount 1
        $seen.Errors | Should -BeNullOrEmpty
        $seen.End.FullyQualifiedErrorId | Should -BeLike 'Unauthorized,*'
    }
}

Describe 'A connection that is ended' {
    It 'does not break what another runspace is in the middle of, and shuts out who comes later' {
        $null = Send-IkStorageObject (New-TestFile (Join-Path $test.Folder 'in/large.bin') 2MB).FullName large.bin
        $connection = Connect-IkScale $test.Address 'emulator-token' -ScaleUrl $test.Address -StorageUrl $test.Address -PassThru
        Set-Fault $test @{ route = 'content'; action = 'drip'; bytesPerSecond = 1MB }
        $runspace = New-ConnectedRunspace $test
        $shell = [powershell]::Create($runspace)
        try {
            $null = $shell.AddScript({ param($Connection, $Target) Read-IkStorageObject large.bin $Target -Connection $Connection }).AddArgument($connection)
            $running = $shell.AddArgument((Join-Path $test.Folder 'shared.bin')).BeginInvoke()
            Wait-Until { (Get-RequestCount $test content) -ge 1 } 'the download has begun'
            Disconnect-IkScale
            $connection.IsClosed | Should -BeTrue
            $shell.EndInvoke($running).Length | Should -Be 2MB
            $shell.HadErrors | Should -BeFalse
        }
        finally {
            $shell.Dispose()
            $runspace.Dispose()
            Clear-Fault $test
        }

        (Get-ErrorOf { Get-IkStorageObject -Connection $connection }).FullyQualifiedErrorId | Should -BeLike 'NotConnected,*'
        Connect-IkScale $test.Address 'emulator-token' -ScaleUrl $test.Address -StorageUrl $test.Address
    }

    It 'is closed when the session gets another one, unless a script has it' {
        Connect-IkScale $test.Address 'emulator-token' -ScaleUrl $test.Address -StorageUrl $test.Address
        $held = Get-IkConnection
        Connect-IkScale $test.Address 'emulator-token' -ScaleUrl $test.Address -StorageUrl $test.Address
        $held.IsClosed | Should -BeFalse
        { Get-IkStorageObject -Connection $held -First 1 } | Should -Not -Throw
    }
}
