# Runs the examples of the documentation: every fenced block that is marked powershell, against an emulator of its own, in a
# folder that has what the pages say it has. Examples.ps1 says what comments before a block mean.

BeforeDiscovery {
    . $PSScriptRoot/Examples.ps1
    $root = Split-Path (Split-Path $PSScriptRoot)
    $pages = Get-ChildItem (Join-Path $root 'docs') -Filter *.md
    $examples = (@(Get-Item (Join-Path $root 'README.md')) + $pages).ForEach{ Find-Example $_.FullName }
}

BeforeAll {
    . $PSScriptRoot/Common.ps1
    . $PSScriptRoot/Examples.ps1
    $test = New-TestEnvironment -Installed
}

AfterAll {
    Remove-TestEnvironment $test
}

Describe 'The documentation' {
    BeforeEach {
        Get-IkStorageObject '*' | Remove-IkStorageObject -Confirm:$false
        Push-Location (New-ExampleFolder $test.Folder)
    }

    AfterEach {
        Pop-Location
    }

    It 'has an example that runs: <Name>' -ForEach $examples {
        { Invoke-Example $Code $test.Connection } | Should -Not -Throw
    }
}

Describe 'The troubleshooting page' {
    It 'has a section and a line in its table for every error id' {
        $source = Get-Content -LiteralPath (Join-Path $root 'src/IkomiaScale.Core/Errors/ScaleErrorId.cs') -Raw
        $ids = [regex]::Matches($source, '(?m)^    (\w+),\r?$').ForEach{ $_.Groups[1].Value }
        $page = Get-Content -LiteralPath (Join-Path $root 'docs/troubleshooting.md') -Raw
        $ids.Count | Should -BeGreaterThan 20
        $ids.Where{ $page -cnotmatch "(?m)^## $_\r?`$" -or -not $page.Contains("[$_](#$($_.ToLowerInvariant()))") } | Should -BeNullOrEmpty
        [regex]::Matches($page, '(?m)^## (\w+)\r?$').ForEach{ $_.Groups[1].Value } | Should -Be $ids
    }
}
