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
}
