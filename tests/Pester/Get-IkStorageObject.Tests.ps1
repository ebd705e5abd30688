BeforeAll {
    . $PSScriptRoot/Common.ps1
    $test = New-TestEnvironment -ArgumentList '--page-size', '4'
    foreach ($path in 'logs/a.txt', 'logs/b.log', 'logs/sub/c.txt', 'logs', 'logs_backup/x', 'logs.json', 'Logs/a.txt', 'odd/[1].txt', 'odd/1.txt') {
        $null = Send-IkStorageObject -Content $path -Destination $path
    }
}

AfterAll {
    Remove-TestEnvironment $test
}

Describe 'Get-IkStorageObject' {
    It 'lists the whole project without an argument' {
        (Get-IkStorageObject).Count | Should -Be 9
    }

    It 'lists a directory and the object of the same name, and nothing beside it' {
        (Get-IkStorageObject logs).Path | Sort-Object -CaseSensitive | Should -BeExactly 'logs', 'logs/a.txt', 'logs/b.log', 'logs/sub/c.txt'
    }

    It 'lists only what is below with a final slash' {
        (Get-IkStorageObject logs/).Path | Sort-Object | Should -BeExactly 'logs/a.txt', 'logs/b.log', 'logs/sub/c.txt'
    }

    It 'tells the path below the directory that was listed' {
        (Get-IkStorageObject logs/).RelativePath | Sort-Object | Should -BeExactly 'a.txt', 'b.log', 'sub/c.txt'
        (Get-IkStorageObject logs/sub/c.txt).RelativePath | Should -Be 'c.txt'
    }

    It 'gives exactly one with -Exact' {
        (Get-IkStorageObject logs -Exact).Path | Should -Be 'logs'
    }

    It 'matches <Pattern>' -ForEach @(
        @{ Pattern = 'logs/*.txt'; Expected = @('logs/a.txt') }
        @{ Pattern = 'logs/?.*'; Expected = @('logs/a.txt', 'logs/b.log') }
        @{ Pattern = 'logs/*'; Expected = @('logs/a.txt', 'logs/b.log', 'logs/sub/c.txt') }
        @{ Pattern = 'logs/**/*.txt'; Expected = @('logs/a.txt', 'logs/sub/c.txt') }
        @{ Pattern = '[lL]ogs/a.txt'; Expected = @('Logs/a.txt', 'logs/a.txt') }
        @{ Pattern = '*.json'; Expected = @('logs.json') }
        @{ Pattern = 'odd/`[1`].txt'; Expected = @('odd/[1].txt') }
        @{ Pattern = 'odd/[1].txt'; Expected = @('odd/1.txt') }
    ) {
        $found = [string[]]@((Get-IkStorageObject $Pattern).Path)
        [Array]::Sort($found, [StringComparer]::Ordinal)
        $found | Should -BeExactly $Expected
    }

    It 'takes names as they are with -LiteralPath' {
        (Get-IkStorageObject -LiteralPath 'odd/[1].txt').Path | Should -BeExactly 'odd/[1].txt'
    }

    It 'finds by uid, also temporary objects' {
        $temporary = Send-IkStorageObject -Content 'x'
        (Get-IkStorageObject -Uid $temporary.Uid).IsTemporary | Should -BeTrue
    }

    It 'finds by the hash that Get-FileHash gives' {
        $file = New-TestFile "$($test.Folder)/hash.bin" 100 9
        $sent = Send-IkStorageObject $file.FullName hashed.bin
        (Get-FileHash $file | Get-IkStorageObject).Uid | Should -Contain $sent.Uid
        (Get-IkStorageObject -Sha256 $sent.Sha256.ToUpper()).Uid | Should -Contain $sent.Uid
        Remove-IkStorageObject hashed.bin -Confirm:$false
    }

    It 'takes paths, rows of a CSV and rows of JSON from the pipeline' {
        ('logs/a.txt', 'logs/b.log' | Get-IkStorageObject).Path | Should -Be 'logs/a.txt', 'logs/b.log'
        $all = Get-IkStorageObject logs/
        ($all | ConvertTo-Csv | ConvertFrom-Csv | Get-IkStorageObject).Uid | Should -Be $all.Uid
        ($all | ConvertTo-Json | ConvertFrom-Json | Get-IkStorageObject).RelativePath | Should -Be $all.RelativePath
        ([pscustomobject]@{ Path = 'odd/[1].txt' } | Get-IkStorageObject).Path | Should -Be 'odd/[1].txt'
    }

    It 'says <Id> for <Case>' -ForEach @(
        @{ Case = 'a literal name that matches nothing'; Id = 'ObjectNotFound'; Script = { Get-IkStorageObject nothing } }
        @{ Case = 'a uid that is not there'; Id = 'ObjectNotFound'; Script = { Get-IkStorageObject -Uid 1b4e28ba-2fa1-11d2-883f-0016d3cca427 } }
        @{ Case = 'a hash that is not there'; Id = 'ObjectNotFound'; Script = { Get-IkStorageObject -Sha256 ('0' * 64) } }
        @{ Case = 'a parent segment'; Id = 'InvalidPath'; Script = { Get-IkStorageObject ../x } }
        @{ Case = 'a double slash'; Id = 'InvalidPath'; Script = { Get-IkStorageObject a//b } }
    ) {
        $records = @(Get-ErrorOf $Script)
        $records.Count | Should -Be 1
        $records[0].FullyQualifiedErrorId | Should -BeLike "$Id,*"
    }

    It 'gives nothing for a wildcard that matches nothing' {
        Get-IkStorageObject 'nothing*' | Should -BeNullOrEmpty
        Get-IkStorageObject 'nothing/*.txt' | Should -BeNullOrEmpty
    }

    It 'goes on after a name that is not there' {
        $found = Get-IkStorageObject nothing, logs/a.txt -ErrorAction SilentlyContinue
        $found.Path | Should -Be 'logs/a.txt'
    }

    It 'pages with -First and -Skip' {
        $all = Get-IkStorageObject
        (Get-IkStorageObject -First 3).Uid | Should -Be $all[0..2].Uid
        (Get-IkStorageObject -First 3 -Skip 2).Uid | Should -Be $all[2..4].Uid
        Get-IkStorageObject -Skip 100 | Should -BeNullOrEmpty
    }

    It 'asks for one page only: <Name>' -ForEach @(
        @{ Name = 'Select-Object -First 1'; Script = { Get-IkStorageObject | Select-Object -First 1 } }
        @{ Name = '-First 1'; Script = { Get-IkStorageObject -First 1 } }
    ) {
        $before = Get-RequestCount $test list
        $null = & $Script
        Get-RequestCount $test list | Should -Be ($before + 1)
    }

    It 'shows a table that a person can read, also of a temporary object and of a hostile name' {
        $temporary = Send-IkStorageObject -Content 'x'
        $text = @(Get-IkStorageObject logs/a.txt; $temporary) | Format-Table | Out-String -Width 200
        $text | Should -Match 'Path\s+Size\s+ContentType\s+CreatedAt\s+Uid'
        $text | Should -Match 'logs/a\.txt\s+10 B\s+text/plain'
        $text | Should -Match '\(temporary\)'
    }

    It 'gives clean rows to ConvertTo-Json and Export-Csv' {
        $json = Get-IkStorageObject logs/a.txt | ConvertTo-Json | ConvertFrom-Json
        $json.PSObject.Properties.Name | Should -Be 'Uid', 'Path', 'Name', 'Directory', 'RelativePath', 'Size', 'ContentType', 'Sha256', 'CreatedAt', 'IsDirectoryArchive', 'IsTemporary', 'DownloadUrl'
        "$(Get-IkStorageObject logs/a.txt)" | Should -Be 'logs/a.txt'
    }
}

Describe 'Completion of remote paths' {
    It 'offers <Expected> for <Line>' -ForEach @(
        @{ Line = 'Get-IkStorageObject lo'; Expected = 'logs/' }
        @{ Line = 'Get-IkStorageObject logs/su'; Expected = 'logs/sub/' }
        @{ Line = 'Read-IkStorageObject logs/a'; Expected = 'logs/a.txt' }
        @{ Line = "Read-IkStorageObject -LiteralPath odd/"; Expected = "'odd/[1].txt'" }
        @{ Line = 'Read-IkStorageObject odd/'; Expected = "'odd/``[1``].txt'" }
        @{ Line = "Read-IkStorageObject -LiteralPath 'odd/"; Expected = "'odd/[1].txt'" }
        @{ Line = 'Invoke-IkDeployment -StoragePath odd/'; Expected = "'odd/``[1``].txt'" }
        @{ Line = 'Copy-IkStorageObject x -Destination logs/s'; Expected = 'logs/sub/' }
    ) {
        $offers = (TabExpansion2 $Line $Line.Length).CompletionMatches.CompletionText
        $offers | Should -Contain $Expected
    }
}
