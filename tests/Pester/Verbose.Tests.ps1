# What -Verbose tells: what was decided, and why. And never a secret.

BeforeAll {
    . $PSScriptRoot/Common.ps1
    . $PSScriptRoot/Faults.ps1
    $test = New-TestEnvironment
    $file = New-TestFile (Join-Path $test.Folder 'in/a.bin') 1MB
    $null = Send-IkStorageObject $file.FullName a.bin

    function Get-Verbose {
        param([scriptblock] $Script)

        & $Script 4>&1 | Where-Object { $_ -is [System.Management.Automation.VerboseRecord] } | ForEach-Object Message
    }
}

AfterAll {
    Remove-TestEnvironment $test
}

Describe 'Verbose tells' {
    AfterEach {
        Clear-Fault $test
    }

    It 'that something is tried again, why, when, and that the service asked for it' {
        Set-Fault $test @{ route = 'list'; action = 'status'; status = 503; headers = @{ 'Retry-After' = '1' }; body = @{ detail = 'busy' } }
        $told = Get-Verbose { Get-IkStorageObject a.bin -Verbose }
        @($told -like '*busy*Trying again in 1 s, as the service asks (try 2 of 5).') | Should -HaveCount 1
    }

    It 'where a transfer goes on, and from which address' {
        Set-Fault $test @{ route = 'content'; action = 'truncate'; bytes = 300000 }
        $told = Get-Verbose { Read-IkStorageObject a.bin (Join-Path $test.Folder 'out.bin') -Verbose }
        @($told -like "Reading the object 'a.bin' from $($test.Address.TrimEnd('/')) with the JWT.") | Should -HaveCount 2
        @($told -like "Resuming the object 'a.bin' at byte 300000.") | Should -HaveCount 1
        @($told -like '*Trying again in*') | Should -HaveCount 1
    }

    It 'that nothing had to be transferred' {
        $told = Get-Verbose { Send-IkStorageObject $file.FullName a.bin -SkipExisting -Verbose }
        @($told -like '*already exists with the same content*') | Should -HaveCount 1
    }

    It 'that a token was renewed, and what is not known of a create' {
        Set-Fault $test @(
            @{ route = 'create'; action = 'revoke-tokens' }
            @{ route = 'create'; action = 'reset'; when = 'after-body' }
        )
        $told = Get-Verbose { Send-IkStorageObject $file.FullName doubt.bin -Verbose }
        @($told -like "The service refused the JWT for the object 'doubt.bin'*") | Should -HaveCount 1
        @($told -like "Checking whether the object 'doubt.bin' was created*") | Should -HaveCount 1
    }

    It 'nothing where it is not asked to' {
        Set-Fault $test @{ route = 'list'; action = 'status'; status = 503; headers = @{ 'Retry-After' = '1' } }
        Get-Verbose { Get-IkStorageObject a.bin } | Should -BeNullOrEmpty
    }

    It 'no token and no signature, whatever goes wrong' {
        Set-Fault $test @(
            @{ route = 'list'; action = 'status'; status = 503; body = @{ detail = 'Bearer eyJhbGciOiJIUzI1NiJ9.eyJzdWIiOiIxIn0.c2lnbmF0dXJl at https://x.example/a?signature=s3cr3t' } }
        )
        $told = Get-Verbose { Get-IkStorageObject a.bin -Verbose }
        @($told -like '*Trying again*') | Should -HaveCount 1
        @($told) -match 'eyJ|s3cr3t|emulator-token' | Should -BeNullOrEmpty
    }
}
