# No secret is shown anywhere: a tour through the whole module and all its failures, with everything that becomes visible searched.

BeforeAll {
    . $PSScriptRoot/Common.ps1
    $folder = Join-Path ([System.IO.Path]::GetTempPath()) "ikomiascale-$([guid]::NewGuid().ToString('N'))"
    $null = New-Item $folder -ItemType Directory
    $token = "s3cr3t-$([guid]::NewGuid().ToString('N'))"
    $address = [string](Start-IkEmulator -DataPath "$folder/emulator" -Token $token -PassThru).Endpoint
    $null = Send-IkStorageObject -Content 'x' -Destination shared.txt
    $shared = New-IkStoragePresignedUrl shared.txt

    $env:IKOMIA_TOKEN = $token
    $shell = (Get-Process -Id $PID).Path
    $console = & $shell -NoProfile -NonInteractive -File $PSScriptRoot/Tour.ps1 (Join-Path $moduleFolder 'IkomiaScale.psd1') $address $folder *>&1 | Out-String -Stream
    Remove-Item Env:IKOMIA_TOKEN
    $places = @{
        'the console'    = $console
        'the transcript' = Get-Content -LiteralPath "$folder/transcript.txt"
        'the record'     = Get-Content -LiteralPath "$folder/record.txt"
    }

    # The lines with something that must not be there.
    function Find-Secret {
        param([string] $Pattern)

        foreach ($place in $places.Keys) {
            $places[$place] | Where-Object { $_ -cmatch $Pattern } | ForEach-Object { "In ${place}: $_" }
        }
    }
}

AfterAll {
    try {
        Assert-NoViolation $address
    }
    finally {
        Stop-IkEmulator
        Remove-Item -LiteralPath $folder -Recurse -Force
    }
}

Describe 'The tour' {
    It 'comes to its end' {
        $places['the record'][-1] | Should -Be '--- The end of the tour.'
    }

    It 'sees every stream' {
        @($places['the record'] -match '^Verbose: Using').Count | Should -BeGreaterThan 10
        @($places['the record'] -match '^Progress: .*tour/').Count | Should -BeGreaterThan 0
        @($places['the transcript'] -match '^VERBOSE: Using').Count | Should -BeGreaterThan 10
        @($places['the console'] -match '^VERBOSE: Using').Count | Should -BeGreaterThan 10
    }

    It 'sees failures of every kind' {
        $ids = ($places['the record'] | Select-String '^FullyQualifiedErrorId\s*: (\w+),').ForEach{ $_.Matches[0].Groups[1].Value } | Sort-Object -Unique
        foreach ($id in 'ChecksumMismatch', 'DeploymentNotFound', 'FileExists', 'Forbidden', 'InvalidInput', 'InvalidResponse', 'NetworkError', 'ObjectExists',
            'ObjectNotFound', 'PayloadTooLarge', 'QuotaExceeded', 'RateLimited', 'ServiceUnavailable', 'Unauthorized', 'WorkflowFailed') {
            $ids | Should -Contain $id
        }
    }
}

Describe 'Nowhere is' {
    It 'the API token' {
        Find-Secret ([regex]::Escape($token)) | Should -BeNullOrEmpty
    }

    It 'a JWT' {
        Find-Secret 'eyJ[A-Za-z0-9_-]{5}' | Should -BeNullOrEmpty
    }

    It 'a signed URL' {
        $shared.Url | Should -MatchExactly 'signature=\w'
        Find-Secret 'signature=\w' | Should -BeNullOrEmpty
    }
}

Describe 'The connection' {
    It 'holds no secret where a serializer or a view looks' {
        $connection = Get-IkConnection
        foreach ($text in (ConvertTo-Json $connection -Depth 10), ($connection | Format-List * -Force | Out-String), ($connection | Get-Member | Out-String)) {
            $text | Should -Not -Match ([regex]::Escape($token))
            $text | Should -Not -MatchExactly 'eyJ'
        }
    }

    It 'takes http to no other machine unless told so' {
        $problem = Get-ErrorOf { Connect-IkScale 'https://example.org' $token -ScaleUrl 'http://example.org' }
        $problem.FullyQualifiedErrorId | Should -BeLike 'InvalidInput,*'
        $problem.Exception.Message | Should -Match '-AllowInsecure'
    }
}
