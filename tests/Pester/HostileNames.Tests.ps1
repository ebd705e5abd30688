# Names that others have chosen: none leads out of the destination, none gets to the terminal as it is.

BeforeAll {
    . $PSScriptRoot/Common.ps1
    . $PSScriptRoot/Faults.ps1
    $test = New-TestEnvironment
    $real = Send-IkStorageObject -Content 'evil' -Destination real.txt
    $escape = [char]27

    # Lists the real content once more under another name, which the service itself would refuse.
    function Add-ListedName {
        param([string[]] $Name)

        Set-Fault $test @($Name.ForEach{
                @{
                    route = 'list'; query = '*page=1'; action = 'insert-in-page'; times = -1
                    object = @{ path = $_; uid = $real.Uid; sha256 = $real.Sha256; size = $real.Size; download_url = $real.DownloadUrl }
                }
            })
    }

    # Lists nothing but the real content, once under each of these names.
    function Set-ListedName {
        param([string[]] $Name)

        $objects = $Name.ForEach{ @{ uid = $real.Uid; path = $_; sha256 = $real.Sha256; size = $real.Size; download_url = $real.DownloadUrl } }
        Set-Fault $test @{ route = 'list'; action = 'status'; status = 200; times = -1; body = @{ results = @($objects); next = $null } }
    }

    # All files of the test's folder but the emulator's.
    function Get-TestFile {
        (Get-ChildItem $test.Folder -Recurse -Force -File).FullName.Where{ -not $_.StartsWith((Join-Path $test.Folder 'emulator')) }
    }
}

AfterAll {
    Remove-TestEnvironment $test
}

Describe 'Reading' {
    BeforeEach {
        $outer = Join-Path $test.Folder ([guid]::NewGuid().ToString('N'))
        $target = Join-Path $outer 'target'
        $null = New-Item $target -ItemType Directory
        $before = @(Get-TestFile)
    }

    AfterEach {
        Clear-Fault $test
    }

    It 'writes nothing for <_>' -ForEach @(
        'tree/../../evil.txt', 'tree/../evil.txt', 'tree/a/../../../evil.txt', 'tree//etc/evil.txt', 'tree/./evil.txt', 'tree/..', "tree/a`0b"
        "tree/a`nb", "tree/$([char]27)[31mred", 'tree/.ik-0123456789abcdef0123456789abcdef.partial'
    ) {
        Add-ListedName $_
        $problem = Get-ErrorOf { Get-IkStorageObject tree/ | Read-IkStorageObject -Destination "$target/" }
        $problem.FullyQualifiedErrorId | Should -BeLike 'InvalidPath,*'
        Get-TestFile | Should -Be $before
    }

    It 'keeps <_> inside, or writes nothing' -ForEach @(
        'tree/C:\Windows\evil.txt', 'tree/C:evil.txt', 'tree/\\server\share\evil.txt', 'tree/..\..\evil.txt', 'tree/evil.txt:stream', 'tree/evil.txt::$DATA'
        'tree/CON', 'tree/nul.txt', 'tree/COM1', 'tree/evil.', 'tree/evil ', 'tree/-rf', 'tree/~', 'tree/$HOME', 'tree/*', 'tree/[a]', "tree/`u{202e}txt.exe"
    ) {
        Add-ListedName $_
        $problem = Get-ErrorOf { $null = Get-IkStorageObject tree/ | Read-IkStorageObject -Destination "$target/" }
        $problem.Where{ $_.FullyQualifiedErrorId -notlike 'InvalidPath,*' } | Should -BeNullOrEmpty
        $new = @((Get-TestFile).Where{ $_ -notin $before })
        $new.Where{ -not $_.StartsWith($target + [System.IO.Path]::DirectorySeparatorChar) } | Should -BeNullOrEmpty
        if (-not $IsWindows) {
            [System.IO.Path]::GetFileName($new[0]) | Should -BeExactly ($_ -replace '^tree/')
            [System.IO.File]::ReadAllText($new[0]) | Should -Be 'evil'
        }
    }

    It 'writes through no link that is in the way' -Skip:$IsWindows {
        $elsewhere = New-Item (Join-Path $outer 'elsewhere') -ItemType Directory
        $null = New-Item "$target/link" -ItemType SymbolicLink -Value $elsewhere.FullName
        Add-ListedName 'tree/link/evil.txt'
        $problem = Get-ErrorOf { Get-IkStorageObject tree/ | Read-IkStorageObject -Destination "$target/" -Force }
        $problem.FullyQualifiedErrorId | Should -BeLike 'InvalidPath,*'
        Get-ChildItem $elsewhere -Force | Should -BeNullOrEmpty
    }

    It 'replaces a link of the same name, and not what it points to' -Skip:$IsWindows {
        $other = New-TestFile "$outer/other.txt" 10
        $hash = (Get-FileHash $other).Hash
        $null = New-Item "$target/real.txt" -ItemType SymbolicLink -Value $other.FullName
        $null = Read-IkStorageObject real.txt "$target/real.txt" -Force
        (Get-FileHash $other).Hash | Should -Be $hash
        Get-Content "$target/real.txt" -Raw | Should -Be 'evil'
    }

    It 'unpacks no archive with the entry <_>' -ForEach @(
        '../evil.txt', 'a/../../evil.txt', '/etc/evil.txt', '..\evil.txt', 'a//evil.txt', "a/$([char]27)[2Jevil.txt"
    ) {
        $memory = [System.IO.MemoryStream]::new()
        $archive = [System.IO.Compression.ZipArchive]::new($memory, 'Create', $true)
        foreach ($name in 'good.txt', $_) {
            $entry = $archive.CreateEntry($name).Open()
            $entry.WriteByte(65)
            $entry.Dispose()
        }

        $archive.Dispose()
        $null = Send-IkStorageObject -Content $memory.ToArray() -Destination evil.zip -ContentType application/zip -Force
        $problem = Get-ErrorOf { Read-IkStorageObject evil.zip $target -ExpandArchive }
        $problem.FullyQualifiedErrorId | Should -BeLike 'InvalidPath,*'
        Get-TestFile | Should -Be $before
    }
}

