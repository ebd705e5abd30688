BeforeAll {
    . $PSScriptRoot/Common.ps1
    $test = New-TestEnvironment
    $local = Join-Path $test.Folder 'local'
    $file = New-TestFile "$local/data.bin" 3MB
    $null = Send-IkStorageObject $file.FullName dir/data.bin
    $null = Send-IkStorageObject -Content 'grüße' -Destination dir/sub/text.txt
    $null = Send-IkStorageObject -Content '{"a":1}' -Destination dir/data.json
    $null = Send-IkStorageObject -Content 'b' -Destination 'dir/a [1].txt'

    function New-Target {
        Join-Path $test.Folder "out-$([guid]::NewGuid().ToString('N'))"
    }
}

AfterAll {
    Remove-TestEnvironment $test
}

Describe 'Read-IkStorageObject' {
    It 'gives text as a string' {
        $text = Read-IkStorageObject dir/sub/text.txt
        $text | Should -BeOfType string
        $text | Should -BeExactly 'grüße'
        (Read-IkStorageObject dir/data.json | ConvertFrom-Json).a | Should -Be 1
    }

    It 'gives other content as one byte array' {
        $bytes = Read-IkStorageObject dir/data.bin
        $bytes.GetType().FullName | Should -Be 'System.Byte[]'
        $bytes.Length | Should -Be $file.Length
    }

    It 'gives text as bytes and bytes as text when asked to' {
        (Read-IkStorageObject dir/sub/text.txt -AsByteStream).Length | Should -Be 7
        $latin = Send-IkStorageObject -Content ([byte[]](0xe9)) -Destination latin
        $latin | Read-IkStorageObject -AsText -Encoding latin1 | Should -BeExactly 'é'
    }

    It 'drops a byte order mark from text' {
        $null = Send-IkStorageObject -Content ([byte[]](0xef, 0xbb, 0xbf, 0x61)) -Destination bom.txt
        Read-IkStorageObject bom.txt | Should -BeExactly 'a'
    }

    It 'writes a file and gives it' {
        $target = New-Target
        $written = Read-IkStorageObject dir/data.bin $target
        $written | Should -BeOfType System.IO.FileInfo
        $written.FullName | Should -Be $target
        (Get-FileHash $target).Hash | Should -Be (Get-FileHash $file).Hash
    }

    It 'writes into a folder that is there, or whose name ends in a slash' {
        $target = New-Target
        (Read-IkStorageObject dir/data.bin -Destination "$target/").FullName | Should -Be (Join-Path $target 'data.bin')
        (Read-IkStorageObject dir/data.json -OutFile $target).FullName | Should -Be (Join-Path $target 'data.json')
    }

    It 'keeps the tree of a directory' {
        $target = New-Target
        $written = Read-IkStorageObject dir -Destination $target -Recurse
        $written.Count | Should -Be 4
        Get-Content "$target/sub/text.txt" | Should -Be 'grüße'
        Get-Content -LiteralPath "$target/a [1].txt" | Should -Be 'b'
    }

    It 'keeps the tree of objects from the pipeline' {
        $target = New-Target
        $null = Get-IkStorageObject dir | Read-IkStorageObject -Destination $target
        "$target/sub/text.txt" | Should -Exist
    }

    It 'gives files that go on through the pipeline' {
        $target = New-Target
        $sent = Get-IkStorageObject dir/sub/ | Read-IkStorageObject -Destination "$target/" | Send-IkStorageObject -Destination onward/
        $sent.Path | Should -Be 'onward/text.txt'
    }

    It 'names a temporary object after its uid and type' {
        $temporary = Send-IkStorageObject -Content 'x'
        $written = $temporary | Read-IkStorageObject -Destination "$(New-Target)/"
        $written.Name | Should -Be "$($temporary.Uid).txt"
    }

    It 'takes uids, rows and outputs' {
        $item = Get-IkStorageObject dir/sub/text.txt
        Read-IkStorageObject -Uid $item.Uid | Should -Be 'grüße'
        [pscustomobject]@{ Uid = $item.Uid } | Read-IkStorageObject | Should -Be 'grüße'
        [pscustomobject]@{ Path = 'dir/a [1].txt' } | Read-IkStorageObject | Should -Be 'b'
    }

    It 'takes results and outputs of runs, stored or not' {
        [System.IO.File]::WriteAllBytes("$local/picture.png", $picture)
        $image = Invoke-IkDeployment "$local/picture.png" -TaskName pass_through
        ($image | Read-IkStorageObject) -join ',' | Should -Be ($picture -join ',')
        $written = $image.Outputs[0] | Read-IkStorageObject -Destination "$(New-Target)/"
        $written.Extension | Should -Be '.png'
        $stored = Invoke-IkDeployment "$local/picture.png" -TaskName store
        ($stored | Read-IkStorageObject) -join ',' | Should -Be ($picture -join ',')
        $described = Invoke-IkDeployment "$local/picture.png" -TaskName describe
        ($described | Read-IkStorageObject | ConvertFrom-Json).DATA_DICT.size | Should -Be $picture.Length
    }

    Context 'when the file is there already' {
        BeforeEach {
            $target = New-Target
            Set-Content $target 'old' -NoNewline
        }

        It 'refuses and leaves it untouched' {
            $record = Get-ErrorOf { Read-IkStorageObject dir/sub/text.txt $target }
            $record.FullyQualifiedErrorId | Should -BeLike 'FileExists,*'
            Get-Content $target | Should -Be 'old'
        }

        It 'overwrites with -Force' {
            $null = Read-IkStorageObject dir/sub/text.txt $target -Force
            Get-Content $target | Should -Be 'grüße'
        }

        It 'leaves the same content with -SkipExisting, and fetches nothing' {
            $null = Read-IkStorageObject dir/sub/text.txt $target -Force
            $before = Get-RequestCount $test content
            (Read-IkStorageObject dir/sub/text.txt $target -SkipExisting).FullName | Should -Be $target
            Get-RequestCount $test content | Should -Be $before
        }

        It 'refuses different content with -SkipExisting alone' {
            (Get-ErrorOf { Read-IkStorageObject dir/sub/text.txt $target -SkipExisting }).FullyQualifiedErrorId | Should -BeLike 'FileExists,*'
            Get-Content $target | Should -Be 'old'
        }
    }

    It 'leaves no other file beside the target' {
        $target = New-Target
        $null = Read-IkStorageObject dir -Destination $target -Recurse
        (Get-ChildItem $target -Recurse -Force -File).Count | Should -Be 4
    }

    It 'writes nothing with -WhatIf' {
        $target = New-Target
        Read-IkStorageObject dir -Destination $target -Recurse -WhatIf
        $target | Should -Not -Exist
    }

    It 'says <Id> for <Case>' -ForEach @(
        @{ Case = 'an object that is not there'; Id = 'ObjectNotFound'; Script = { Read-IkStorageObject nothing.txt } }
        @{ Case = 'a directory without -Recurse'; Id = 'InvalidPath'; Script = { Read-IkStorageObject dir (New-Target) } }
        @{ Case = 'a folder in the place of the file'; Id = 'InvalidPath'; Script = { $target = New-Target; $null = New-Item "$target/data.bin" -ItemType Directory; Read-IkStorageObject dir/data.bin $target } }
        @{ Case = 'a path of another provider'; Id = 'InvalidPath'; Script = { Read-IkStorageObject dir/data.bin Env:x } }
        @{ Case = 'a thing that names no object'; Id = 'InvalidInput'; Script = { 5 | Read-IkStorageObject } }
    ) {
        $records = @(Get-ErrorOf $Script)
        $records.Count | Should -Be 1
        $records[0].FullyQualifiedErrorId | Should -BeLike "$Id,*"
    }

    It 'reads the others when one fails' {
        $target = New-Target
        $null = New-Item $target -ItemType Directory
        Set-Content "$target/data.json" 'old'
        $written = Read-IkStorageObject dir -Destination $target -Recurse -ErrorAction SilentlyContinue -ErrorVariable failures
        $written.Count | Should -Be 3
        $failures.Count | Should -Be 1
        $failures[0].TargetObject.Path | Should -Be 'dir/data.json'
    }

    It 'refuses an archive with an entry that leaves the folder, and writes nothing' {
        $zip = Join-Path $test.Folder 'evil.zip'
        $archive = [System.IO.Compression.ZipFile]::Open($zip, 'Create')
        foreach ($name in 'good.txt', '../evil.txt') {
            $stream = $archive.CreateEntry($name).Open()
            $stream.WriteByte(97)
            $stream.Dispose()
        }

        $archive.Dispose()
        $null = Send-IkStorageObject $zip evil.zip
        $target = New-Target
        (Get-ErrorOf { Read-IkStorageObject evil.zip $target -ExpandArchive }).FullyQualifiedErrorId | Should -BeLike 'InvalidPath,*'
        Get-ChildItem $target -Recurse -Force -ErrorAction Ignore | Should -BeNullOrEmpty
        Join-Path $test.Folder 'evil.txt' | Should -Not -Exist
    }

    It 'gives files as Get-Item does' {
        $null = Send-IkStorageObject -Content 'x' -Destination 'item/a [1].txt'
        $target = New-Target
        $file = Read-IkStorageObject -LiteralPath 'item/a [1].txt' -Destination "$target/"
        $item = Get-Item -LiteralPath "$target/a [1].txt"
        foreach ($name in 'PSPath', 'PSParentPath', 'PSChildName', 'PSDrive', 'PSProvider', 'PSIsContainer', 'Mode', 'UnixMode', 'User', 'Size') {
            "$($file.$name)" | Should -Be "$($item.$name)" -Because $name
        }

        ($file | Out-String) | Should -Be ($item | Out-String)
        Push-Location Variable:
        (Read-IkStorageObject -LiteralPath 'item/a [1].txt' -Destination "$target/" -Force).PSPath | Should -Be $item.PSPath
        Pop-Location
        $file | Remove-Item
        $item.FullName | ForEach-Object { Test-Path -LiteralPath $_ } | Should -BeFalse
    }

    It 'takes up an archive whose unpacking was interrupted' {
        $folder = New-Item (Join-Path $test.Folder 'resume') -ItemType Directory
        foreach ($name in 'a.txt', 'b.txt', 'c.txt') { $null = New-TestFile "$folder/$name" 10KB }
        $null = Send-IkStorageObject $folder.FullName resume.zip -AsArchive
        $target = New-Target
        $null = Read-IkStorageObject resume.zip "$target/" -ExpandArchive
        Remove-Item "$target/b.txt"

        (Read-IkStorageObject resume.zip "$target/" -ExpandArchive -SkipExisting).Name | Should -Be 'a.txt', 'b.txt', 'c.txt'
        Set-Content "$target/c.txt" other
        (Get-ErrorOf { Read-IkStorageObject resume.zip "$target/" -ExpandArchive -SkipExisting }).FullyQualifiedErrorId | Should -BeLike 'FileExists,*'
        (Get-ErrorOf { Read-IkStorageObject resume.zip "$target/" -ExpandArchive -Force -MaxExpandedSize 20KB }).FullyQualifiedErrorId | Should -BeLike 'InvalidInput,*'
        $null = Read-IkStorageObject resume.zip "$target/" -ExpandArchive -SkipExisting -Force
        (Get-FileHash "$target/c.txt").Hash | Should -Be (Get-FileHash "$folder/c.txt").Hash
    }
}
