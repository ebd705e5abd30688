BeforeAll {
    . $PSScriptRoot/Common.ps1
    $test = New-TestEnvironment
    $address = $test.Address
}

AfterAll {
    Remove-TestEnvironment $test
}

Describe 'Connect-IkScale' {
    BeforeEach {
        Disconnect-IkScale
    }

    AfterEach {
        foreach ($name in 'IKOMIA_ENDPOINT', 'IKOMIA_TOKEN', 'IKOMIA_URL', 'IKOMIA_SCALEFS_URL') {
            Remove-Item "Env:$name" -ErrorAction Ignore
        }
    }

    It 'connects the session and gives nothing' {
        Connect-IkScale $address 'emulator-token' -ScaleUrl $address -StorageUrl $address | Should -BeNullOrEmpty
        (Get-IkConnection).Endpoint | Should -Be $address
        { Get-IkStorageObject } | Should -Not -Throw
    }

    It 'takes the token as a secure string too' {
        $token = ConvertTo-SecureString 'emulator-token' -AsPlainText -Force
        $connection = Connect-IkScale $address $token -ScaleUrl $address -StorageUrl $address -PassThru
        $connection.GetType().FullName | Should -Be 'IkomiaScale.IkConnection'
    }

    It 'takes everything from the environment' {
        $env:IKOMIA_ENDPOINT = $env:IKOMIA_URL = $env:IKOMIA_SCALEFS_URL = $address
        $env:IKOMIA_TOKEN = 'emulator-token'
        Connect-IkScale
        (Get-IkConnection).StorageUrl | Should -Be $address
    }

    It 'is not needed where the environment describes a connection' {
        $env:IKOMIA_ENDPOINT = $env:IKOMIA_URL = $env:IKOMIA_SCALEFS_URL = $address
        $env:IKOMIA_TOKEN = 'emulator-token'
        { Get-IkStorageObject } | Should -Not -Throw
        Get-IkConnection | Should -BeNullOrEmpty
    }

    It 'asks for a JWT once, however many cmdlets the environment connects' {
        $env:IKOMIA_ENDPOINT = $env:IKOMIA_URL = $env:IKOMIA_SCALEFS_URL = $address
        $env:IKOMIA_TOKEN = 'emulator-token'
        Get-IkStorageObject
        $before = Get-RequestCount $test jwt
        1..3 | ForEach-Object { Get-IkStorageObject }
        Get-RequestCount $test jwt | Should -Be $before
    }

    It 'says <Id> for <Case>' -ForEach @(
        @{ Case = 'no endpoint'; Id = 'NotConnected'; Script = { Connect-IkScale -Token x } }
        @{ Case = 'no token'; Id = 'NotConnected'; Script = { Connect-IkScale http://127.0.0.1:1 } }
        @{ Case = 'no connection at all'; Id = 'NotConnected'; Script = { Get-IkStorageObject } }
        @{ Case = 'a wrong token'; Id = 'Unauthorized'; Script = { Connect-IkScale $address 'wrong' -ScaleUrl $address -StorageUrl $address } }
        @{ Case = 'a deployment of someone else'; Id = 'DeploymentNotFound'; Script = { Connect-IkScale https://other.example 'emulator-token' -ScaleUrl $address -StorageUrl $address } }
        @{ Case = 'a server that is not there'; Id = 'NetworkError'; Script = { Connect-IkScale http://127.0.0.1:1 x -ScaleUrl http://127.0.0.1:1 -StorageUrl $address } }
        @{ Case = 'http to another machine'; Id = 'InvalidInput'; Script = { Connect-IkScale http://example.invalid x -ScaleUrl $address } }
        @{ Case = 'an address that is none'; Id = 'InvalidInput'; Script = { Connect-IkScale 'just-words' x -ScaleUrl $address } }
    ) {
        $errors = @(Get-ErrorOf $Script)
        $errors.Count | Should -Be 1
        $errors[0].FullyQualifiedErrorId | Should -BeLike "$Id,*"
        Get-IkConnection | Should -BeNullOrEmpty
    }

    It 'does not ask the service with -SkipCheck' {
        Connect-IkScale http://127.0.0.1:1 x -ScaleUrl http://127.0.0.1:1 -StorageUrl $address -SkipCheck
        (Get-IkConnection).Endpoint | Should -Be 'http://127.0.0.1:1/'
    }

    It 'shows no secret in any view' {
        $secret = 'emulator-token'
        $connection = Connect-IkScale $address $secret -ScaleUrl $address -StorageUrl $address -PassThru
        $shown = @(
            $connection | Format-List * | Out-String
            $connection | ConvertTo-Json -Depth 5
            [System.Management.Automation.PSSerializer]::Serialize($connection, 5)
        ) -join "`n"
        $shown | Should -Not -Match $secret
        $shown | Should -Not -Match 'eyJ'
    }

    It 'is per runspace' {
        Connect-IkScale $address 'emulator-token' -ScaleUrl $address -StorageUrl $address
        $other = [powershell]::Create()
        try {
            $null = $other.AddScript("Import-Module '$((Get-Module IkomiaScale).Path)'; Get-IkConnection")
            $other.Invoke() | Should -BeNullOrEmpty
        }
        finally {
            $other.Dispose()
        }
    }
}

Describe 'Disconnect-IkScale' {
    It 'ends the connection, also where a variable still has it' {
        $connection = Connect-IkScale $address 'emulator-token' -ScaleUrl $address -StorageUrl $address -PassThru
        Disconnect-IkScale
        Get-IkConnection | Should -BeNullOrEmpty
        (Get-ErrorOf { Get-IkStorageObject -Connection $connection }).FullyQualifiedErrorId | Should -BeLike 'NotConnected,*'
    }

    It 'does nothing where there is nothing to end' {
        { Disconnect-IkScale; Disconnect-IkScale } | Should -Not -Throw
    }
}
