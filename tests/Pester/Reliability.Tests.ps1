# Ctrl+C, wherever a cmdlet is just waiting: it ends within a second and leaves nothing half done.

BeforeAll {
    . $PSScriptRoot/Common.ps1
    . $PSScriptRoot/Faults.ps1
    $test = New-TestEnvironment
    $runspace = New-ConnectedRunspace $test
    $local = Join-Path $test.Folder 'local'
    $large = New-TestFile "$local/large.bin" 64MB
    $null = Send-IkStorageObject $large.FullName large.bin
    $null = Send-IkStorageObject -Content 'small' -Destination small.txt
    $null = Get-IkDeployment

    function New-Target {
        (New-Item (Join-Path $test.Folder ([guid]::NewGuid().ToString('N'))) -ItemType Directory).FullName
    }

    # Stops a script when the emulator has seen this many requests of a kind.
    function Measure-StopAt {
        param([scriptblock] $Script, [string] $Route, [int] $Count = 1, [object[]] $ArgumentList = @())

        Measure-Stop $runspace $Script $ArgumentList { (Get-RequestCount $test $Route) -ge $Count }
    }
}

AfterAll {
    $runspace.Dispose()
    Remove-TestEnvironment $test
}

Describe 'Ctrl+C' {
    AfterEach {
        Clear-Fault $test
    }

    It 'ends connecting' {
        Set-Fault $test @{ route = 'jwt'; action = 'stall'; seconds = -1; times = -1 }
        $connect = { param($address) Connect-IkScale $address 'emulator-token' -ScaleUrl $address -StorageUrl $address }
        Measure-StopAt $connect 'jwt' -ArgumentList $test.Address | Should -BeLessThan 1000
    }

    It 'ends an upload that the service does not take, and there is no object' {
        Set-Fault $test @{ route = 'create'; action = 'stall'; seconds = -1; when = 'mid-body'; bytes = 1000000; times = -1 }
        Measure-StopAt { param($file) Send-IkStorageObject $file stopped.bin } 'create' -ArgumentList $large.FullName | Should -BeLessThan 1000
        Clear-Fault $test
        Get-ErrorOf { Get-IkStorageObject stopped.bin } | Should -Match 'There is no object'
    }

    It 'ends many uploads at once' {
        Set-Fault $test @{ route = 'create'; action = 'stall'; seconds = -1; times = -1 }
        $send = { param($file) 1..40 | ForEach-Object { [pscustomobject]@{ FullName = $file; Destination = "stopped/$_" } } | Send-IkStorageObject }
        Measure-StopAt $send 'create' 8 -ArgumentList $large.FullName | Should -BeLessThan 1000
        Clear-Fault $test
        Get-IkStorageObject 'stopped/*' | Should -BeNullOrEmpty
    }

    It 'ends a download in the middle, and there is no file' {
        Set-Fault $test @{ route = 'content'; action = 'stall'; seconds = -1; when = 'mid-response'; bytes = 1000000; times = -1 }
        $target = New-Target
        Measure-Stop $runspace { param($target) Read-IkStorageObject large.bin "$target/large.bin" } $target {
            Get-ChildItem $target -Force | Where-Object Length -GT 0
        } | Should -BeLessThan 1000
        Get-ChildItem $target -Force | Should -BeNullOrEmpty
    }

    It 'ends a download whose content does not come' {
        Set-Fault $test @{ route = 'content'; action = 'stall'; seconds = -1; times = -1 }
        $target = New-Target
        Measure-StopAt { param($target) Read-IkStorageObject large.bin "$target/large.bin" } 'content' -ArgumentList $target | Should -BeLessThan 1000
        Get-ChildItem $target -Force | Should -BeNullOrEmpty
    }

    It 'ends a download into memory' {
        Set-Fault $test @{ route = 'content'; action = 'drip'; bytesPerSecond = 1000; times = -1 }
        Measure-StopAt { Read-IkStorageObject large.bin } 'content' | Should -BeLessThan 1000
    }

    It 'ends listing' {
        Set-Fault $test @{ route = 'list'; action = 'stall'; seconds = -1; times = -1 }
        Measure-StopAt { Get-IkStorageObject } 'list' | Should -BeLessThan 1000
    }

    It 'ends listing in the middle of a page' {
        Set-Fault $test @{ route = 'list'; action = 'stall'; seconds = -1; when = 'mid-response'; times = -1 }
        Measure-StopAt { Get-IkStorageObject } 'list' | Should -BeLessThan 1000
    }

    It 'ends the wait before <what> is tried again' -ForEach @(
        @{ What = 'a list'; Route = 'list'; Script = { Get-IkStorageObject } }
        @{ What = 'a download'; Route = 'content'; Script = { Read-IkStorageObject small.txt } }
        @{ What = 'an upload'; Route = 'create'; Script = { Send-IkStorageObject -Content 'x' -Destination waiting.txt } }
        @{ What = 'a delete'; Route = 'delete'; Script = { Remove-IkStorageObject small.txt -Confirm:$false } }
        @{ What = 'a run'; Route = 'run'; Script = { Invoke-IkDeployment } }
    ) {
        Set-Fault $test @{ route = $Route; action = 'status'; status = 503; headers = @{ 'Retry-After' = '3600' }; times = -1 }
        Measure-StopAt $Script $Route | Should -BeLessThan 1000
        Get-RequestCount $test $Route | Should -Be 1
    }

    It 'ends the wait for a run' {
        Set-Fault $test
        $run = { Invoke-IkDeployment -TaskName slow -Parameter @{ milliseconds = 60000 } }
        Measure-StopAt $run 'results' | Should -BeLessThan 1000
    }

    It 'ends the wait for the answer to a run' {
        Set-Fault $test @{ route = 'run'; action = 'stall'; seconds = -1; times = -1 }
        Measure-StopAt { Invoke-IkDeployment } 'run' | Should -BeLessThan 1000
    }

    It 'leaves a session that goes on working' {
        $shell = [powershell]::Create($runspace)
        try {
            $shell.AddScript({ Read-IkStorageObject small.txt }).Invoke() | Should -Be 'small'
        }
        finally {
            $shell.Dispose()
        }
    }
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
