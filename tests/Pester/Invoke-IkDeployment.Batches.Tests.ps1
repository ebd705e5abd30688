BeforeAll {
    . $PSScriptRoot/Common.ps1
    . $PSScriptRoot/Deployments.ps1
    $test = New-TestEnvironment
    $image = New-TestImage "$($test.Folder)/in/a.png" 1
}

AfterAll {
    Remove-TestEnvironment $test
}

Describe 'Invoke-IkDeployment with many runs' {
    AfterEach {
        Clear-Fault $test
    }

    Context 'batches' {
        It 'gives results in the order of the inputs' {
            $files = 1..12 | ForEach-Object { New-TestImage "$($test.Folder)/batch/$('{0:00}' -f $_).png" $_ }

            # The first results come last.
            Set-EmulatorFault $test @{ route = 'run'; action = 'stall'; seconds = 1; times = 2 }
            $results = $files | Invoke-IkDeployment
            $results.Input | Should -Be $files.FullName
            $results | ForEach-Object { Get-SeenHash $_ } | Should -Be ($files | ForEach-Object { Get-Sha256 $_ })
        }

        It 'gives a result as soon as those before it are out' {
            $shell = New-TestShell $test '1..12 | ForEach-Object { @{ TEXT = $_ } } | Invoke-IkDeployment -TaskName slow -Parameter @{ milliseconds = 700 } -ThrottleLimit 2'
            $output = [System.Management.Automation.PSDataCollection[psobject]]::new()
            $pending = $shell.BeginInvoke([System.Management.Automation.PSDataCollection[psobject]]::new(), $output)
            Wait-Until { $output.Count -gt 0 }
            $pending.IsCompleted | Should -BeFalse
            $shell.Stop()
            $shell.Dispose()
        }

        It 'goes on after a failure in the middle' {
            $inputs = @(@{ TEXT = 1 }), (New-FailingInput $test), "$($test.Folder)/none.png", @{ a = 1; b = 2 }, @{ TEXT = 2 } | ForEach-Object { $_ }
            $results = $inputs | Invoke-IkDeployment -ErrorAction SilentlyContinue -ErrorVariable failures
            $results.Count | Should -Be 2
            $failures.Count | Should -Be 3
            $failures.FullyQualifiedErrorId -replace ',.*' | Sort-Object | Should -Be 'InvalidInput', 'ObjectNotFound', 'WorkflowFailed'
            $failed = $failures | Where-Object FullyQualifiedErrorId -Like 'WorkflowFailed*'
            $failed.TargetObject.Uuid | Should -Match '^[0-9a-f-]{36}$'
            $failed.TargetObject.Input | Should -Be 'storage_object'
            "$failed" | Should -Match 'there is no object with the uid'
            "$failed" | Should -Match $failed.TargetObject.Uuid
        }

        It 'goes on after a failure in a list that is given by name' {
            (Invoke-IkDeployment -InputObject @{ TEXT = 1 }, 5, @{ TEXT = 2 } -ErrorAction SilentlyContinue).Count | Should -Be 2
            (Invoke-IkDeployment -Path "$($test.Folder)/none.png", $image.FullName -ErrorAction SilentlyContinue).Count | Should -Be 1
        }

        It 'runs many inputs' {
            $results = 1..200 | ForEach-Object { @{ TEXT = $_ } } | Invoke-IkDeployment -ThrottleLimit 10 -TaskName pass_through
            $results.Count | Should -Be 200
            $results.ForEach{ ($_.Outputs[0].RawJson | ConvertFrom-Json).TEXT } | Should -Be (1..200)
        }

        It 'asks for no more than is wanted' {
            $before = Get-RequestCount $test run
            @(1..50 | ForEach-Object { @{ TEXT = $_ } } | Invoke-IkDeployment -ThrottleLimit 2 | Select-Object -First 1).Count | Should -Be 1
            (Get-RequestCount $test run) - $before | Should -BeLessThan 12
        }

        It 'saves outputs to -OutDirectory as well' {
            $out = "$($test.Folder)/saved"
            $results = $image, $image | Invoke-IkDeployment -TaskName pass_through -OutDirectory $out
            (Get-ChildItem $out).Name | Sort-Object | Should -Be ($results.Uuid | ForEach-Object { "${_}_0.png" } | Sort-Object)
        }

        It 'gives the result also where it cannot be saved' {
            Set-Content "$($test.Folder)/file" 'x'
            $result = $image | Invoke-IkDeployment -OutDirectory "$($test.Folder)/file" -ErrorAction SilentlyContinue -ErrorVariable failure
            $result.State | Should -Be 'SUCCESS'
            $failure.FullyQualifiedErrorId | Should -BeLike 'InvalidPath,*'
        }
    }

    Context 'waiting' {
        It 'gives runs at once with -NoWait' {
            $run = $image | Invoke-IkDeployment -TaskName slow -NoWait
            $run.GetType().Name | Should -Be 'IkDeploymentRun'
            $run.State | Should -Not -BeNullOrEmpty
            $run.Endpoint | Should -Be $test.Address
            $run.TaskName | Should -Be 'slow'
            $run.Input | Should -Be $image.FullName
            ((Get-Date) - $run.SubmittedAt.ToLocalTime()).TotalMinutes | Should -BeLessThan 5
        }

        It 'says Timeout, names the run and leaves it alone' {
            $failure = Get-ErrorOf { Invoke-IkDeployment -TaskName slow -Parameter @{ milliseconds = 3000 } -TimeoutSec 1 }
            $failure.FullyQualifiedErrorId | Should -BeLike 'Timeout,*'
            (Receive-IkDeploymentRun -Uuid $failure.TargetObject.Uuid -Wait).State | Should -Be 'SUCCESS'
        }

        It 'does not submit again what may have arrived' {
            Set-EmulatorFault $test @{ route = 'run'; action = 'reset'; when = 'after-body' }
            $before = Get-RequestCount $test run
            $failure = Get-ErrorOf { $image | Invoke-IkDeployment }
            $failure.FullyQualifiedErrorId | Should -BeLike 'NetworkError,*'
            "$failure" | Should -Match 'may have started'
            $failure.TargetObject | Should -Be $image
            (Get-RequestCount $test run) - $before | Should -Be 1
        }

        It 'submits again what was turned away' {
            Set-EmulatorFault $test @{ route = 'run'; action = 'status'; status = 429; headers = @{ 'Retry-After' = '1' } }
            ($image | Invoke-IkDeployment).State | Should -Be 'SUCCESS'
        }

        It 'does not submit again after a 503, which gateways answer also for what they have passed on' {
            Set-EmulatorFault $test @{ route = 'run'; action = 'status'; status = 503; headers = @{ 'Retry-After' = '1' }; carriedOut = $true }
            $before = Get-RequestCount $test run
            $failure = Get-ErrorOf { $image | Invoke-IkDeployment }
            $failure.FullyQualifiedErrorId | Should -BeLike 'ServiceUnavailable,*'
            "$failure" | Should -Match 'may have started'
            $failure.Exception.RunStart | Should -Be 'Unknown'
            (Get-RequestCount $test run) - $before | Should -Be 1
        }

        It 'says <Id> for a <Status> with the server''s words' -ForEach @(
            @{ Status = 402; Id = 'QuotaExceeded' }
            @{ Status = 403; Id = 'Forbidden' }
            @{ Status = 413; Id = 'PayloadTooLarge' }
            @{ Status = 422; Id = 'InvalidInput' }
            @{ Status = 500; Id = 'ServiceUnavailable' }
        ) {
            Set-EmulatorFault $test @{ route = 'run'; action = 'status'; status = $Status; when = 'after-body'; body = @{ detail = 'because of this' } }
            $failure = Get-ErrorOf { $image | Invoke-IkDeployment }
            $failure.FullyQualifiedErrorId | Should -BeLike "$Id,*"
            "$failure" | Should -Match 'because of this'
        }

        It 'shows progress from the pipeline, and takes it away' {
            $shell = New-TestShell $test '1..3 | ForEach-Object { @{ TEXT = $_ } } | Invoke-IkDeployment -TaskName slow -Parameter @{ milliseconds = 1500 }'
            $null = $shell.Invoke()
            $records = @($shell.Streams.Progress)
            $shell.Dispose()
            $records.Count | Should -BeGreaterThan 2
            $records.Count | Should -BeLessThan 60
            $records.StatusDescription -match 'of 3 done' | Should -Not -BeNullOrEmpty
            $records.StatusDescription -match 's left' | Should -Not -BeNullOrEmpty
            foreach ($group in $records | Group-Object ActivityId) {
                $group.Group[-1].RecordType | Should -Be 'Completed'
            }
        }

        It 'shows no progress where that is silent' {
            $shell = New-TestShell $test '$ProgressPreference = "SilentlyContinue"; Invoke-IkDeployment -TaskName slow -Parameter @{ milliseconds = 800 }'
            $null = $shell.Invoke()
            $shell.Streams.Progress.Count | Should -Be 0
            $shell.Dispose()
        }

        It 'submits nothing with -WhatIf' {
            $before = (Get-RequestCount $test run), (Get-RequestCount $test create)
            $image, @{ TEXT = 1 } | Invoke-IkDeployment -SaveTemporary -WhatIf | Should -BeNullOrEmpty
            (Get-RequestCount $test run), (Get-RequestCount $test create) | Should -Be $before
        }
    }

    Context 'stopping' {
        It 'ends at once, and the run goes on' {
            $shell = New-TestShell $test '$run = Invoke-IkDeployment -TaskName slow -Parameter @{ milliseconds = 4000 }'
            $before = Get-RequestCount $test results
            $null = $shell.BeginInvoke()
            Wait-Until { (Get-RequestCount $test results) -gt $before }
            $clock = [System.Diagnostics.Stopwatch]::StartNew()
            $shell.Stop()
            $clock.Elapsed | Should -BeLessThan ([timespan]::FromSeconds(3))
            $shell.Dispose()
        }

        It 'says on Ctrl+C which runs go on' -Skip:($IsWindows -ne $false) {
            $before = Get-RequestCount $test results
            $child = Start-ChildShell $test '1..2 | ForEach-Object { @{ TEXT = $_ } } | Invoke-IkDeployment -TaskName slow -Parameter @{ milliseconds = 5000 }; "not reached"'
            Wait-Until { (Get-RequestCount $test results) -ge ($before + 2) }
            & /bin/kill -INT $child.Process.Id
            $child.Process.WaitForExit(10000) | Should -BeTrue
            $said = Get-Content -LiteralPath $child.Output -Raw
            $said | Should -Not -Match 'not reached'
            $said | Should -Match 'Stopped waiting; 2 runs continue'
            $said -match '-Uuid (?<uuids>[0-9a-f,-]+)' | Should -BeTrue
            $results = Receive-IkDeploymentRun -Uuid $Matches.uuids.Split(',') -Wait
            $results.State | Should -Be 'SUCCESS', 'SUCCESS'
        }
    }
}
