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

    It 'is small as JSON and holds no secret' {
        $json = Get-IkDeployment | ConvertTo-Json -Depth 6
        $json | Should -Not -Match 'eyJ|emulator-token'
        ($json | ConvertFrom-Json).DefaultTask.Name | Should -Be 'describe'
    }
}
