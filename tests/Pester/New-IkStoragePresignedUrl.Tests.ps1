BeforeAll {
    . $PSScriptRoot/Common.ps1
    $test = New-TestEnvironment
    $item = Send-IkStorageObject -Content 'shared' -Destination 'dir/with blank.txt'
}

AfterAll {
    Remove-TestEnvironment $test
}

Describe 'New-IkStoragePresignedUrl' {
    It 'gives a URL that works without a token' {
        $url = New-IkStoragePresignedUrl 'dir/with blank.txt'
        $url.GetType().FullName | Should -Be 'IkomiaScale.IkPresignedUrl'
        $url.Path | Should -Be 'dir/with blank.txt'
        $url.Uid | Should -Be $item.Uid
        Invoke-RestMethod $url.Url | Should -Be 'shared'
    }
}
