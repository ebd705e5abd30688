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
    It 'copies a directory with its tree' {
        (Copy-IkStorageObject src/ -Destination tree/).Path | Sort-Object | Should -Be 'tree/a.txt', 'tree/sub/[c].txt', 'tree/sub/b.txt'
    }

    It 'takes objects from the pipeline, and makes the destination of several a directory' {
        (Get-IkStorageObject src | Copy-IkStorageObject -Destination backup).Path | Sort-Object |
            Should -Be 'backup/a.txt', 'backup/sub/[c].txt', 'backup/sub/b.txt'
    }

    It 'takes the destination of each from a script block' {
        (Get-IkStorageObject src | Copy-IkStorageObject -Destination { "by-name/$($_.Name).bak" }).Path | Sort-Object |
            Should -Be 'by-name/[c].txt.bak', 'by-name/a.txt.bak', 'by-name/b.txt.bak'
    }

    It 'gives a temporary object a path' {
        $temporary = Send-IkStorageObject -Content 'kept'
        $null = Copy-IkStorageObject -Uid $temporary.Uid -Destination kept.txt
        Read-IkStorageObject kept.txt | Should -Be 'kept'
    }

    It 'does not let two sources fall on the same object' {
        $null = Send-IkStorageObject -Content 'other' -Destination other/a.txt
        (Get-ErrorOf { 'src/a.txt', 'other/a.txt' | Copy-IkStorageObject -Destination same/ -Force }).FullyQualifiedErrorId |
            Should -BeLike 'ObjectExists,*'
        Read-IkStorageObject same/a.txt | Should -Be 'src/a.txt'
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
