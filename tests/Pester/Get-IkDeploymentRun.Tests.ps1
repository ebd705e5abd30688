BeforeAll {
    . $PSScriptRoot/Common.ps1
    . $PSScriptRoot/Deployments.ps1
    $test = New-TestEnvironment

    # Every run that the emulator got: those that were given, told or are owed. A run that is missing here was lost.
    function Get-Started {
        param($Action)

        $before = Get-RequestCount $test run
        & $Action
        (Get-RequestCount $test run) - $before
    }

    function Clear-Owed {
        $null = Get-IkDeploymentRun | Receive-IkDeploymentRun -Wait -ErrorAction SilentlyContinue
    }
}

AfterAll {
    Remove-TestEnvironment $test
}

Describe 'Get-IkDeploymentRun' {
    BeforeEach {
        Clear-Owed
    }

    AfterEach {
        Clear-Fault $test
    }

    It 'lists what was submitted and not given, until it is given' {
        Get-IkDeploymentRun | Should -BeNullOrEmpty
        $runs = 1..3 | ForEach-Object { @{ TEXT = $_ } } | Invoke-IkDeployment -NoWait
        (Get-IkDeploymentRun).Uuid | Sort-Object | Should -Be ($runs.Uuid | Sort-Object)
        $results = Get-IkDeploymentRun | Receive-IkDeploymentRun -Wait
        $results.Uuid | Sort-Object | Should -Be ($runs.Uuid | Sort-Object)
        Get-IkDeploymentRun | Should -BeNullOrEmpty
    }

    It 'lists by -State' {
        $null = Invoke-IkDeployment -TaskName slow -Parameter @{ milliseconds = 300 } -NoWait
        @(Get-IkDeploymentRun -State PENDING, START*).Count | Should -Be 1
        Get-IkDeploymentRun -State SUCCESS | Should -BeNullOrEmpty
    }

    It 'lists a run that was not done in time' {
        $failure = Get-ErrorOf { Invoke-IkDeployment -TaskName slow -Parameter @{ milliseconds = 3000 } -TimeoutSec 1 }
        (Get-IkDeploymentRun).Uuid | Should -Be $failure.TargetObject.Uuid
        (Get-IkDeploymentRun | Receive-IkDeploymentRun -Wait).State | Should -Be 'SUCCESS'
    }

    It 'does not list what failed and was told' {
        $null = Get-ErrorOf { Invoke-IkDeployment -TaskName fail }
        Get-IkDeploymentRun | Should -BeNullOrEmpty
    }
}

