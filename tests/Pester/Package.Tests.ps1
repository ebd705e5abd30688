# Looks at the package, installs it from a folder, and uses the installed copy in a PowerShell that knows nothing of the checkout.

BeforeAll {
    . $PSScriptRoot/Common.ps1
    . $PSScriptRoot/Package.ps1
    $manifest = Import-PowerShellDataFile (Join-Path $root 'IkomiaScale.psd1')
    $package = Find-ModulePackage $root
    if (-not $package) {
        throw 'There is no package of this version in output/. Run ./build.ps1 pack first.'
    }

    Add-Type -AssemblyName System.IO.Compression.FileSystem
    $zip = [System.IO.Compression.ZipFile]::OpenRead($package.FullName)
    $entries = $zip.Entries.FullName
    $reader = [System.IO.StreamReader]::new($zip.GetEntry('IkomiaScale.nuspec').Open())
    $metadata = ([xml]$reader.ReadToEnd()).package.metadata
    $reader.Dispose()
}

AfterAll {
    $zip.Dispose()
}

Describe 'The package' {
    It 'has the module at its root: <_>' -ForEach @(
        'IkomiaScale.psd1', 'IkomiaScale.psm1', 'IkomiaScale.Format.ps1xml', 'IkomiaScale.Connections.Format.ps1xml', 'IkomiaScale.Deployments.Format.ps1xml'
        'LICENSE', 'THIRD-PARTY-NOTICES.txt', 'CHANGELOG.md'
        'en-US/IkomiaScale.dll-Help.xml', 'en-US/about_IkomiaScale.help.txt'
        'bin/net8.0/IkomiaScale.dll', 'bin/net8.0/IkomiaScale.Core.dll', 'bin/net8.0/IkomiaScale.Loader.dll'
        'bin/netstandard2.0/IkomiaScale.dll', 'bin/netstandard2.0/IkomiaScale.Core.dll', 'bin/netstandard2.0/IkomiaScale.Loader.dll'
    ) {
        $entries | Should -Contain $_
    }

    It 'has nothing that does not belong into it' {
        $entries.Where{ $_ -match '\.pdb$|\.deps\.json$|System\.Management\.Automation|^lib/|^ref/|^bin/.*\.xml$|ikscale-emulator' } | Should -BeNullOrEmpty
        $entries.Where{ $_ -match '^bin/' -and $_ -notmatch '^bin/(net8\.0|netstandard2\.0)/[\w.]+\.dll$' } | Should -BeNullOrEmpty
    }

    It 'says of itself what the manifest says' {
        $metadata.id | Should -Be 'IkomiaScale'
        $metadata.version | Should -Be $manifest.ModuleVersion
        $metadata.authors | Should -Be $manifest.Author
        $metadata.description | Should -Be $manifest.Description
        $metadata.projectUrl | Should -Be $manifest.PrivateData.PSData.ProjectUri
        $metadata.releaseNotes | Should -Be $manifest.PrivateData.PSData.ReleaseNotes
        $metadata.license.InnerText | Should -Be 'MIT'
        $tags = $metadata.tags -split ' '
        $tags | Should -Contain 'PSModule'
        $manifest.PrivateData.PSData.Tags.Where{ $_ -notin $tags } | Should -BeNullOrEmpty
    }

    It 'names in its notices every assembly of others, with the version that it has' {
        $notices = Get-Content -LiteralPath (Join-Path $root 'THIRD-PARTY-NOTICES.txt') -Raw
        $assemblies = $entries.Where{ $_ -match '^bin/.*\.dll$' }.ForEach{ Split-Path $_ -Leaf } | Sort-Object -Unique
        $assemblies.Where{ $_ -notlike 'IkomiaScale*' -and $notices -notmatch [regex]::Escape($_) } | Should -BeNullOrEmpty
        $pinned = ([xml](Get-Content -LiteralPath (Join-Path $root 'Directory.Packages.props') -Raw)).SelectNodes('//PackageVersion')
        foreach ($package in $pinned.Where{ "$($_.Include).dll" -in $assemblies }) {
            $notices | Should -Match ([regex]::Escape("$($package.Include) $($package.Version)") + '(?!\d)')
        }
    }

    It 'of the emulator has its notices' {
        $tool = [System.IO.Compression.ZipFile]::OpenRead(($package.FullName -replace 'IkomiaScale(\.[\d.]+nupkg)$', 'IkomiaScale.Emulator$1'))
        try {
            $tool.Entries.FullName | Should -Contain 'THIRD-PARTY-NOTICES.txt'
            $reader = [System.IO.StreamReader]::new($tool.GetEntry('THIRD-PARTY-NOTICES.txt').Open())
            $notices = $reader.ReadToEnd()
            $reader.Dispose()
            $assemblies = $tool.Entries.FullName.Where{ $_ -match '/any/[^/]+\.dll$' }.ForEach{ Split-Path $_ -Leaf }
            $assemblies.Count | Should -BeGreaterThan 3
            $assemblies.Where{ $_ -notlike 'ikscale*' -and $notices -notmatch [regex]::Escape($_) } | Should -BeNullOrEmpty
        }
        finally {
            $tool.Dispose()
        }
    }

    It 'is small' {
        $package.Length | Should -BeLessThan 3MB
    }
}