Describe 'Showing' {
    BeforeAll {
        # An own PowerShell, whose whole output can be looked at: the terminal would get just that.
        $script = Join-Path $test.Folder 'show.ps1'
        Set-Content $script @'
param($Module, $Address, $Folder)
# PowerShell's own colours stay: without them it would take away the others too.
$PSStyle.OutputRendering = 'Ansi'
$ErrorActionPreference = 'Continue'
Import-Module $Module
Connect-IkScale $Address 'emulator-token' -ScaleUrl $Address -StorageUrl $Address
$found = Get-IkStorageObject hostile/
$found
$found | Format-List
$found | Out-String
"$found"
$found | Remove-IkStorageObject -WhatIf
$found | Copy-IkStorageObject -Destination copies/ -WhatIf
$found | Read-IkStorageObject -Destination "$Folder/shown/" -Verbose
$found | Read-IkStorageObject -Destination "$Folder/shown/" -ErrorAction SilentlyContinue
foreach ($view in 'ConciseView', 'NormalView', 'CategoryView') {
    $ErrorView = $view
    $Error[0] | Out-String
}
$found | Copy-IkStorageObject -Destination copies/
$found | Remove-IkStorageObject -Confirm:$false -Verbose
Get-IkStorageObject $found[0].Path
Send-IkStorageObject -LiteralPath "$Folder/no such $([char]27)[31mfile"
Send-IkStorageObject "$Folder/sent/*" copies/ -WhatIf
(TabExpansion2 'Get-IkStorageObject hostile/' -cursorColumn 28).CompletionMatches | Format-List
'The end.'
'@
        $evil = "$([char]27)]0;title$([char]7)"
        Set-ListedName "hostile/a$([char]27)[31mred", "hostile/b$evil", "hostile/c`rd", "hostile/e$([char]0x9b)2Jf", "hostile/g`u{202e}txt.exe"
        if (-not $IsWindows) {
            $null = New-TestFile "$($test.Folder)/sent/a$([char]27)[31mred" 10
        }

        $shell = (Get-Process -Id $PID).Path
        $shown = & $shell -NoProfile -NonInteractive -File $script (Join-Path $moduleFolder 'IkomiaScale.psd1') $test.Address $test.Folder *>&1 | Out-String
    }

    AfterAll {
        Clear-Fault $test
    }

    It 'comes to its end' {
        # What goes to the error stream may come after it.
        $shown | Should -BeLike '*The end.*'
    }

    It 'shows names in views, errors, WhatIf and verbose texts with escapes' {
        $shown | Should -Match 'hostile/a\\u001b\[31mred'
        $shown | Should -Match 'What if: .*hostile/b\\u001b\]0;title\\u0007'
        $shown | Should -Match '(?m)^hostile/g\\u202etxt\.exe'
        $shown | Should -Match 'What if: .*hostile/g\\u202etxt\.exe'
        $shown | Should -Match '\\u001b\[31mfile'
    }

    It 'gives none of it to the terminal as it is' {
        $shown | Should -Match '\x1b\['
        $shown -split "`r?`n" | Where-Object { $_ -match '\x1b\[31mred|\x1b\[31mfile|\x1b\]|\x07|\x9b|\r' } | Should -BeNullOrEmpty
    }
}
