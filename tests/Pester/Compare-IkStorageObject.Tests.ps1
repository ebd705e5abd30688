BeforeAll {
    . $PSScriptRoot/Common.ps1
    . $PSScriptRoot/Faults.ps1
    $test = New-TestEnvironment
    $local = Join-Path $test.Folder 'data'
    $null = New-TestFile "$local/same.bin" 1000 1
    $null = New-TestFile "$local/here.bin" 1000 2
    $null = New-TestFile "$local/other.bin" 1000 3
    $null = New-TestFile "$local/name.bin" 1000 4
    $null = Send-IkStorageObject "$local/same.bin" mirror/same.bin
    $null = Send-IkStorageObject "$local/same.bin" mirror/other.bin
    $null = Send-IkStorageObject "$local/same.bin" mirror/there.bin
    $null = Send-IkStorageObject "$local/same.bin" mirror/name.bin/x
    Get-ChildItem $local | ForEach-Object { $_.LastWriteTime = (Get-Date).AddHours(-1) }
}

AfterAll {
    Remove-TestEnvironment $test
}

Describe 'Compare-IkStorageObject' {
    It 'says of each path how it stands' {
        $rows = Compare-IkStorageObject $local mirror
        $rows[0].GetType().FullName | Should -Be 'IkomiaScale.IkSyncComparison'
        $rows.ForEach{ "$($_.Path) $($_.Status) $($_.Size)" } | Should -Be @(
            'here.bin OnlyLocal 1000', 'name.bin Conflict 1000', 'name.bin/x Conflict 1000', 'other.bin Different 1000', 'there.bin OnlyStorage 1000')
    }

    It 'gives what is the same only with -IncludeSame' {
        (Compare-IkStorageObject $local mirror).Path | Should -Not -Contain 'same.bin'
        (Compare-IkStorageObject $local mirror -IncludeSame).Where{ $_.Path -eq 'same.bin' }.Status | Should -Be 'Same'
    }

    It 'changes nothing, and asks for nothing but lists' {
        Set-Fault $test
        $null = Compare-IkStorageObject $local mirror
        (Invoke-RestMethod "$($test.Address)_emulator/requests").routes.PSObject.Properties.Name.Where{ $_ -notin 'list', 'jwt' } | Should -BeNullOrEmpty
        @(Get-ChildItem $local).Count | Should -Be 4
    }

    It 'reads again what it knows with -Full, and tells what cannot be read' {
        $null = Compare-IkStorageObject $local mirror
        $lock = [System.IO.File]::Open("$local/same.bin", 'Open', 'ReadWrite', 'None')
        try {
            (Compare-IkStorageObject $local mirror -Include same.bin -IncludeSame).Status | Should -Be 'Same'
            (Compare-IkStorageObject $local mirror -Include same.bin -Full).Status | Should -Be 'Unreadable'
        }
        finally {
            $lock.Dispose()
        }

        (Compare-IkStorageObject $local mirror -Include same.bin -IncludeSame -Full).Status | Should -Be 'Same'
    }

    It 'looks only at what the filters leave' {
        (Compare-IkStorageObject $local mirror -Exclude 'name.bin', 'o*').Path | Should -Be 'here.bin', 'there.bin'
    }

    It 'refuses a folder that is not there' {
        (Get-ErrorOf { Compare-IkStorageObject "$local-typo" mirror }).FullyQualifiedErrorId | Should -BeLike 'SyncRefused,*'
    }

    It 'refuses what could not be listed whole' {
        Set-Fault $test @{ route = 'list'; times = -1; action = 'status'; status = 400 }
        (Get-ErrorOf { Compare-IkStorageObject $local mirror }).FullyQualifiedErrorId | Should -BeLike 'SyncRefused,*'
        Clear-Fault $test
    }
}