Describe 'The manifest' {
    It 'is complete' {
        $data = (Test-ModuleManifest (Join-Path $root 'output/IkomiaScale/IkomiaScale.psd1') -WarningVariable warnings -WarningAction SilentlyContinue).PrivateData.PSData
        $warnings | Should -BeNullOrEmpty
        $data.ProjectUri, $data.LicenseUri, $data.ReleaseNotes | Should -Not -Contain $null
        $manifest.CompatiblePSEditions | Should -Be 'Core', 'Desktop'
        $manifest.PowerShellVersion | Should -Be '5.1'
        $manifest.FunctionsToExport, $manifest.AliasesToExport, $manifest.VariablesToExport | ForEach-Object { $_ } | Should -BeNullOrEmpty
        $manifest.CmdletsToExport | Should -Not -Contain '*'
        (Get-Content -LiteralPath (Join-Path $root 'CHANGELOG.md') -Raw) | Should -Match "(?m)^## $([regex]::Escape($manifest.ModuleVersion))\b"
    }
}

Describe 'The installed package' {
    BeforeAll {
        $folder = Join-Path ([System.IO.Path]::GetTempPath()) "ikomiascale-$([guid]::NewGuid().ToString('N'))"
        $installed = Install-ModulePackage $package "$folder/modules"
    }

    AfterAll {
        Remove-Item -LiteralPath $folder -Recurse -Force
    }

    It 'is a module that PowerShell finds by its name, with help, and does its whole job' {
        # The folder of modules comes first on the module path; nothing else tells where the module is.
        [System.IO.File]::WriteAllText("$folder/tour.ps1", @'
            param($Modules, $Emulator, $Folder)

            $ErrorActionPreference = 'Stop'
            $env:PSModulePath = $Modules + [System.IO.Path]::PathSeparator + $env:PSModulePath
            Set-Location $Folder
            'Hello, SCALE' | Set-Content hello.txt
            Start-IkEmulator -EmulatorPath $Emulator -DataPath ./data -Strict
            try {
                $sent = Send-IkStorageObject hello.txt -Destination texts/
                $copy = Get-IkStorageObject texts | Copy-IkStorageObject -Destination backup/
                $result = Get-IkStorageObject texts | Invoke-IkDeployment -DataType text -TaskName describe
                $file = $result | Save-IkDeploymentOutput ./out
                $text = Read-IkStorageObject backup/hello.txt
                Remove-IkStorageObject texts, backup -Recurse -Confirm:$false
                @{
                    From = (Get-Module IkomiaScale).ModuleBase
                    Same = $sent.Sha256 -eq $copy.Sha256
                    State = $result.State
                    Saved = $file.Length -gt 0
                    Text = $text.Trim()
                    Left = @(Get-IkStorageObject).Count
                    Synopsis = (Get-Help Send-IkStorageObject).Synopsis
                    Topic = (Get-Help about_IkomiaScale).Length
                    Violations = (Invoke-RestMethod "$((Get-IkConnection).Endpoint)_emulator/violations").total
                } | ConvertTo-Json
            }
            finally {
                Stop-IkEmulator
            }
'@)
        $json = & (Get-Process -Id $PID).Path -NoProfile -NonInteractive -File "$folder/tour.ps1" "$folder/modules" (Join-Path $root 'output/emulator') $folder
        $seen = $json | ConvertFrom-Json
        $seen.From | Should -Be (Get-Item $installed).FullName
        $seen.Same | Should -BeTrue
        $seen.State | Should -Be 'SUCCESS'
        $seen.Saved | Should -BeTrue
        $seen.Text | Should -Be 'Hello, SCALE'
        $seen.Left | Should -Be 0
        $seen.Synopsis | Should -Be (Get-Help Send-IkStorageObject).Synopsis
        $seen.Topic | Should -BeGreaterThan 1000
        $seen.Violations | Should -Be 0
    }
}
