BeforeAll {
    . $PSScriptRoot/Common.ps1
    $test = New-TestEnvironment
    $local = Join-Path $test.Folder 'local'
    $file = New-TestFile "$local/clip.mp4" 100KB
    $null = New-TestFile "$local/tree/a.jpg" 10
    $null = New-TestFile "$local/tree/sub/b.jpg" 20 2
    $null = New-TestFile "$local/tree/sub/deep/c.txt" 30 3
}

AfterAll {
    Remove-TestEnvironment $test
}

Describe 'Send-IkStorageObject' {
    It 'leaves out and names what has no content, and waits for none of it' -Skip:(-not $IsLinux) {
        $folder = New-Item (Join-Path $test.Folder 'odd') -ItemType Directory
        $null = New-TestFile "$folder/a.txt"
        Set-Content "$folder/.ik-0123456789abcdef0123456789abcdef.partial" part
        & mkfifo "$folder/pipe"
        foreach ($how in @{ Recurse = $true }, @{ AsArchive = $true }) {
            $sent = Send-IkStorageObject $folder.FullName -Destination "odd-$($how.Keys)/" @how -WarningVariable warnings -WarningAction SilentlyContinue
            $sent | Should -HaveCount 1
            $warnings | Should -HaveCount 2
            $warnings[0].Message | Should -BeLike '*.ik-0123456789abcdef0123456789abcdef.partial*'
            $warnings[1].Message | Should -BeLike "*$folder/pipe*"
        }

        (Get-ErrorOf { Send-IkStorageObject "$folder/pipe" -Destination odd-pipe }).FullyQualifiedErrorId | Should -BeLike 'InvalidPath,*'
    }

    It 'sends a file under the name of the destination' {
        $sent = Send-IkStorageObject $file.FullName one/video.mp4
        $sent.GetType().FullName | Should -Be 'IkomiaScale.IkStorageObject'
        $sent.Path | Should -Be 'one/video.mp4'
        $sent.Size | Should -Be $file.Length
        $sent.ContentType | Should -Be 'video/mp4'
        $sent.Sha256 | Should -Be (Get-FileHash $file).Hash
    }

    It 'keeps the name of the file in a destination that ends in a slash' {
        (Send-IkStorageObject -Path $file.FullName -Destination two/).Path | Should -Be 'two/clip.mp4'
    }

    It 'drops one leading slash' {
        (Send-IkStorageObject $file.FullName /two/slash.mp4).Path | Should -Be 'two/slash.mp4'
    }

    It 'takes files from the pipeline into a directory' {
        $sent = Get-ChildItem $local/tree -Recurse -File | Send-IkStorageObject -Destination piped
        $sent.Path | Sort-Object | Should -Be 'piped/a.jpg', 'piped/b.jpg', 'piped/c.txt'
    }

    It 'takes one file from the pipeline under the name of the destination' {
        (Get-Item $file | Send-IkStorageObject -Destination single.mp4).Path | Should -Be 'single.mp4'
    }

    It 'takes <Name> from the pipeline' -ForEach @(
        @{ Name = 'a path'; Source = { $file.FullName } }
        @{ Name = 'what Get-FileHash gives'; Source = { Get-FileHash $file } }
        @{ Name = 'a row with a path'; Source = { [pscustomobject]@{ Path = $file.FullName } } }
        @{ Name = 'a row with a full name'; Source = { @{ FullName = $file.FullName } } }
    ) {
        $destination = "rows/$([guid]::NewGuid())/"
        (& $Source | Send-IkStorageObject -Destination $destination).Path | Should -Be "${destination}clip.mp4"
    }

    It 'takes the destination of each from a script block' {
        (Get-Item $file | Send-IkStorageObject -Destination { "block/$($_.BaseName)-copy$($_.Extension)" }).Path |
            Should -Be 'block/clip-copy.mp4'
    }

    It 'keeps the tree of a folder below the destination' {
        (Send-IkStorageObject $local/tree -Destination kept/ -Recurse).Path | Sort-Object |
            Should -Be 'kept/a.jpg', 'kept/sub/b.jpg', 'kept/sub/deep/c.txt'
    }

    It 'makes the destination of <Name> a directory for both' -ForEach @(
        @{ Name = 'a file and a folder'; Source = { $file, "$local/tree" } }
        @{ Name = 'a folder and a file'; Source = { "$local/tree", $file } }
    ) {
        $destination = "both-$([guid]::NewGuid())"
        (Send-IkStorageObject (& $Source) -Destination $destination -Recurse).Path | Sort-Object |
            Should -Be "$destination/a.jpg", "$destination/clip.mp4", "$destination/sub/b.jpg", "$destination/sub/deep/c.txt"
    }

    It 'keeps the names of folders that a wildcard finds' {
        (Send-IkStorageObject "$local/tr*" -Destination wild/ -Recurse).Path | Sort-Object |
            Should -Be 'wild/tree/a.jpg', 'wild/tree/sub/b.jpg', 'wild/tree/sub/deep/c.txt'
    }

    It 'sends a folder as one archive that unpacks to the same files' {
        $sent = Send-IkStorageObject $local/tree -Destination archives/ -AsArchive
        $sent.Path | Should -Be 'archives/tree.zip'
        $sent.IsDirectoryArchive | Should -BeTrue
        $out = Join-Path $test.Folder 'unpacked'
        $null = $sent | Read-IkStorageObject -Destination $out -ExpandArchive
        foreach ($name in 'a.jpg', 'sub/b.jpg', 'sub/deep/c.txt') {
            (Get-FileHash "$out/$name").Hash | Should -Be (Get-FileHash "$local/tree/$name").Hash
        }
    }

    It 'makes a temporary object without a destination' {
        $sent = Send-IkStorageObject $file.FullName
        $sent.IsTemporary | Should -BeTrue
        $sent.Path | Should -BeNullOrEmpty
        (Get-IkStorageObject -Uid $sent.Uid).Size | Should -Be $file.Length
    }

    It 'sends an empty file' {
        $empty = New-Item "$local/empty.bin" -Force
        $sent = Send-IkStorageObject $empty.FullName empty.bin
        $sent.Size | Should -Be 0
        $sent.Sha256 | Should -Be 'e3b0c44298fc1c149afbf4c8996fb92427ae41e4649b934ca495991b7852b855'
    }

    It 'sends <Name>' -ForEach @(
        @{ Name = 'text'; Content = 'grüße 🎬'; Type = 'text/plain'; Text = 'grüße 🎬' }
        @{ Name = 'empty text'; Content = ''; Type = 'text/plain'; Text = '' }
        @{ Name = 'bytes'; Content = [byte[]](104, 105); Type = 'application/octet-stream'; Text = 'hi' }
        @{ Name = 'a stream'; Content = [System.IO.MemoryStream]::new([byte[]](104, 105)); Type = 'application/octet-stream'; Text = 'hi' }
        @{ Name = 'lines'; Content = @('one', 'two'); Type = 'text/plain'; Text = "one$([Environment]::NewLine)two" }
    ) {
        $sent = Send-IkStorageObject -Content $Content -Destination "content/$([guid]::NewGuid())"
        $sent.ContentType | Should -Be $Type
        $sent | Read-IkStorageObject -AsText | Should -BeExactly $Text
    }

    It 'takes the content type that is given' {
        (Send-IkStorageObject $file.FullName types/x.mp4 -ContentType video/x-mine).ContentType | Should -Be 'video/x-mine'
    }

    It 'brings the name <Name> back byte for byte' -ForEach @(
        'plain.txt', 'with blank.txt', 'a+b.txt', 'a#b.txt', '100%.txt', 'what?.txt', 'a&b.txt', '(a) [b].txt', "it's.txt", 'a;b.txt',
        '%2F.txt', '%20.txt', 'é.txt', "e$([char]0x301).txt", '🎬.txt', 'שלום.txt', ('x' * 200), 'CASE.txt', 'case.txt', '~a!$*,=@.txt', '-dash', '.hidden', 'a..b', ' lead', 'trail '
    ) {
        $path = "names/$_"
        $sent = Send-IkStorageObject -Content $path -Destination $path
        $sent.Path | Should -BeExactly $path
        (Get-IkStorageObject -LiteralPath $path -Exact).Path | Should -BeExactly $path
        Read-IkStorageObject -LiteralPath $path | Should -BeExactly $path
    }

    It 'sends a local file whose name has brackets with -LiteralPath and from the pipeline' {
        $odd = New-TestFile "$local/odd/a [1].bin" 5
        (Send-IkStorageObject -LiteralPath $odd.FullName -Destination odd/).Path | Should -Be 'odd/a [1].bin'
        (Get-Item -LiteralPath $odd.FullName | Send-IkStorageObject -Destination odd2/).Path | Should -Be 'odd2/a [1].bin'
    }

    It 'takes a path on another drive' {
        $null = New-PSDrive -Name IkTest -PSProvider FileSystem -Root $local -Scope Global
        try {
            (Send-IkStorageObject IkTest:/clip.mp4 drive.mp4).Size | Should -Be $file.Length
        }
        finally {
            Remove-PSDrive IkTest
        }
    }

    Context 'when the object is there already' {
        BeforeEach {
            $path = "there/$([guid]::NewGuid()).txt"
            $old = Send-IkStorageObject -Content 'old' -Destination $path
        }

        It 'refuses, and leaves the object as it was' {
            $record = Get-ErrorOf { Send-IkStorageObject -Content 'new' -Destination $path }
            $record.FullyQualifiedErrorId | Should -BeLike 'ObjectExists,*'
            $record.CategoryInfo.Category | Should -Be 'ResourceExists'
            Read-IkStorageObject $path | Should -Be 'old'
        }

        It 'overwrites with -Force' {
            $null = Send-IkStorageObject -Content 'new' -Destination $path -Force
            Read-IkStorageObject $path | Should -Be 'new'
        }

        It 'leaves the same content with -SkipExisting, and sends nothing' {
            $before = Get-RequestCount $test create
            (Send-IkStorageObject -Content 'old' -Destination $path -SkipExisting).Uid | Should -Be $old.Uid
            Get-RequestCount $test create | Should -Be $before
        }

        It 'refuses different content with -SkipExisting alone, and replaces it with -Force' {
            (Get-ErrorOf { Send-IkStorageObject -Content 'new' -Destination $path -SkipExisting }).FullyQualifiedErrorId | Should -BeLike 'ObjectExists,*'
            Read-IkStorageObject $path | Should -Be 'old'
            $null = Send-IkStorageObject -Content 'new' -Destination $path -SkipExisting -Force
            Read-IkStorageObject $path | Should -Be 'new'
        }
    }

    It 'completes a broken batch when it is run again with -SkipExisting' {
        $null = Send-IkStorageObject $local/tree/a.jpg again/a.jpg
        $sent = Send-IkStorageObject $local/tree -Destination again/ -Recurse -SkipExisting
        $sent.Count | Should -Be 3
        (Get-IkStorageObject again).Count | Should -Be 3
    }

    It 'sends the others when one fails' {
        $null = Send-IkStorageObject -Content x -Destination partly/sub/b.jpg
        $all = Send-IkStorageObject $local/tree -Destination partly/ -Recurse -ErrorVariable failures -ErrorAction SilentlyContinue
        $all.Path | Sort-Object | Should -Be 'partly/a.jpg', 'partly/sub/deep/c.txt'
        $failures.Count | Should -Be 1
        $failures[0].TargetObject | Should -BeLike '*b.jpg'
    }

    It 'does not let two files of one call fall on the same object' {
        $null = New-TestFile "$local/x/same.txt" 1
        $null = New-TestFile "$local/y/same.txt" 2
        $record = Get-ErrorOf { Get-Item "$local/x/same.txt", "$local/y/same.txt" | Send-IkStorageObject -Destination same/ -Force }
        $record.FullyQualifiedErrorId | Should -BeLike 'ObjectExists,*'
        (Get-IkStorageObject same).Size | Should -Be 1
    }

    It 'sends nothing with -WhatIf' {
        Send-IkStorageObject $local/tree -Destination whatif/ -Recurse -WhatIf
        Get-IkStorageObject whatif -ErrorAction Ignore | Should -BeNullOrEmpty
    }

    It 'says <Id> for <Case>' -ForEach @(
        @{ Case = 'a file that is not there'; Id = 'ObjectNotFound'; Script = { Send-IkStorageObject "$local/none.bin" x } }
        @{ Case = 'a literal file that is not there'; Id = 'ObjectNotFound'; Script = { Send-IkStorageObject -LiteralPath "$local/none[1].bin" -Destination x } }
        @{ Case = 'a folder without -Recurse'; Id = 'InvalidPath'; Script = { Send-IkStorageObject "$local/tree" x/ } }
        @{ Case = 'a path of another provider'; Id = 'InvalidPath'; Script = { Send-IkStorageObject Env:PATH x } }
        @{ Case = 'a drive that is not there'; Id = 'InvalidPath'; Script = { Send-IkStorageObject Nowhere:/x x } }
        @{ Case = 'a double slash'; Id = 'InvalidPath'; Script = { Send-IkStorageObject -Content x -Destination a//b } }
        @{ Case = 'a parent segment'; Id = 'InvalidPath'; Script = { Send-IkStorageObject -Content x -Destination a/../b } }
        @{ Case = 'a dot segment'; Id = 'InvalidPath'; Script = { Send-IkStorageObject -Content x -Destination ./b } }
        @{ Case = 'a content for a directory'; Id = 'InvalidPath'; Script = { Send-IkStorageObject -Content x -Destination a/ } }
        @{ Case = 'a content of another kind'; Id = 'InvalidInput'; Script = { Send-IkStorageObject -Content (Get-Date) -Destination a } }
        @{ Case = 'a row without a path'; Id = 'InvalidInput'; Script = { [pscustomobject]@{ A = 1 } | Send-IkStorageObject -Destination a/ } }
    ) {
        $records = @(Get-ErrorOf $Script)
        $records.Count | Should -Be 1
        $records[0].FullyQualifiedErrorId | Should -BeLike "$Id,*"
    }

    It 'gives nothing for a wildcard that finds nothing' {
        Send-IkStorageObject "$local/none*.bin" none/ | Should -BeNullOrEmpty
    }

    It 'shows progress with bytes, ends it, and shows none when it is silent' {
        $large = New-TestFile "$local/large.bin" 200MB
        $shell = [powershell]::Create()
        try {
            $null = $shell.AddScript("
                Import-Module '$((Get-Module IkomiaScale).Path)'
                `$address = '$($test.Address)'
                Connect-IkScale `$address 'emulator-token' -ScaleUrl `$address -StorageUrl `$address
                Send-IkStorageObject '$large' progress.bin -Force")
            $shell.Invoke()
            $shell.HadErrors | Should -BeFalse
            $records = @($shell.Streams.Progress | Where-Object Activity -EQ 'Sending')
            $records.Count | Should -BeGreaterThan 1
            $records[0].StatusDescription | Should -BeLike '* of 200.0 MB, */s'
            $records[-1].RecordType | Should -Be 'Completed'
            $shell.Commands.Clear()
            $shell.Streams.ClearStreams()
            $null = $shell.AddScript("`$ProgressPreference = 'SilentlyContinue'; Send-IkStorageObject '$large' progress.bin -Force")
            $shell.Invoke()
            $shell.Streams.Progress | Where-Object Activity -EQ 'Sending' | Should -BeNullOrEmpty
        }
        finally {
            $shell.Dispose()
        }
    }
}
