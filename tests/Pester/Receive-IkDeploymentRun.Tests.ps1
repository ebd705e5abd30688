BeforeAll {
    . $PSScriptRoot/Common.ps1
    . $PSScriptRoot/Deployments.ps1
}

Describe 'Receive-IkDeploymentRun' {
    BeforeAll {
        $test = New-TestEnvironment
    }

    AfterAll {
        Remove-TestEnvironment $test
    }

    AfterEach {
        Clear-Fault $test
    }

    It 'gives the fresh state of a run that is not done, and the result of one that is' {
        $run = Invoke-IkDeployment -TaskName slow -Parameter @{ milliseconds = 1500 } -NoWait
        $early = $run | Receive-IkDeploymentRun
        $early.GetType().Name | Should -Be 'IkDeploymentRun'
        $early.State | Should -BeIn 'PENDING', 'STARTED'
        $early.Uuid | Should -Be $run.Uuid
        $result = $early | Receive-IkDeploymentRun -Wait
        $result.GetType().Name | Should -Be 'IkDeploymentResult'
        $result.Uuid | Should -Be $run.Uuid
        $result.TaskName | Should -Be 'slow'
        $result.Duration | Should -BeGreaterThan ([timespan]::FromSeconds(1.4))
    }

    It 'gives the result without -Wait too, if it is there' {
        $run = @{ TEXT = 1 } | Invoke-IkDeployment -NoWait
        Start-Sleep 1
        ($run | Receive-IkDeploymentRun).State | Should -Be 'SUCCESS'
    }

    It 'takes uuids' {
        $runs = 1..3 | ForEach-Object { @{ TEXT = $_ } } | Invoke-IkDeployment -NoWait
        $results = Receive-IkDeploymentRun -Uuid $runs.Uuid -Wait
        $results.Uuid | Sort-Object | Should -Be ($runs.Uuid | Sort-Object)
        $piped = 1..2 | ForEach-Object { @{ TEXT = $_ } } | Invoke-IkDeployment -NoWait
        ($piped.Uuid | Receive-IkDeploymentRun -Wait).Uuid | Sort-Object | Should -Be ($piped.Uuid | Sort-Object)
        $other = @{ TEXT = 4 } | Invoke-IkDeployment -NoWait
        (Receive-IkDeploymentRun -Uuid $other.Uuid -Endpoint $test.Address -Wait).State | Should -Be 'SUCCESS'
    }

    It 'gives results as they are ready' {
        $runs = 1500, 50 | ForEach-Object { Invoke-IkDeployment -TaskName slow -Parameter @{ milliseconds = $_ } -NoWait }
        (Receive-IkDeploymentRun $runs -Wait).Uuid | Should -Be $runs[1].Uuid, $runs[0].Uuid
    }

    It 'receives in another process what this one has submitted, through <Form>' -ForEach @(
        @{ Form = 'Export-Clixml'; Export = { param($run, $file) $run | Export-Clixml -LiteralPath $file }; Import = 'Import-Clixml -LiteralPath' }
        @{ Form = 'JSON'; Export = { param($run, $file) $run | ConvertTo-Json | Set-Content -LiteralPath $file }; Import = 'Get-Content -Raw -LiteralPath' }
    ) {
        $file = Join-Path $test.Folder "run-$Form"
        $image = New-TestImage "$($test.Folder)/a.png" 7
        $run = $image | Invoke-IkDeployment -TaskName slow -Parameter @{ milliseconds = 500 } -NoWait
        & $Export $run $file
        $convert = if ($Form -eq 'JSON') { '| ConvertFrom-Json' }
        $answer = Invoke-ChildShell $test "$Import '$file' $convert | Receive-IkDeploymentRun -Wait | Select-Object Uuid, State, TaskName, Input, Duration, @{ n = 'Hash'; e = { `$_.Outputs[0].Value['sha256'] } } | ConvertTo-Json" | ConvertFrom-Json
        $answer.Uuid | Should -Be $run.Uuid
        $answer.State | Should -Be 'SUCCESS'
        $answer.TaskName | Should -Be 'slow'
        $answer.Input | Should -Be $image.FullName
        $answer.Hash | Should -Be (Get-Sha256 $image)
    }

    It 'takes a list of runs from JSON' {
        $runs = 1..2 | ForEach-Object { @{ TEXT = $_ } } | Invoke-IkDeployment -NoWait
        $list = $runs | ConvertTo-Json | ConvertFrom-Json
        (Receive-IkDeploymentRun -Run $list -Wait).Uuid | Sort-Object | Should -Be ($runs.Uuid | Sort-Object)
    }

    It 'says Timeout and leaves the run alone' {
        $run = Invoke-IkDeployment -TaskName slow -Parameter @{ milliseconds = 3000 } -NoWait
        $failure = Get-ErrorOf { $run | Receive-IkDeploymentRun -Wait -TimeoutSec 1 }
        $failure.FullyQualifiedErrorId | Should -BeLike 'Timeout,*'
        $failure.CategoryInfo.Category | Should -Be 'OperationTimeout'
        $failure.TargetObject.Uuid | Should -Be $run.Uuid
        "$failure" | Should -Match "Receive-IkDeploymentRun -Uuid $($run.Uuid)"
        ($run | Receive-IkDeploymentRun -Wait).State | Should -Be 'SUCCESS'
    }

    It 'says WorkflowFailed with the server''s message' {
        $run = Invoke-IkDeployment -TaskName fail -Parameter @{ message = 'no luck today' } -NoWait
        $failure = Get-ErrorOf { $run | Receive-IkDeploymentRun -Wait }
        $failure.FullyQualifiedErrorId | Should -BeLike 'WorkflowFailed,*'
        "$failure" | Should -Match 'no luck today'
        "$failure" | Should -Match $run.Uuid
    }

    It 'says <Id> for a <Status>' -ForEach @(
        @{ Status = 404; Id = 'NoResults' }
        @{ Status = 410; Id = 'NoResults' }
        @{ Status = 403; Id = 'Forbidden' }
        @{ Status = 422; Id = 'InvalidInput' }
    ) {
        Set-EmulatorFault $test @{ route = 'results'; action = 'status'; status = $Status; body = @{ detail = 'because' } }
        $failure = Get-ErrorOf { Receive-IkDeploymentRun -Uuid ([guid]::NewGuid()) -Wait }
        $failure.FullyQualifiedErrorId | Should -BeLike "$Id,*"
    }

    It 'does not lose a run to what passes' {
        $run = @{ TEXT = 1 } | Invoke-IkDeployment -NoWait
        Set-EmulatorFault $test @(
            @{ route = 'results'; action = 'reset'; when = 'before-body' }
            @{ route = 'results'; action = 'status'; status = 502 }
        )
        ($run | Receive-IkDeploymentRun -Wait).State | Should -Be 'SUCCESS'
    }

    It 'reads a result once, and keeps what arrived of one that breaks off' {
        $run = @{ TEXT = 1 } | Invoke-IkDeployment -NoWait
        Start-Sleep 1
        Set-EmulatorFault $test @{ route = 'results'; action = 'truncate'; bytes = 30 }
        $before = Get-RequestCount $test results
        $result = $run | Receive-IkDeploymentRun -Wait -ErrorAction SilentlyContinue -ErrorVariable failure
        (Get-RequestCount $test results) - $before | Should -Be 1
        $result.Raw.Length | Should -Be 30
        $result.Problem | Should -Match 'only once'
        $failure.FullyQualifiedErrorId | Should -BeLike 'NetworkError,*'
        $failure[0].TargetObject.Uuid | Should -Be $run.Uuid
    }

    It 'keeps an answer that cannot be interpreted' {
        $run = @{ TEXT = 1 } | Invoke-IkDeployment -NoWait
        Set-EmulatorFault $test @{ route = 'results'; action = 'status'; status = 200; body = 'hello'; contentType = 'text/plain' }
        $result = $run | Receive-IkDeploymentRun -Wait -ErrorAction SilentlyContinue -ErrorVariable failure
        $result.Raw | Should -Be 'hello'
        $failure.FullyQualifiedErrorId | Should -BeLike 'InvalidResponse,*'
    }

    It 'asks the deployment that the run belongs to' {
        $run = [pscustomobject]@{ Uuid = 'x'; Endpoint = 'https://other.example' }
        (Get-ErrorOf { $run | Receive-IkDeploymentRun }).FullyQualifiedErrorId | Should -BeLike 'DeploymentNotFound,*'
    }

    It 'refuses a uuid that cannot be one' {
        (Get-ErrorOf { Receive-IkDeploymentRun -Uuid '..' }).FullyQualifiedErrorId | Should -BeLike 'InvalidInput,*'
    }
}

Describe 'Receive-IkDeploymentRun with an older deployment' {
    BeforeAll {
        $test = New-TestEnvironment '--legacy'
    }

    AfterAll {
        Remove-TestEnvironment $test
    }

    It 'understands bare answers' {
        $run = Invoke-IkDeployment -TaskName slow -Parameter @{ milliseconds = 500 } -NoWait
        $run.Uuid | Should -Match '^[0-9a-f-]{36}$'
        ($run | Receive-IkDeploymentRun).State | Should -Be 'PENDING'
        $result = $run | Receive-IkDeploymentRun -Wait
        $result.State | Should -Be 'SUCCESS'
        $result.Outputs[0].Type | Should -Be 'DATA_DICT'
    }
}
