<#
.SYNOPSIS
    Runs the Pester tests on the built module and writes the counts as JSON.
#>
param(
    # The file that the counts are written to.
    [string] $Report,

    # Which test files to run.
    [string] $Filter = '*.Tests.ps1',

    # Tests the module as the package in output/ installs it, and not as it was built.
    [switch] $Installed
)

$ErrorActionPreference = 'Stop'
$root = Split-Path (Split-Path $PSScriptRoot)
$tools = Join-Path $root '.tools/modules'
$env:PSModulePath = $tools + [System.IO.Path]::PathSeparator + $env:PSModulePath

function Find-Pester {
    Get-Module Pester -ListAvailable | Where-Object Version -GE '5.3.0' | Sort-Object Version -Descending | Select-Object -First 1
}

if (-not (Find-Pester)) {
    # Into the checkout, not into the user's own modules.
    $null = New-Item $tools -ItemType Directory -Force
    try {
        if (Get-Command Save-PSResource -ErrorAction Ignore) {
            Save-PSResource Pester -Version '[5.3,6)' -Path $tools -TrustRepository
        }
        else {
            Save-Module Pester -MinimumVersion 5.3.0 -MaximumVersion 5.99.99 -Path $tools
        }
    }
    catch {
        Write-Warning "Pester could not be had: $_"
    }
}

if (-not ($pester = Find-Pester)) {
    Write-Host 'Pester: skipped. There is no Pester 5 here, so the cmdlets themselves were not tested; the suite counts as 1 skipped.'
    @{ Passed = 0; Failed = 0; Skipped = 1; FailedTests = @() } | ConvertTo-Json | Set-Content -LiteralPath $Report
    return
}

Import-Module $pester.Path
$configuration = New-PesterConfiguration
$configuration.Run.Path = @((Get-ChildItem $PSScriptRoot -Filter $Filter).FullName)
$configuration.Run.PassThru = $true
$configuration.Output.Verbosity = if ($env:PESTER_VERBOSITY) { $env:PESTER_VERBOSITY } else { 'Normal' }
$copy = Join-Path ([System.IO.Path]::GetTempPath()) "ikomiascale-$([guid]::NewGuid().ToString('N'))"
try {
    if ($Installed) {
        . $PSScriptRoot/Package.ps1
        $env:IKOMIASCALE_TEST_MODULE = Install-ModulePackage (Find-ModulePackage $root) $copy
    }

    if ($env:IKOMIASCALE_TEST_MODULE) {
        # Another copy of the module has no emulator beside it.
        $env:PATH = (Join-Path $root 'output/emulator') + [System.IO.Path]::PathSeparator + $env:PATH
        Write-Host "The module under test: $env:IKOMIASCALE_TEST_MODULE"
    }

    $result = Invoke-Pester -Configuration $configuration
}
finally {
    # Where the system keeps files in use this process still has the assemblies; what is left is in the temporary folder.
    Remove-Item -LiteralPath $copy -Recurse -Force -ErrorAction Ignore
}

# A file that fails before its tests run has no failed tests, but it has failed.
$failed = $result.FailedCount + $result.FailedContainersCount + $result.FailedBlocksCount
if ($Report) {
    $null = New-Item (Split-Path $Report) -ItemType Directory -Force
    @{
        Passed      = $result.PassedCount
        Failed      = $failed
        Skipped     = $result.SkippedCount + $result.NotRunCount
        FailedTests = @(@($result.Failed) + @($result.FailedBlocks) | ForEach-Object ExpandedPath) + @($result.FailedContainers | ForEach-Object { "$($_.Item)" })
    } | ConvertTo-Json | Set-Content -LiteralPath $Report
}
