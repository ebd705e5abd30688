#!/usr/bin/env pwsh
<#
.SYNOPSIS
    Builds, tests, shows and packs IkomiaScale.
.DESCRIPTION
    build   compiles everything and lays out the module in output/IkomiaScale
    test    builds, then runs the xunit and the Pester tests; ends with one line for all together
    demo    builds, then shows the module's whole job against a local emulator
    pack    builds, then makes the packages in output/
    clean   removes what the others have made
.EXAMPLE
    ./build.ps1 test
#>
[CmdletBinding()]
param(
    [Parameter(Position = 0)]
    [ValidateSet('build', 'test', 'demo', 'pack', 'clean')]
    [string] $Task = 'build',

    [ValidateSet('Release', 'Debug')]
    [string] $Configuration = 'Release'
)

$ErrorActionPreference = 'Stop'
Set-StrictMode -Version 3.0
Set-Location $PSScriptRoot
$results = Join-Path $PSScriptRoot 'output/TestResults'

function Invoke-DotNet {
    & dotnet @args
    if ($LASTEXITCODE -ne 0) {
        throw "dotnet $($args[0]) failed with exit code $LASTEXITCODE."
    }
}

function Invoke-Build {
    Invoke-DotNet msbuild -restore build.proj "-p:Configuration=$Configuration" -v:quiet -nologo
    Write-Host 'Built: output/IkomiaScale (module), output/emulator (emulator).'
}

# The counts of the xunit projects, from their result files.
function Invoke-XUnit {
    & dotnet test IkomiaScale.sln --no-build -c $Configuration --nologo -v quiet --logger trx --results-directory "$results/xunit" | Out-Host
    foreach ($file in Get-ChildItem "$results/xunit" -Filter *.trx) {
        $counters = ([xml](Get-Content -LiteralPath $file.FullName -Raw)).TestRun.ResultSummary.Counters
        [pscustomobject]@{
            Passed  = [int]$counters.passed
            Failed  = [int]$counters.total - [int]$counters.passed - [int]$counters.notExecuted
            Skipped = [int]$counters.notExecuted
        }
    }
}

# Pester runs in a PowerShell of its own: this one must not keep the module's files open.
function Invoke-PesterTests {
    $report = Join-Path $results 'pester.json'
    $shell = (Get-Process -Id $PID).Path
    & $shell -NoProfile -NonInteractive -File tests/Pester/Invoke-Tests.ps1 -Report $report | Out-Host
    if (Test-Path $report) {
        Get-Content -LiteralPath $report -Raw | ConvertFrom-Json
    }
    else {
        [pscustomobject]@{ Passed = 0; Failed = 1; Skipped = 0 }
    }
}

function Invoke-Test {
    Remove-Item $results -Recurse -Force -ErrorAction Ignore
    $counts = @(Invoke-XUnit) + @(Invoke-PesterTests)
    $sum = @{}
    foreach ($name in 'Passed', 'Failed', 'Skipped') {
        $sum[$name] = ($counts | Measure-Object -Property $name -Sum).Sum
    }

    Write-Host "Total: $($sum.Passed) passed, $($sum.Failed) failed, $($sum.Skipped) skipped"
    if ($sum.Failed -gt 0 -or $sum.Passed -eq 0) {
        exit 1
    }
}

switch ($Task) {
    'build' { Invoke-Build }
    'test' { Invoke-Build; Invoke-Test }
    'demo' {
        Invoke-Build
        & (Get-Process -Id $PID).Path -NoProfile -NonInteractive -File samples/Demo.ps1
        exit $LASTEXITCODE
    }
    'pack' {
        Invoke-Build
        Invoke-DotNet msbuild build.proj -t:Pack "-p:Configuration=$Configuration" -v:quiet -nologo
    }
    'clean' {
        Remove-Item output -Recurse -Force -ErrorAction Ignore
        Invoke-DotNet msbuild IkomiaScale.sln -t:Clean "-p:Configuration=$Configuration" -v:quiet -nologo
    }
}