Describe 'A pipeline that ends early' {
    BeforeEach {
        Clear-Owed
    }

    AfterEach {
        Clear-Fault $test
    }

    It 'loses no run to -ErrorAction Stop' {
        # The first run fails late: the others are done by then.
        Set-EmulatorFault $test @{ route = 'results'; action = 'stall'; seconds = 2; times = 1 }
        $seen = @{}
        $given = [System.Collections.Generic.List[object]]::new()
        $started = Get-Started {
            try {
                @(New-FailingInput $test) + @(2..16 | ForEach-Object { @{ TEXT = $_ } }) |
                    Invoke-IkDeployment -TaskName pass_through -ErrorAction Stop -WarningVariable said -WarningAction SilentlyContinue | ForEach-Object { $given.Add($_) }
            } catch {
                $seen.Failed = $_
            }

            $seen.Said = $said
        }
        $seen.Failed.FullyQualifiedErrorId | Should -BeLike 'WorkflowFailed,*'
        $started | Should -BeLessOrEqual 6
        $owed = @(Get-IkDeploymentRun)
        $given.Count + $owed.Count + 1 | Should -Be $started
        $owed.Uuid | ForEach-Object { "$($seen.Said)" | Should -Match $_ }
        @($seen.Said).Count | Should -Be 1
        $results = @($owed | Receive-IkDeploymentRun -Wait)
        $results.Uuid | Sort-Object | Should -Be ($owed.Uuid | Sort-Object)
        $results.State | Select-Object -Unique | Should -Be 'SUCCESS'
    }

    It 'loses no run to Select-Object -First' {
        $seen = @{}
        $started = Get-Started {
            $seen.First = @(1..16 | ForEach-Object { @{ TEXT = $_ } } | Invoke-IkDeployment -TaskName pass_through -WarningVariable said -WarningAction SilentlyContinue | Select-Object -First 1)
            $seen.Said = $said
        }
        $seen.First.Count | Should -Be 1
        $started | Should -BeLessOrEqual 6
        # The first is owed too: nobody can tell from above whether it was used.
        $owed = @(Get-IkDeploymentRun)
        $owed.Count | Should -Be $started
        $owed.Uuid | Should -Contain $seen.First.Uuid
        $owed.Uuid | ForEach-Object { "$($seen.Said)" | Should -Match $_ }
        @($owed | Receive-IkDeploymentRun -Wait).Count | Should -Be $owed.Count
        Get-IkDeploymentRun | Should -BeNullOrEmpty
    }

    It 'loses no run to a failure downstream' {
        $started = Get-Started {
            try {
                1..16 | ForEach-Object { @{ TEXT = $_ } } | Invoke-IkDeployment -TaskName pass_through -WarningAction SilentlyContinue | ForEach-Object { throw 'no disk' }
            } catch {
                "$_" | Should -Be 'no disk'
            }
        }
        $owed = @(Get-IkDeploymentRun)
        $owed.Count | Should -Be $started
        @($owed | Receive-IkDeploymentRun -Wait).Count | Should -Be $owed.Count
    }

    It 'loses no result to a Receive-IkDeploymentRun that is stopped' {
        $shell = New-TestShell $test @'
            $runs = @(8000) + @(1) * 15 | ForEach-Object { Invoke-IkDeployment -TaskName slow -Parameter @{ milliseconds = $_ } -NoWait }
            $runs | Receive-IkDeploymentRun -Wait -ThrottleLimit 10 | ForEach-Object { $shared.Got++ }
'@
        $shared = [hashtable]::Synchronized(@{ Got = 0 })
        $shell.Runspace.SessionStateProxy.SetVariable('shared', $shared)
        $null = $shell.BeginInvoke()
        Wait-Until { $shared.Got -ge 10 }
        $shell.Stop()
        $shell.Commands.Clear()
        $null = $shell.AddScript('$owed = @(Get-IkDeploymentRun); $results = @($owed | Receive-IkDeploymentRun -Wait); $shared.Got + $results.Count; $results.State | Select-Object -Unique')
        $shell.Invoke() | Should -Be 16, 'SUCCESS'
        $shell.Dispose()
    }

    It 'gives runs at once behind a slow upload with -NoWait' {
        $files = 1..6 | ForEach-Object { New-TestImage "$($test.Folder)/slow/$_.png" $_ }
        Set-EmulatorFault $test @{ route = 'create'; action = 'stall'; seconds = 3; times = 1 }
        $runs = [System.Collections.Generic.List[object]]::new()
        $files | Invoke-IkDeployment -SaveTemporary -NoWait | ForEach-Object { $runs.Add($_) }
        $runs.Count | Should -Be 6
        $runs[5].SubmittedAt - $runs[0].SubmittedAt | Should -BeGreaterThan ([timespan]::FromSeconds(1.5))
    }

    It 'tells the uuid of a run whose answer is on its way when it is stopped' {
        Set-EmulatorFault $test @{ route = 'run'; action = 'stall'; seconds = 1; when = 'headers'; times = 1 }
        $before = Get-RequestCount $test run
        $shell = New-TestShell $test '@{ TEXT = 1 } | Invoke-IkDeployment -TaskName pass_through'
        $null = $shell.BeginInvoke()
        Wait-Until { (Get-RequestCount $test run) -gt $before }
        $shell.Stop()
        $shell.Commands.Clear()
        $null = $shell.AddScript('Get-IkDeploymentRun | Receive-IkDeploymentRun -Wait')
        @($shell.Invoke()).State | Should -Be 'SUCCESS'
        $shell.Dispose()
    }

    It 'leaves what a closed runspace had to the others' {
        $before = Get-RequestCount $test results
        $shell = New-TestShell $test '1..3 | ForEach-Object { @{ TEXT = $_ } } | Invoke-IkDeployment -TaskName slow -Parameter @{ milliseconds = 1500 }'
        $null = $shell.BeginInvoke()
        Wait-Until { (Get-RequestCount $test results) -ge ($before + 3) }
        $shell.Runspace.Close()
        $shell.Dispose()
        $owed = @(Get-IkDeploymentRun)
        $owed.Count | Should -Be 3
        @($owed | Receive-IkDeploymentRun -Wait).State | Should -Be 'SUCCESS', 'SUCCESS', 'SUCCESS'
    }

    It 'waits for no slow run with -OutOfOrder' {
        Set-EmulatorFault $test @{ route = 'run'; action = 'stall'; seconds = 2; times = 1 }
        $results = @(1..8 | ForEach-Object { @{ TEXT = $_ } } | Invoke-IkDeployment -TaskName pass_through -OutOfOrder -ThrottleLimit 2)
        $results.ForEach{ ($_.Outputs[0].RawJson | ConvertFrom-Json).TEXT } | Sort-Object | Should -Be (1..8)
        ($results[-1].Outputs[0].RawJson | ConvertFrom-Json).TEXT | Should -BeIn 1, 2
    }
}
