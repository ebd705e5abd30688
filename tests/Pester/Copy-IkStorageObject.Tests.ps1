BeforeAll {
    . $PSScriptRoot/Common.ps1
    $test = New-TestEnvironment
    foreach ($path in 'src/a.txt', 'src/sub/b.txt', 'src/sub/[c].txt', 'src2/x.txt') {
        $null = Send-IkStorageObject -Content $path -Destination $path
    }
}

AfterAll {
    Remove-TestEnvironment $test
}

Describe 'Copy-IkStorageObject' {
    It 'copies an object' {
        $copy = Copy-IkStorageObject src/a.txt one.txt
        $copy.Path | Should -Be 'one.txt'
        Read-IkStorageObject one.txt | Should -Be 'src/a.txt'
    }

    It 'copies a directory with its tree' {
        (Copy-IkStorageObject src/ -Destination tree/).Path | Sort-Object | Should -Be 'tree/a.txt', 'tree/sub/[c].txt', 'tree/sub/b.txt'
    }

    It 'takes objects from the pipeline, and makes the destination of several a directory' {
        (Get-IkStorageObject src | Copy-IkStorageObject -Destination backup).Path | Sort-Object |
            Should -Be 'backup/a.txt', 'backup/sub/[c].txt', 'backup/sub/b.txt'
    }

    It 'asks nothing of the service but the copy for an object from the pipeline' {
        $item = Get-IkStorageObject src/a.txt
        $before = Get-RequestCount $test list
        $null = $item | Copy-IkStorageObject -Destination unasked.txt
        Get-RequestCount $test list | Should -Be $before
    }

    It 'takes the destination of each from a script block' {
        (Get-IkStorageObject src | Copy-IkStorageObject -Destination { "by-name/$($_.Name).bak" }).Path | Sort-Object |
            Should -Be 'by-name/[c].txt.bak', 'by-name/a.txt.bak', 'by-name/b.txt.bak'
    }

    It 'takes the destination of each from a column' {
        ([pscustomobject]@{ Path = 'src/a.txt'; Destination = 'column.txt' } | Copy-IkStorageObject).Path | Should -Be 'column.txt'
    }

    It 'makes a temporary copy without a destination' {
        (Copy-IkStorageObject src/a.txt).IsTemporary | Should -BeTrue
    }

    It 'gives a temporary object a path' {
        $temporary = Send-IkStorageObject -Content 'kept'
        $null = Copy-IkStorageObject -Uid $temporary.Uid -Destination kept.txt
        Read-IkStorageObject kept.txt | Should -Be 'kept'
    }

    It 'refuses to overwrite unless forced' {
        $null = Send-IkStorageObject -Content 'old' -Destination target.txt
        (Get-ErrorOf { Copy-IkStorageObject src/a.txt target.txt }).FullyQualifiedErrorId | Should -BeLike 'ObjectExists,*'
        Read-IkStorageObject target.txt | Should -Be 'old'
        $null = Copy-IkStorageObject src/a.txt target.txt -Force
        Read-IkStorageObject target.txt | Should -Be 'src/a.txt'
    }

    It 'skips what is the same with -SkipExisting' {
        $first = Copy-IkStorageObject src/a.txt skipped.txt
        (Copy-IkStorageObject src/a.txt skipped.txt -SkipExisting).Uid | Should -Be $first.Uid
    }

    It 'does not let two sources fall on the same object' {
        $null = Send-IkStorageObject -Content 'other' -Destination other/a.txt
        (Get-ErrorOf { 'src/a.txt', 'other/a.txt' | Copy-IkStorageObject -Destination same/ -Force }).FullyQualifiedErrorId |
            Should -BeLike 'ObjectExists,*'
        Read-IkStorageObject same/a.txt | Should -Be 'src/a.txt'
    }

    It 'names each object and its end with -WhatIf, and copies nothing' {
        $shell = [powershell]::Create()
        try {
            $null = $shell.AddScript("
                Import-Module '$((Get-Module IkomiaScale).Path)'
                `$address = '$($test.Address)'
                Connect-IkScale `$address 'emulator-token' -ScaleUrl `$address -StorageUrl `$address
                Start-Transcript '$($test.Folder)/whatif.log' | Out-Null
                Copy-IkStorageObject src -Destination whatif/ -WhatIf
                Stop-Transcript | Out-Null")
            $shell.Invoke()
        }
        finally {
            $shell.Dispose()
        }

        Get-Content "$($test.Folder)/whatif.log" -Raw | Should -Match 'src/sub/b\.txt to whatif/sub/b\.txt'
        Get-IkStorageObject 'whatif/*' | Should -BeNullOrEmpty
    }

    It 'says <Id> for <Case>' -ForEach @(
        @{ Case = 'a source that is not there'; Id = 'ObjectNotFound'; Script = { Copy-IkStorageObject nothing x } }
        @{ Case = 'a source that has gone'; Id = 'ObjectNotFound'; Script = { $item = Send-IkStorageObject -Content x -Destination gone.txt; Remove-IkStorageObject gone.txt -Confirm:$false; $item | Copy-IkStorageObject -Destination y } }
        @{ Case = 'a destination that is no path'; Id = 'InvalidPath'; Script = { Copy-IkStorageObject src/a.txt a//b } }
    ) {
        $records = @(Get-ErrorOf $Script)
        $records.Count | Should -Be 1
        $records[0].FullyQualifiedErrorId | Should -BeLike "$Id,*"
    }
}
