# The recipe that deletes deployments at night and creates them in the morning, as the page has it: evening, morning, evening again, and what goes wrong in between.

BeforeAll {
    . $PSScriptRoot/Common.ps1
    . $PSScriptRoot/Examples.ps1
    . $PSScriptRoot/Faults.ps1
    $test = New-TestEnvironment
    $page = Get-Content -LiteralPath (Join-Path $root 'docs/recipes.md') -Raw
    $section = [regex]::Match($page, '(?ms)^## Create deployments in the morning and delete them at night\r?$(.*?)^## ').Groups[1].Value
    $evening, $morning = [regex]::Matches($section, '(?ms)^```powershell\r?\n(.*?)^```').ForEach{ [scriptblock]::Create($_.Groups[1].Value) }
}

AfterAll {
    Remove-TestEnvironment $test
}

Describe 'The recipe for night and day' {
    BeforeEach {
        Push-Location (New-ExampleFolder $test.Folder)
        Reset-ExamplePlatform $test.Connection
        $null = New-IkDeployment traffic detect -Provider GCP -Region GERMANY -Flavour GPU -Size M -Wait -Confirm:$false
    }

    AfterEach {
        Pop-Location
    }

    It 'removes the deployments and creates them again as they were' {
        & $evening
        Get-IkDeployment -Project traffic | Should -BeNullOrEmpty
        Get-Content used.html -Raw | Should -Match 'GPU_M'
        & $morning | Out-String | Should -Match 'RUNNING'
        $now = Get-IkDeployment -Project traffic | ForEach-Object { "$($_.Provider) $($_.Region) $($_.Flavour) $($_.Size) $($_.Status)" }
        $now | Sort-Object | Should -Be 'AWS FRANCE SERVERLESS S RUNNING', 'GCP GERMANY GPU M RUNNING'
    }

    It 'keeps what was saved when the evening comes twice' {
        & $evening
        & $evening
        @(Import-Clixml deployments.xml).Count | Should -Be 2
    }

    It 'creates nothing twice when the morning comes twice' {
        & $evening
        $null = & $morning
        $null = & $morning
        @(Get-IkDeployment -Project traffic).Count | Should -Be 2
    }

    It 'removes nothing when the cost cannot be read' {
        Set-Fault $test @(@{ route = 'administration'; path = '*/usage/'; times = -1; action = 'status'; status = 403 })
        try {
            { & $evening } | Should -Throw
        }
        finally {
            Clear-Fault $test
        }

        @(Get-IkDeployment -Project traffic).Count | Should -Be 2
    }

    It 'goes on in the morning with what a lost answer has made' {
        & $evening
        Set-Fault $test @(@{ route = 'administration'; method = 'POST'; action = 'reset'; when = 'after-body' })
        $null = & $morning
        @(Get-IkDeployment -Project traffic).Count | Should -Be 2
    }
}
