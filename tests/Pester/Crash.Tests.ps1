# kill -9 in the middle of a batch, and the same command once more with -SkipExisting: complete, right, and nothing left under a final name.

BeforeAll {
    . $PSScriptRoot/Common.ps1
    . $PSScriptRoot/Faults.ps1
    $test = New-TestEnvironment
    $count = 24
    $sources = Join-Path $test.Folder 'sources'
    $files = 1..$count | ForEach-Object { New-TestFile "$sources/sub$($_ % 3)/file$_.bin" 400000 $_ }
    $hashes = @{}
    foreach ($file in $files) {
        $hashes[$file.Name] = (Get-FileHash $file).Hash
    }

    # Runs a command in a PowerShell of its own, and kills that when the condition holds.
    function Invoke-Killed {
        param([string] $Command, [scriptblock] $When)

        $module = Join-Path $moduleFolder 'IkomiaScale.psd1'
        $script = "Import-Module '$module'; Connect-IkScale '$($test.Address)' 'emulator-token' -ScaleUrl '$($test.Address)' -StorageUrl '$($test.Address)'; $Command"
        $start = [System.Diagnostics.ProcessStartInfo]::new((Get-Process -Id $PID).Path)
        '-NoProfile', '-NonInteractive', '-Command', $script | ForEach-Object { $start.ArgumentList.Add($_) }
        $start.RedirectStandardOutput = $true
        $process = [System.Diagnostics.Process]::Start($start)
        try {
            Wait-Until $When 'the state in which it is killed'
        }
        finally {
            # SIGKILL where there are signals: nothing of it runs any more.
            $process.Kill()
            $process.WaitForExit()
            $process.Dispose()
        }
    }
}

AfterAll {
    Remove-TestEnvironment $test
}

Describe 'A PowerShell that is killed' {
    AfterEach {
        Clear-Fault $test
    }

    It 'while it reads leaves whole files only, and the next one completes them' {
        $null = Send-IkStorageObject $sources whole/ -Recurse
        $target = Join-Path $test.Folder 'target'

        # Some files come whole; of the others the beginning, which is more than the block that is kept in memory.
        Set-Fault $test @{ route = 'content'; skip = 8; times = -1; action = 'stall'; seconds = -1; when = 'mid-response'; bytes = 300000 }
        Invoke-Killed "Read-IkStorageObject whole '$target' -Recurse" {
            (Get-RequestCount $test content) -ge 12 -and @(Get-ChildItem $target -Recurse -Force -Filter '*.partial' | Where-Object Length -GE 250000).Count -ge 4
        }
        Clear-Fault $test

        $finished = Get-ChildItem $target -Recurse -File -Filter 'file*'
        @($finished).Count | Should -BeGreaterOrEqual 1
        @($finished).Count | Should -BeLessThan $count
        foreach ($file in $finished) {
            (Get-FileHash $file).Hash | Should -Be $hashes[$file.Name]
        }

        $left = @(Get-ChildItem $target -Recurse -File -Force | Where-Object Name -NotLike 'file*')
        $left.Count | Should -BeGreaterThan 0
        $left.Name | Should -Match '^\.ik-[0-9a-f]{32}\.partial$'

        # They are of no use to anybody, and old some day.
        $left.ForEach{ $_.LastWriteTime = (Get-Date).AddDays(-2) }
        Set-Fault $test
        $null = Read-IkStorageObject whole $target -Recurse -SkipExisting
        Get-RequestCount $test content | Should -Be ($count - @($finished).Count)
        $all = Get-ChildItem $target -Recurse -File -Force
        $all.Name | Sort-Object | Should -Be ($files.Name | Sort-Object)
        foreach ($file in $all) {
            (Get-FileHash $file).Hash | Should -Be $hashes[$file.Name]
        }
    }

    It 'while it sends leaves whole objects only, and the next one completes them' {
        Set-Fault $test @{ route = 'create'; skip = 8; times = -1; action = 'stall'; seconds = -1; when = 'mid-body'; bytes = 100000 }
        Invoke-Killed "Send-IkStorageObject '$sources' sent/ -Recurse" { (Get-RequestCount $test create) -ge 12 }
        Clear-Fault $test

        $finished = @(Get-IkStorageObject 'sent/*')
        $finished.Count | Should -BeGreaterOrEqual 1
        $finished.Count | Should -BeLessThan $count
        $finished.ForEach{ $_.Sha256 | Should -Be $hashes[$_.Name] }

        Set-Fault $test
        $sent = Send-IkStorageObject $sources sent/ -Recurse -SkipExisting
        Get-RequestCount $test create | Should -Be ($count - $finished.Count)
        $sent.Count | Should -Be $count
        $all = @(Get-IkStorageObject sent)
        $all.Name | Sort-Object | Should -Be ($files.Name | Sort-Object)
        $all.ForEach{ $_.Sha256 | Should -Be $hashes[$_.Name] }
    }

    It 'while it syncs to the storage has deleted nothing, and the next sync sends only what is missing' {
        $null = Send-IkStorageObject -Content 'extra' -Destination mirror/extra.txt
        Set-Fault $test @{ route = 'create'; skip = 8; times = -1; action = 'stall'; seconds = -1; when = 'mid-body'; bytes = 100000 }
        Invoke-Killed "Remove-IkStorageObject sent, whole -Recurse -Confirm:`$false; Sync-IkStorageObject '$sources' mirror -Delete -Force" { (Get-RequestCount $test create) -ge 12 }
        Clear-Fault $test

        $finished = @(Get-IkStorageObject mirror/ | Where-Object Name -Like 'file*')
        $finished.Count | Should -BeGreaterOrEqual 1
        $finished.Count | Should -BeLessThan $count
        $finished.ForEach{ $_.Sha256 | Should -Be $hashes[$_.Name] }
        Get-IkStorageObject mirror/extra.txt | Should -Not -BeNullOrEmpty

        Set-Fault $test
        $null = Sync-IkStorageObject $sources mirror -Delete -Force
        Get-RequestCount $test create | Should -Be ($count - $finished.Count)
        $all = @(Get-IkStorageObject mirror)
        $all.Name | Sort-Object | Should -Be ($files.Name | Sort-Object)
        $all.ForEach{ $_.Sha256 | Should -Be $hashes[$_.Name] }
    }

    It 'while it syncs from the storage has deleted nothing, and the next sync reads only what is missing' {
        $null = Sync-IkStorageObject $sources source
        $target = Join-Path $test.Folder 'synced'
        $null = New-TestFile "$target/extra.txt" 10
        Set-Fault $test @{ route = 'content'; skip = 8; times = -1; action = 'stall'; seconds = -1; when = 'mid-response'; bytes = 300000 }
        Invoke-Killed "Sync-IkStorageObject '$target' source -Direction Download -Delete -Force" { (Get-RequestCount $test content) -ge 12 }
        Clear-Fault $test

        $finished = @(Get-ChildItem $target -Recurse -File -Filter 'file*')
        $finished.Count | Should -BeGreaterOrEqual 1
        $finished.Count | Should -BeLessThan $count
        "$target/extra.txt" | Should -Exist

        Set-Fault $test
        $null = Sync-IkStorageObject $target source -Direction Download -Delete -Force
        Get-RequestCount $test content | Should -Be ($count - $finished.Count)
        $all = @(Get-ChildItem $target -Recurse -File)
        $all.Name | Sort-Object | Should -Be ($files.Name | Sort-Object)
        $all.ForEach{ (Get-FileHash $_).Hash | Should -Be $hashes[$_.Name] }
    }
}
