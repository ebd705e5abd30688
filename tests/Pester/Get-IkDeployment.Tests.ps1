BeforeAll {
    . $PSScriptRoot/Common.ps1
    . $PSScriptRoot/Deployments.ps1
    $test = New-TestEnvironment
}

AfterAll {
    Remove-TestEnvironment $test
}

Describe 'Get-IkDeployment' {
    It 'shows the workflow' {
        $deployment = Get-IkDeployment
        $deployment.GetType().FullName | Should -Be 'IkomiaScale.IkDeployment'
        $deployment.Name | Should -Be 'emulator-demo'
        $deployment.Endpoint | Should -Be $test.Address
        "$($deployment.DefaultTask)" | Should -Be 'describe'
        $deployment.Tasks.Name | Should -Contain 'slow'
    }

    It 'shows tasks with parameters and their values, inputs, outputs and whether they are final' {
        $task = (Get-IkDeployment).Tasks | Where-Object Name -EQ slow
        $task.Index | Should -Be 0
        $task.IsFinal | Should -BeTrue
        $task.Parameters.Name | Should -Be 'milliseconds'
        $task.Parameters.Value | Should -Be '2000'
        $task.Inputs | Should -Be 'input'
        $task.Outputs | Should -Be 'description'
    }

    It 'asks the service once per connection, and again with -Refresh' {
        $connection = Connect-IkScale $test.Address emulator-token -ScaleUrl $test.Address -StorageUrl $test.Address -PassThru
        $before = Get-RequestCount $test workflow
        1..3 | ForEach-Object { $null = Get-IkDeployment -Connection $connection }
        Get-RequestCount $test workflow | Should -Be ($before + 1)
        $null = Get-IkDeployment -Connection $connection -Refresh
        Get-RequestCount $test workflow | Should -Be ($before + 2)
    }

    It 'takes the endpoint by position, by name and from the pipeline' {
        (Get-IkDeployment $test.Address).Name | Should -Be 'emulator-demo'
        (Get-IkDeployment -Endpoint $test.Address).Name | Should -Be 'emulator-demo'
        (Get-IkConnection | Get-IkDeployment).Name | Should -Be 'emulator-demo'
    }

    It 'says <Id> for <Case>' -ForEach @(
        @{ Case = 'a deployment of someone else'; Id = 'DeploymentNotFound'; Script = { Get-IkDeployment https://other.example } }
        @{ Case = 'an address that is none'; Id = 'InvalidInput'; Script = { Get-IkDeployment just-words } }
        @{ Case = 'http to another machine'; Id = 'InvalidInput'; Script = { Get-IkDeployment http://other.example } }
    ) {
        $errors = @(Get-ErrorOf $Script)
        $errors.Count | Should -Be 1
        $errors[0].FullyQualifiedErrorId | Should -BeLike "$Id,*"
    }

    It 'says InvalidResponse where there is no workflow' {
        Set-EmulatorFault $test @{ route = 'workflow'; action = 'status'; status = 200; body = @{ hello = 'world' } }
        (Get-ErrorOf { Get-IkDeployment -Refresh }).FullyQualifiedErrorId | Should -BeLike 'InvalidResponse,*'
        Clear-EmulatorFault $test
    }

    It 'has views that a person can read' {
        Get-IkDeployment | Out-String | Should -Match 'DefaultTask\s*: describe'
        (Get-IkDeployment).Tasks | Out-String -Width 200 | Should -Match 'slow\s+0\s+True\s+input\s+description\s+milliseconds = 2000'
    }

    It 'is small as JSON and holds no secret' {
        $json = Get-IkDeployment | ConvertTo-Json -Depth 6
        $json | Should -Not -Match 'eyJ|emulator-token'
        ($json | ConvertFrom-Json).DefaultTask.Name | Should -Be 'describe'
    }
}
