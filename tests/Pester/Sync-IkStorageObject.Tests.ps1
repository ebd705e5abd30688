BeforeAll {
    . $PSScriptRoot/Common.ps1
    . $PSScriptRoot/Faults.ps1
    $test = New-TestEnvironment @('--page-size', '5')
}

AfterAll {
    Remove-TestEnvironment $test
}

Describe 'Sync-IkStorageObject' {
    BeforeEach {
        . $PSScriptRoot/Sync.ps1
    }

    AfterEach {
        Clear-Fault $test
    }

    It 'makes the storage hold what the folder holds' {
        Set-Text a.txt one
        Set-Text 'sub/b [1].txt' two
        Set-Stored a.txt old
        Set-Stored extra.txt three
        $items = Sync-IkStorageObject $local $remote -Delete
        $items[0].GetType().FullName | Should -Be 'IkomiaScale.IkSyncItem'
        $items.Where{ $_.Path -eq 'a.txt' }[0].Action | Should -Be 'Send'
        $items.Where{ $_.Path -eq 'a.txt' }[0].Reason | Should -Be 'Changed'
        $items.Where{ $_.Path -eq 'sub/b [1].txt' }[0].Reason | Should -Be 'New'
        $items[-1].Path | Should -Be 'extra.txt'
        $items[-1].Action | Should -Be 'Delete'
        $items.Where{ $_.Error } | Should -BeNullOrEmpty
        Get-Stored | Should -Be 'a.txt=one sub/b [1].txt=two'
        Sync-IkStorageObject $local $remote -Delete | Should -BeNullOrEmpty
    }

    It 'makes the folder hold what the storage holds' {
        1..12 | ForEach-Object { Set-Stored "d/$_" "n$_" }
        Set-Text extra gone
        $items = Sync-IkStorageObject $local "$remote/" -Direction Download -Delete -MaxDelete 1
        $items.Where{ $_.Action -eq 'Read' }.Count | Should -Be 12
        $items[-1].Action | Should -Be 'Delete'
        Get-Local | Should -Be (Get-Stored)
        Sync-IkStorageObject $local $remote -Direction Download -Delete | Should -BeNullOrEmpty
    }

    It 'leaves what only the target has without -Delete, and says so' {
        Set-Text a 1
        Set-Stored extra 2
        $items = Sync-IkStorageObject $local $remote
        $items.Where{ $_.Path -eq 'extra' }.ForEach{ "$($_.Action) $($_.Reason)" } | Should -Be 'Skip Extra'
        Get-Stored | Should -Be 'a=1 extra=2'
    }

    It 'takes nothing that only begins with the same letters for its own' {
        Set-Text a 1
        $null = Send-IkStorageObject -Content 'beside' -Destination "$($remote)2/x"
        $null = Send-IkStorageObject -Content 'itself' -Destination $remote
        $null = Sync-IkStorageObject $local $remote -Delete -Force
        (Get-IkStorageObject "$($remote)2/x").Path | Should -Be "$($remote)2/x"
        (Get-IkStorageObject $remote -Exact).Path | Should -Be $remote
    }

    It 'sends no content that the project has' {
        Set-Stored old/name moved
        $null = Send-IkStorageObject -Content "$remote elsewhere" -Destination "$remote-elsewhere/x"
        Set-Text new/name moved
        Set-Text known elsewhere
        Set-Fault $test
        $items = Sync-IkStorageObject $local $remote -Delete
        Get-RequestCount $test create | Should -Be 0
        Get-RequestCount $test copy | Should -Be 2
        $items.Where{ $_.Action -eq 'Copy' }.ForEach{ "$($_.Path) $($_.Reason) $($_.From)" } | Sort-Object | Should -Be "known New $remote-elsewhere/x", 'new/name Moved old/name'
        Get-Stored | Should -Be 'known=elsewhere new/name=moved'
    }

    It 'gives with -WhatIf the whole plan as objects and changes nothing, on no side' -ForEach 'Upload', 'Download' {
        1..12 | ForEach-Object { Set-Text "local$_" "$_" }
        1..12 | ForEach-Object { Set-Stored "stored$_" "s$_" }
        $before = (Get-Local), (Get-Stored)
        Set-Fault $test
        $plan = Sync-IkStorageObject $local $remote -Direction $_ -Delete -Force -WhatIf
        'create', 'overwrite', 'copy', 'delete', 'content' | ForEach-Object { Get-RequestCount $test $_ | Should -Be 0 }
        $plan.Count | Should -Be 24
        (Get-Local), (Get-Stored) | Should -Be $before
        $done = Sync-IkStorageObject $local $remote -Direction $_ -Delete -Force
        $done.ForEach{ "$($_.Action) $($_.Reason) $($_.Path)" } | Sort-Object | Should -Be ($plan.ForEach{ "$($_.Action) $($_.Reason) $($_.Path)" } | Sort-Object)
    }

    It 'asks once for the whole with -Confirm, and does nothing where nobody says yes' {
        Set-Text a 1
        Get-ErrorOf { Sync-IkStorageObject $local $remote -Confirm } | Should -Not -BeNullOrEmpty
        Get-IkStorageObject "$remote/*" | Should -BeNullOrEmpty
    }

    It 'looks only at what -Include, -Exclude and .ikignore leave' {
        Set-Text keep.txt 1
        Set-Text local.tmp 2
        Set-Text sub/deep.txt 3
        'sub/' | Set-Content (Join-Path $local '.ikignore')
        Set-Stored there.tmp 4
        Set-Stored sub/there.txt 5
        Set-Stored extra.txt 6
        Set-Stored picture.png 7
        $null = Sync-IkStorageObject $local $remote -Delete -Include '*.txt', '*.tmp' -Exclude '*.tmp' -Force -WarningVariable warnings
        $warnings | Should -BeNullOrEmpty
        Get-Stored | Should -Be 'keep.txt=1 picture.png=7 sub/there.txt=5 there.tmp=4'
        $all = Sync-IkStorageObject $local $remote -Exclude '*.tmp' -IncludeUnchanged
        $all.Where{ $_.Reason -eq 'Excluded' }.Path | Sort-Object | Should -Contain 'local.tmp'
        $all.Where{ $_.Path -eq 'keep.txt' }.ForEach{ "$($_.Action) $($_.Reason)" } | Should -Be 'Skip Same'
    }

    It 'warns of a pattern that matched nothing' {
        Set-Text a.txt 1
        $null = Sync-IkStorageObject $local $remote -Exclude '*.tpm' -WarningVariable warnings -WarningAction SilentlyContinue
        $warnings | Should -BeLike "*-Exclude '[*].tpm'*"
    }

    It 'moves with -BackupTo what it deletes or replaces' {
        Set-Text a new
        Set-Stored a old
        Set-Stored d/extra gone
        $null = Sync-IkStorageObject $local $remote -Delete -BackupTo "$remote-backup/today/"
        Get-Stored | Should -Be 'a=new'
        Get-Stored "$remote-backup/today" | Should -Be 'a=old d/extra=gone'

        Set-Text a mine
        Set-Text extra mine
        $backup = "$local-backup"
        $null = Sync-IkStorageObject $local $remote -Direction Download -Delete -BackupTo $backup
        Get-Local | Should -Be 'a=new'
        Get-Local $backup | Should -Be 'a=mine extra=mine'
    }

    It 'tells conflicts as errors and goes on' {
        Set-Stored both file
        Set-Stored both/x below
        Set-Stored other 1
        $items = Sync-IkStorageObject $local $remote -Direction Download -ErrorAction SilentlyContinue -ErrorVariable failures
        $items.Where{ $_.Reason -eq 'Conflict' }.Path | Sort-Object | Should -Be 'both', 'both/x'
        $failures.ForEach{ $_.FullyQualifiedErrorId -split ',' | Select-Object -First 1 } | Should -Be 'InvalidPath', 'InvalidPath'
        Get-Local | Should -Be 'other=1'
    }

    It 'keeps hashes, so that nothing is read twice, and reads again what changed' {
        Set-Text a one
        $null = Sync-IkStorageObject $local $remote
        $lock = [System.IO.File]::Open((Join-Path $local 'a'), 'Open', 'ReadWrite', 'None')
        try {
            Sync-IkStorageObject $local $remote | Should -BeNullOrEmpty
        }
        finally {
            $lock.Dispose()
        }

        Set-Text a two
        (Sync-IkStorageObject $local $remote).Reason | Should -Be 'Changed'
    }

    It 'reads nothing with -CompareBy SizeAndTime, and says what that does not see' {
        Set-Stored a one
        Set-Text a two
        $lines = $null
        Sync-IkStorageObject $local $remote -CompareBy SizeAndTime -InformationVariable lines | Should -BeNullOrEmpty
        "$lines" | Should -BeLike '*no content was read*'
        (Sync-IkStorageObject $local $remote).Reason | Should -Be 'Changed'
    }

    It 'ends with a line of counts and bytes, beside the objects' {
        Set-Text a 1
        $lines = $null
        $items = Sync-IkStorageObject $local $remote -InformationVariable lines
        @($items).Count | Should -Be 1
        "$($lines[-1])" | Should -BeLike '1 sent (* B).'
    }

    It 'shows a plan' {
        Set-Text new 1
        Set-Text changed 2
        Set-Stored changed 3
        Set-Stored extra 4
        $text = Sync-IkStorageObject $local $remote -Delete -WhatIf | Out-String -Width 120
        $text | Should -Match '(?m)^\+ new +\d+ B Send \(New\)'
        $text | Should -Match '(?m)^\* changed +\d+ B Send \(Changed\)'
        $text | Should -Match '(?m)^- extra +\d+ B Delete \(Extra\)'
    }

    It 'ends at once on Ctrl+C, and the next one finishes' {
        1..20 | ForEach-Object { Set-Text "f$_" "$_" }
        Set-Stored extra 1
        $runspace = New-ConnectedRunspace $test
        try {
            Set-Fault $test @{ route = 'create'; skip = 5; times = -1; action = 'stall'; seconds = -1 }
            # That it takes a second at most is tested in the engine, where nothing else runs meanwhile.
            Measure-Stop $runspace { param($local, $remote) Sync-IkStorageObject $local $remote -Delete -Force } $local, $remote { (Get-RequestCount $test create) -ge 8 } |
                Should -BeLessThan 10000
        }
        finally {
            $runspace.Dispose()
        }

        Clear-Fault $test
        (Get-IkStorageObject "$remote/extra").Path | Should -Be "$remote/extra"
        $null = Sync-IkStorageObject $local $remote -Delete -Force
        Get-Stored | Should -Be (Get-Local)
    }

    It 'shows what is left in files and bytes' {
        1..6 | ForEach-Object { Set-Text "f$_" "$_" }
        $runspace = New-ConnectedRunspace $test
        $shell = [powershell]::Create($runspace)
        try {
            Set-Fault $test @{ route = 'create'; skip = 2; times = -1; action = 'stall'; seconds = -1 }
            $null = $shell.AddScript('param($local, $remote) $ProgressPreference = "Continue"; Sync-IkStorageObject $local $remote').AddArgument($local).AddArgument($remote)
            $null = $shell.BeginInvoke()
            Wait-Until { $shell.Streams.Progress.Where{ $_.StatusDescription -match '^Transferring: 4 of 6 files and .+ of .+ left$' } } 'progress with what is left'
        }
        finally {
            $shell.Stop()
            $shell.Dispose()
            $runspace.Dispose()
        }
    }

    It 'leaves the rest as it is when the pipeline has enough' {
        1..10 | ForEach-Object { Set-Text "f$_" "$_" }
        Set-Stored extra 1
        @(Sync-IkStorageObject $local $remote -Delete -Force -ThrottleLimit 1 | Select-Object -First 1).Count | Should -Be 1
        (Get-IkStorageObject "$remote/extra").Path | Should -Be "$remote/extra"
        @(Get-IkStorageObject "$remote/*").Count | Should -BeLessThan 8
    }

    It 'syncs with the whole project' {
        $null = Get-IkStorageObject '*' | Remove-IkStorageObject -Confirm:$false
        Set-Text a 1
        $null = Send-IkStorageObject -Content "$remote old" -Destination old
        $null = Sync-IkStorageObject $local '' -Delete -Force
        (Get-IkStorageObject).Path | Should -Be 'a'
    }
}
