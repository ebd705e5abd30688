# A listing is stable under what the module itself writes, whatever the size of a page.
BeforeAll {
    . $PSScriptRoot/Common.ps1

    function Get-Left {
        param([string] $Path)

        $left = [string[]]@((Get-IkStorageObject $Path).Path)
        [Array]::Sort($left, [StringComparer]::Ordinal)
        $left
    }
}

Describe 'A pipeline that changes what it lists, <_> objects a page' -ForEach 1, 10, 100 {
    BeforeAll {
        $test = New-TestEnvironment @('--page-size', "$_")
        $names = 1..35 | ForEach-Object { 'logs/{0:000}.txt' -f $_ }
    }

    AfterAll {
        Remove-TestEnvironment $test
    }

    BeforeEach {
        $names | ForEach-Object { $null = Send-IkStorageObject -Content $_ -Destination $_ -Force }
    }

    It 'deletes all that it lists' {
        Get-IkStorageObject logs | Remove-IkStorageObject -Confirm:$false
        Get-IkStorageObject | Should -BeNullOrEmpty
    }

    It 'deletes all that a pattern names' {
        Remove-IkStorageObject 'logs/*' -Confirm:$false
        Get-IkStorageObject | Should -BeNullOrEmpty
    }

    It 'deletes all through other cmdlets' {
        $seen = Get-IkStorageObject logs | Where-Object Size -GT 0 | ForEach-Object { Remove-IkStorageObject -LiteralPath $_.Path -Confirm:$false; $_ }
        $seen.Path | Should -Be $names
        Get-IkStorageObject | Should -BeNullOrEmpty
    }

    It 'copies a directory into itself once' {
        $copies = Copy-IkStorageObject logs -Destination logs/copy/
        $copies.Count | Should -Be 35
        (Get-Left logs/).Count | Should -Be 70
        $null = Get-IkStorageObject | Copy-IkStorageObject -Destination logs/all/
        (Get-Left logs/all/).Count | Should -Be 70
        Remove-IkStorageObject logs -Recurse -Confirm:$false
    }

    It 'overwrites what it lists, and sees each once' {
        $seen = Get-IkStorageObject logs | ForEach-Object { $null = Send-IkStorageObject -Content new -Destination $_.Path -Force; $_ }
        $seen.Path | Should -Be $names
        Get-IkStorageObject logs | Read-IkStorageObject | Sort-Object -Unique | Should -Be new
    }

    It 'asks for one page where one object is wanted' {
        $before = Get-RequestCount $test list
        (Get-IkStorageObject logs | Select-Object -First 1).Path | Should -Be $names[0]
        Get-RequestCount $test list | Should -Be ($before + 1)
    }
}

Describe 'What was approved is what goes' {
    BeforeAll {
        $test = New-TestEnvironment
    }

    AfterAll {
        Remove-TestEnvironment $test
    }

    BeforeEach {
        'logs/a', 'logs/b', 'logs/c' | ForEach-Object { $null = Send-IkStorageObject -Content $_ -Destination $_ -Force }
    }

    It 'leaves what came into being after the list was shown' {
        # The third approval is given when a new object is there and an old one has been replaced.
        $listed = Get-IkStorageObject logs
        $null = Send-IkStorageObject -Content another -Destination logs/b -Force
        $null = Send-IkStorageObject -Content new -Destination logs/new
        $removed = $listed | Remove-IkStorageObject -PassThru -Confirm:$false -ErrorAction SilentlyContinue -ErrorVariable failures
        $removed.Path | Sort-Object | Should -Be logs/a, logs/c
        $failures.Count | Should -Be 1
        $failures[0].FullyQualifiedErrorId | Should -BeLike 'ObjectNotFound,*'
        $failures[0].TargetObject.Path | Should -Be logs/b
        Get-Left logs | Should -Be logs/b, logs/new
        Remove-IkStorageObject logs -Recurse -Confirm:$false
    }
}

Describe 'Get-IkStorageObject -Directory' {
    BeforeAll {
        $test = New-TestEnvironment @('--page-size', '2')
        foreach ($path in 'top', 'videos/a.mp4', 'videos/2025/b.mp4', 'videos/2026/c.mp4', 'videos/2026/may/d.mp4', 'videos2/x', 'logs/1', 'logs/2') {
            $null = Send-IkStorageObject -Content '12345' -Destination $path
        }
    }

    AfterAll {
        Remove-TestEnvironment $test
    }

    It 'gives those of the top' {
        $directories = Get-IkStorageObject -Directory
        $directories.Path | Should -Be logs, videos, videos2
        $directories.Count | Should -Be 3
        $directories.ForEach{ $_.Count } | Should -Be 2, 4, 1
        $directories.ForEach{ $_.Size } | Should -Be 10, 20, 5
    }

    It 'gives those of <Path>' -ForEach @(
        @{ Path = 'videos'; Expected = 'videos/2025', 'videos/2026' }
        @{ Path = 'videos/'; Expected = 'videos/2025', 'videos/2026' }
        @{ Path = 'videos/2026'; Expected = 'videos/2026/may' }
        @{ Path = 'video*'; Expected = 'videos', 'videos2' }
        @{ Path = 'videos/*6'; Expected = 'videos/2026' }
        @{ Path = '**/may'; Expected = 'videos/2026/may' }
    ) {
        (Get-IkStorageObject $Path -Directory).Path | Should -Be $Expected
    }

    It 'gives none where there is none, and an error where there is nothing' {
        Get-IkStorageObject logs -Directory | Should -BeNullOrEmpty
        (Get-ErrorOf { Get-IkStorageObject nothing -Directory }).FullyQualifiedErrorId | Should -BeLike 'ObjectNotFound,*'
        (Get-IkStorageObject -LiteralPath videos -Directory).Count | Should -Be 2
    }

    It 'pipes on as the directory that it is' {
        (Get-IkStorageObject -Directory | Where-Object Path -EQ videos | Get-IkStorageObject).Path.Count | Should -Be 4
        $null = Get-IkStorageObject -Directory | Where-Object Path -EQ logs | Copy-IkStorageObject -Destination backup/
        (Get-IkStorageObject backup/).RelativePath | Should -Be 1, 2
        (Get-ErrorOf { Get-IkStorageObject -Directory | Where-Object Path -EQ logs | Remove-IkStorageObject -Confirm:$false }).FullyQualifiedErrorId | Should -BeLike 'InvalidPath,*'
    }

    It 'shows itself as a table' {
        (Get-IkStorageObject -Directory | Out-String) | Should -Match 'videos\s+4\s+20 B'
    }
}
