BeforeAll {
    . $PSScriptRoot/Common.ps1
    . $PSScriptRoot/Faults.ps1
    $test = New-TestEnvironment @('--page-size', '5')
}

AfterAll {
    Remove-TestEnvironment $test
}

Describe 'Sync-IkStorageObject where something is wrong' {
    BeforeEach {
        . $PSScriptRoot/Sync.ps1
    }

    AfterEach {
        Clear-Fault $test
    }

    Context 'refuses with SyncRefused, and changes nothing' {
        BeforeEach {
            Set-Stored a 1
            Set-Stored b 2
            Set-Stored c 3
            Set-Text d 4
            $before = (Get-Local), (Get-Stored)
            function Get-Refusal {
                param([scriptblock] $Script)

                $errors = @(Get-ErrorOf $Script)
                $errors.Count | Should -Be 1
                $errors[0].FullyQualifiedErrorId
            }
        }

        AfterEach {
            (Get-Local), (Get-Stored) | Should -Be $before
        }

        It 'a source that is not there' {
            Get-Refusal { Sync-IkStorageObject "$local-typo" $remote -Delete } | Should -BeLike 'SyncRefused,*'
            Get-Refusal { Sync-IkStorageObject $local "$remote-typo" -Direction Download -Delete } | Should -BeLike 'SyncRefused,*'
        }

        It 'an empty source, such as a disk that is not mounted' {
            $mount = (New-Item "$local-mount" -ItemType Directory).FullName
            Get-Refusal { Sync-IkStorageObject $mount $remote -Delete } | Should -BeLike 'SyncRefused,*'
        }

        It 'more deletes than -MaxDelete' {
            Get-Refusal { Sync-IkStorageObject $local $remote -Delete } | Should -BeLike 'SyncRefused,*'
            Get-Refusal { Sync-IkStorageObject $local $remote -Delete -MaxDelete 2 } | Should -BeLike 'SyncRefused,*'
            Get-Refusal { Sync-IkStorageObject $local $remote -Delete -MaxDelete 99% } | Should -BeLike 'SyncRefused,*'
        }

        It 'a listing that fails on its last page' {
            Set-Fault $test @{ route = 'list'; query = '*page=1*'; times = -1; action = 'status'; status = 400 }
            Get-Refusal { Sync-IkStorageObject $local $remote -Direction Download -Delete -Force } | Should -BeLike 'SyncRefused,*'
            Clear-Fault $test
        }

        It 'a backup inside the target' {
            Get-Refusal { Sync-IkStorageObject $local $remote -BackupTo "$remote/old" } | Should -BeLike 'SyncRefused,*'
        }
    }

    It 'shows with -WhatIf also what it would refuse' {
        Set-Stored a 1
        $plan = Sync-IkStorageObject $local $remote -Delete -WhatIf -ErrorAction SilentlyContinue -ErrorVariable refusal
        $plan.ForEach{ "$($_.Action) $($_.Path)" } | Should -Be 'Delete a'
        $refusal[0].FullyQualifiedErrorId | Should -BeLike 'SyncRefused,*'
    }

    It 'does with -Force what it would refuse' {
        Set-Stored a 1
        $null = Sync-IkStorageObject $local $remote -Delete -Force
        Get-Stored | Should -BeNullOrEmpty
    }

    It 'deletes nothing where something failed, says so loudly each time, and goes on with the rest' {
        Set-Text fails 1
        Set-Text good 2
        Set-Stored extra 3
        Set-Fault $test @{ route = 'create'; path = "*/fails"; times = -1; action = 'status'; status = 403 }
        foreach ($run in 1, 2) {
            $items = Sync-IkStorageObject $local $remote -Delete -Force -WarningAction SilentlyContinue -WarningVariable warnings -ErrorAction SilentlyContinue -ErrorVariable failures
            $failures.Count | Should -Be 1
            $failures[0].FullyQualifiedErrorId | Should -BeLike 'Forbidden,*'
            $failures[0].TargetObject | Should -Be 'fails'
            @($warnings).Count | Should -Be 1
            $warnings[0] | Should -BeLike '1 deletes were withheld*'
            $items.Where{ $_.Path -eq 'extra' }.ForEach{ "$($_.Action) $($_.Reason) $($_.Error -ne $null)" } | Should -Be 'Skip Extra True'
        }

        Get-Stored | Should -Be 'extra=3 good=2'
        Clear-Fault $test
        $null = Sync-IkStorageObject $local $remote -Delete -Force
        Get-Stored | Should -Be 'fails=1 good=2'
    }

    It 'finishes after a network that broke, and sends nothing twice' {
        1..10 | ForEach-Object { Set-Text "f$_" "$_" }
        Set-Fault $test @{ route = 'create'; skip = 4; times = -1; action = 'status'; status = 403 }
        $null = Sync-IkStorageObject $local $remote -ErrorAction SilentlyContinue -ErrorVariable failures
        $failures.Count | Should -Be 6
        Set-Fault $test
        $items = Sync-IkStorageObject $local $remote
        $items.Count | Should -Be 6
        Get-RequestCount $test create | Should -Be 6
        Get-Stored | Should -Be (Get-Local)
    }
}
