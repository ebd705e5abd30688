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

    It 'is good for an hour unless told otherwise: <Name>' -ForEach @(
        @{ Name = 'nothing said'; Parameters = @{}; Seconds = 3600 }
        @{ Name = 'seconds'; Parameters = @{ ExpiresIn = 90 }; Seconds = 90 }
        @{ Name = 'seconds as text'; Parameters = @{ ExpiresIn = '90' }; Seconds = 90 }
        @{ Name = 'a time span'; Parameters = @{ ExpiresIn = [timespan]'0:02:00' }; Seconds = 120 }
        @{ Name = 'a time span as text'; Parameters = @{ ExpiresIn = '0:02:00' }; Seconds = 120 }
    ) {
        $url = $item | New-IkStoragePresignedUrl @Parameters
        ($url.ExpiresAt - [DateTimeOffset]::UtcNow).TotalSeconds | Should -BeGreaterThan ($Seconds - 30)
        ($url.ExpiresAt - [DateTimeOffset]::UtcNow).TotalSeconds | Should -BeLessOrEqual ($Seconds + 1)
    }

    It 'refuses a duration of nothing or less' {
        { New-IkStoragePresignedUrl dir/x -ExpiresIn 0 } | Should -Throw
        { New-IkStoragePresignedUrl dir/x -ExpiresIn -5 } | Should -Throw
    }

    It 'takes objects from the pipeline, uids and wildcards' {
        (Get-IkStorageObject dir | New-IkStoragePresignedUrl).Uid | Should -Be $item.Uid
        (New-IkStoragePresignedUrl -Uid $item.Uid).Path | Should -Be $item.Path
        (New-IkStoragePresignedUrl 'dir/*').Uid | Should -Be $item.Uid
    }

    It 'says that an object is not there' {
        (Get-ErrorOf { New-IkStoragePresignedUrl nothing }).FullyQualifiedErrorId | Should -BeLike 'ObjectNotFound,*'
    }

    It 'makes none with -WhatIf' {
        $before = Get-RequestCount $test presign
        New-IkStoragePresignedUrl 'dir/with blank.txt' -WhatIf | Should -BeNullOrEmpty
        Get-RequestCount $test presign | Should -Be $before
    }
}
