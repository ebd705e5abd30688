# Every recipe, when what it begins with is missing, empty or only half there: nothing that was in the storage or on the disk is lost.

BeforeDiscovery {
    . $PSScriptRoot/Examples.ps1
    $root = Split-Path (Split-Path $PSScriptRoot)
    $recipes = foreach ($example in Find-Example (Join-Path $root 'docs/recipes.md')) {
        foreach ($source in 'missing', 'empty', 'half there') {
            @{ Name = $example.Name; Code = $example.Code; Source = $source }
        }
    }
}

BeforeAll {
    . $PSScriptRoot/Common.ps1
    . $PSScriptRoot/Examples.ps1
    $test = New-TestEnvironment -Installed

    # All that is there: objects by their content, files by theirs.
    function Get-Everything {
        Get-IkStorageObject -Connection $test.Connection | ForEach-Object { "$($_.Path) $($_.Sha256)" }
        'local', 'backup' | ForEach-Object { Get-ChildItem $_ -Recurse -File } | ForEach-Object { "$($_.FullName) $((Get-FileHash $_).Hash)" }
        Get-Item kept*.xml, backup.csv -ErrorAction Ignore | ForEach-Object { "$($_.Name) $((Get-FileHash $_).Hash)" }
    }
}

AfterAll {
    Remove-TestEnvironment $test
}

Describe 'The recipes' {
    BeforeEach {
        Get-IkStorageObject '*' -Connection $test.Connection | Remove-IkStorageObject -Confirm:$false -Connection $test.Connection
        Push-Location (New-ExampleFolder $test.Folder)
        foreach ($directory in 'mirror', 'videos', 'logs', 'batch', 'backup/old') {
            $null = Send-IkStorageObject data -Destination "$directory/" -Recurse
        }

        Copy-Item data local -Recurse
        Copy-Item data backup -Recurse
        switch ($Source) {
            'missing' { Remove-Item data, clip.mp4, picture.png -Recurse }
            'empty' { Remove-Item data, clip.mp4 -Recurse; $null = New-Item data -ItemType Directory }
            'half there' { Remove-Item data/more, data/two.txt -Recurse }
        }
    }

    AfterEach {
        Pop-Location
    }

    It 'lose nothing when their source is <Source>: <Name>' -ForEach $recipes {
        $before = Get-Everything
        try {
            $ErrorActionPreference = 'Continue'
            $null = . ([scriptblock]::Create($Code)) *>&1
        }
        catch {
            # What a recipe refuses is what is wanted here.
            Write-Verbose "$_"
        }

        $ErrorActionPreference = 'Stop'
        $after = Get-Everything
        $before.Where{ $_ -notin $after } | Should -BeNullOrEmpty
    }
}

Describe 'The nightly job' {
    BeforeAll {
        $page = Get-Content -LiteralPath (Join-Path $root 'docs/recipes.md') -Raw
        $script = Join-Path $test.Folder 'sync.ps1'
        Get-IkStorageObject '*' | Remove-IkStorageObject -Confirm:$false
        $data = Join-Path $test.Folder 'videos'
        $null = New-TestFile "$data/a.bin" 100
        [regex]::Match($page, '(?ms)^```powershell\r?\n(# sync\.ps1.*?)^```').Groups[1].Value.Replace('/data/videos', "'$data'") | Set-Content $script

        # As cron runs it, with the connection in the environment; gives the exit code.
        function Invoke-Job {
            $env:IKOMIA_ENDPOINT = $env:IKOMIA_URL = $env:IKOMIA_SCALEFS_URL = $test.Address
            $env:IKOMIA_TOKEN = 'emulator-token'
            try {
                $null = & (Get-Process -Id $PID).Path -NoProfile -NonInteractive -File $script
                $LASTEXITCODE
            }
            finally {
                Remove-Item Env:IKOMIA_ENDPOINT, Env:IKOMIA_URL, Env:IKOMIA_SCALEFS_URL, Env:IKOMIA_TOKEN
            }
        }
    }

    It 'ends with 0 when all went well, and with 1 when its folder is gone, which costs nothing' {
        Invoke-Job | Should -Be 0
        (Get-IkStorageObject mirror/a.bin).Size | Should -Be 100
        Rename-Item $data 'elsewhere'
        Invoke-Job | Should -Be 1
        (Get-IkStorageObject mirror/a.bin).Size | Should -Be 100
    }
}
