BeforeAll {
    . $PSScriptRoot/Common.ps1
    $test = New-TestEnvironment

    function Get-Left {
        $left = [string[]]@((Get-IkStorageObject).Path)
        [Array]::Sort($left, [StringComparer]::Ordinal)
        $left
    }
}

AfterAll {
    Remove-TestEnvironment $test
}

Describe 'Remove-IkStorageObject' {
    BeforeEach {
        foreach ($path in 'logs', 'logs/a.txt', 'logs/sub/b.txt', 'logs_backup/x', 'logs.json') {
            $null = Send-IkStorageObject -Content $path -Destination $path -Force
        }
    }

    It 'deletes a directory and the object of its name, and nothing beside it' {
        Remove-IkStorageObject logs -Recurse -Confirm:$false
        Get-Left | Should -Be 'logs.json', 'logs_backup/x'
    }

    It 'leaves the object of the same name with a final slash' {
        Remove-IkStorageObject logs/ -Recurse -Confirm:$false
        Get-Left | Should -Be 'logs', 'logs.json', 'logs_backup/x'
    }

    It 'deletes a directory of many with one request where nothing else begins with its name' {
        1..5 | ForEach-Object { $null = Send-IkStorageObject -Content "$_" -Destination "alone/$_" -Force }
        $before = Get-RequestCount $test delete
        Remove-IkStorageObject alone -Recurse -Confirm:$false
        Get-RequestCount $test delete | Should -Be ($before + 1)
        Get-IkStorageObject 'alone/*' | Should -BeNullOrEmpty
    }

    It 'takes objects from the pipeline' {
        Get-IkStorageObject logs/ | Remove-IkStorageObject -Confirm:$false
        Get-Left | Should -Be 'logs', 'logs.json', 'logs_backup/x'
    }

    It 'says <Id> for <Case>' -ForEach @(
        @{ Case = 'a directory without -Recurse'; Id = 'InvalidPath'; Script = { Remove-IkStorageObject logs_backup -Confirm:$false } }
        @{ Case = 'an object that is not there'; Id = 'ObjectNotFound'; Script = { Remove-IkStorageObject nothing -Confirm:$false } }
        @{ Case = 'a directory that is not there'; Id = 'ObjectNotFound'; Script = { Remove-IkStorageObject nothing -Recurse -Confirm:$false } }
        @{ Case = 'a temporary object'; Id = 'TemporaryObject'; Script = { Send-IkStorageObject -Content x | Remove-IkStorageObject -Confirm:$false } }
    ) {
        $records = @(Get-ErrorOf $Script)
        $records.Count | Should -Be 1
        $records[0].FullyQualifiedErrorId | Should -BeLike "$Id,*"
        (Get-Left).Count | Should -Be 5
    }
}
