#!/usr/bin/env pwsh
<#
.SYNOPSIS
    Builds, tests, shows and packs IkomiaScale.
.DESCRIPTION
    build      compiles everything and lays out the module in output/IkomiaScale
    test       builds and packs, then runs the xunit tests, and the Pester tests on the installed package; ends with one line for all together
    demo       builds, then shows the module's whole job against a local emulator
    pack       builds, then makes the packages in output/
    coverage   builds and packs, then tells how many lines of core and cmdlets the tests of both kinds run
    mutate     changes the core in a thousand small ways, and tells how many of them a test notices; hours for all, minutes for one file (docs/mutation-testing.md)
    bench      builds, then measures the module beside other tools; writes docs/benchmarks.md. With 'distance' or 'machine': only
               that section of it. With the folder of an older build: compares the two
    soak       runs 200 clients at once against the emulator for a minute: no error, no lost object;
               then kills the process of a batch 200 times: no input is run twice, and each has its result or is named;
               then plans syncs of a million files and objects: at most 300 bytes for each
    audit      restores by the lock files alone, and asks the registry for known vulnerabilities of all packages
    clean      removes what the others have made
.EXAMPLE
    ./build.ps1 test
.EXAMPLE
    ./build.ps1 mutate Storage/ObjectBlock.cs
#>
[CmdletBinding()]
param(
    [Parameter(Position = 0)]
    [ValidateSet('build', 'test', 'demo', 'pack', 'coverage', 'mutate', 'bench', 'soak', 'audit', 'clean')]
    [string] $Task = 'build',

    # What to mutate: a folder or file of the core, all of them without it. What to measure: distance, machine, or the folder of another build's module.
    [Parameter(Position = 1)]
    [string] $What,

    [ValidateSet('Release', 'Debug')]
    [string] $Configuration = 'Release',

    # Tests the packages that are in output/ already, and makes no new ones.
    [switch] $NoPack
)

$ErrorActionPreference = 'Stop'
Set-StrictMode -Version 3.0
# The paths below are those of the checkout; the caller stays where it is.
Push-Location $PSScriptRoot
$results = Join-Path $PSScriptRoot 'output/TestResults'

# An argument with a colon needs quotes: PowerShell would take what is before the colon for a parameter.
function Invoke-DotNet {
    & dotnet @args
    if ($LASTEXITCODE -ne 0) {
        throw "dotnet $($args[0]) failed with exit code $LASTEXITCODE."
    }
}

function Invoke-Build {
    Invoke-DotNet msbuild -restore build.proj "-p:Configuration=$Configuration" '-v:quiet' -nologo
    Write-Host 'Built: output/IkomiaScale (module), output/emulator (emulator).'
}

function Invoke-Pack {
    Remove-Item output/*.nupkg
    Invoke-DotNet msbuild build.proj '-t:Pack' "-p:Configuration=$Configuration" '-v:quiet' -nologo
    Get-Item output/*.nupkg | ForEach-Object { Write-Host ('Packed: output/{0} ({1:0.0} MB)' -f $_.Name, ($_.Length / 1MB)) }
}

# The counts of the xunit projects and the names of what failed, from their result files. One project runs at a time: each uses all cores already.
function Invoke-XUnit {
    & dotnet test IkomiaScale.sln --no-build -c $Configuration -m:1 --nologo -v quiet --logger trx --results-directory "$results/xunit" | Out-Host
    foreach ($file in Get-ChildItem "$results/xunit" -Filter *.trx) {
        $run = ([xml](Get-Content -LiteralPath $file.FullName -Raw)).TestRun
        $counters = $run.ResultSummary.Counters
        [pscustomobject]@{
            Passed      = [int]$counters.passed
            Failed      = [int]$counters.total - [int]$counters.passed - [int]$counters.notExecuted
            Skipped     = [int]$counters.notExecuted
            FailedTests = @($run.Results.ChildNodes | Where-Object outcome -EQ 'Failed' | ForEach-Object testName)
        }
    }
}

# Pester runs in a PowerShell of its own: this one must not keep the module's files open.
function Invoke-PesterTests {
    $report = Join-Path $results 'pester.json'
    $shell = (Get-Process -Id $PID).Path
    & $shell -NoProfile -NonInteractive -File tests/Pester/Invoke-Tests.ps1 -Installed -Report $report | Out-Host
    if (Test-Path $report) {
        Get-Content -LiteralPath $report -Raw | ConvertFrom-Json
    }
    else {
        [pscustomobject]@{ Passed = 0; Failed = 1; Skipped = 0; FailedTests = @('Pester ended without a report') }
    }
}

# Spelling and Markdown rules are checked by npm packages. Where there is no node or no network these tests count as skipped.
function Install-WordTools {
    if (Get-Command npm -CommandType Application -ErrorAction Ignore) {
        & npm ci --prefix tools/Words --loglevel error | Out-Host
    }
}

function Invoke-Test {
    Remove-Item $results -Recurse -Force -ErrorAction Ignore
    Install-WordTools
    $counts = @(Invoke-XUnit) + @(Invoke-PesterTests)
    $sum = @{}
    foreach ($name in 'Passed', 'Failed', 'Skipped') {
        $sum[$name] = ($counts | Measure-Object -Property $name -Sum).Sum
    }

    # The names stand last: the messages of failed tests are far above in a long log.
    $counts | ForEach-Object FailedTests | Where-Object { $_ } | ForEach-Object { Write-Host "Failed: $_" }
    Write-Host "Total: $($sum.Passed) passed, $($sum.Failed) failed, $($sum.Skipped) skipped"
    if ($sum.Failed -gt 0 -or $sum.Passed -eq 0) {
        exit 1
    }
}

# One figure for the lines that xunit or Pester run, of core and cmdlets together; the report is in output/Coverage.
function Invoke-Coverage {
    $shell = (Get-Process -Id $PID).Path
    Invoke-DotNet msbuild -restore tools/Coverage/Coverage.csproj '-t:Coverage' "-p:Configuration=$Configuration" "-p:PowerShellPath=$shell" '-v:minimal' -nologo
    $report = ([xml](Get-Content output/Coverage/coverage.cobertura.xml -Raw)).coverage
    foreach ($package in $report.packages.package) {
        Write-Host ('{0}: {1:P1} of lines' -f $package.name, [double]::Parse($package.'line-rate', [cultureinfo]::InvariantCulture))
    }

    $share = [int]$report.'lines-covered' / [int]$report.'lines-valid'
    Write-Host ('Coverage: {0} of {1} lines, {2:P1}' -f $report.'lines-covered', $report.'lines-valid', $share)
    if ($share -lt 0.85) {
        throw 'At least 85 % of the lines are to be run by tests.'
    }
}

function Invoke-Mutate {
    $areas = 'Retries', 'Authentication', 'Storage', 'Deployments'
    $core = 'src/IkomiaScale.Core'
    $parts = @($What.Replace('\', '/') -split ',' -replace "^(\./)?$core/" -replace '/$' | Where-Object { $_ })
    foreach ($part in $parts) {
        if (($part -split '/')[0] -cnotin $areas -or -not (Test-Path -LiteralPath "$core/$part")) {
            throw "There is no '$part' to mutate. Give one of $($areas -join ', '), or folders or files in it as in Storage/ObjectBlock.cs,Storage/Hex.cs."
        }
    }

    Invoke-DotNet tool restore
    $null = New-Item output/Mutation -ItemType Directory -Force
    # One run, one build: for each folder that has something to mutate.
    $missed = foreach ($group in ($parts ? $parts : $areas) | Group-Object { ($_ -split '/')[0] }) {
        $area = $group.Name
        $patterns = $group.Group | ForEach-Object { '-m', ((Test-Path -LiteralPath "$core/$_" -PathType Leaf) ? $_ : "$_/**/*.cs") }
        (Get-Content -LiteralPath tests/IkomiaScale.Core.Tests/stryker-config.json -Raw).Replace('AREA', $area) | Set-Content -LiteralPath "output/Mutation/$area.json" -NoNewline
        Push-Location tests/IkomiaScale.Core.Tests
        Remove-Item "../../output/Mutation/$area" -Recurse -ErrorAction Ignore
        & dotnet stryker -f "../../output/Mutation/$area.json" @patterns --output "../../output/Mutation/$area" | Out-Host
        Pop-Location
        $report = "output/Mutation/$area/reports/mutation-report.json"
        if ($LASTEXITCODE -ne 0 -or -not (Test-Path -LiteralPath $report)) {
            throw "The run over $area ended early."
        }

        $score = & ./tests/IkomiaScale.Core.Tests/MutationScore.ps1 $report
        $score.Unlisted | ForEach-Object { Write-Host "  $($_.File):$($_.Number): $($_.Line) => $($_.Becomes)" }
        Write-Host ('{0}: {1} of {2} detected ({3:0.0} %), without {4} that make no difference. {5} survivors are not in mutation-survivors.json.' -f
            $area, $score.Detected, $score.Counted, (100 * $score.Score), $score.LeftOut, $score.Unlisted.Count)
        Write-Host "All are marked in output/Mutation/$area/reports/mutation-report.html."
        if ($score.Score -lt 0.9) { $area }
    }

    if ($missed) {
        throw "Fewer than 90 % of the changes were detected in $($missed -join ', ')."
    }
}

try {
    switch ($Task) {
        'build' { Invoke-Build }
        'test' {
            Invoke-Build
            if (-not $NoPack) { Invoke-Pack }
            Invoke-Test
        }
        'demo' {
            Invoke-Build
            & (Get-Process -Id $PID).Path -NoProfile -NonInteractive -File samples/Demo.ps1
            exit $LASTEXITCODE
        }
        'pack' { Invoke-Build; Invoke-Pack }
        'coverage' {
            # Builds for release hide the paths of the sources, by which lines are found.
            Remove-Item Env:CI -ErrorAction Ignore
            Invoke-Build
            Invoke-Pack
            Invoke-Coverage
        }
        'mutate' { Invoke-Mutate }
        'bench' {
            Invoke-Build
            if ($What -in 'distance', 'machine') { & tests/IkomiaScale.Benchmarks/Measure.ps1 -Part $What }
            elseif ($What) { & tests/IkomiaScale.Benchmarks/Compare.ps1 $What }
            else { & tests/IkomiaScale.Benchmarks/Measure.ps1 }
        }
        'soak' {
            Invoke-DotNet run --project tests/IkomiaScale.Soak --configuration $Configuration
            Invoke-DotNet run --project tests/IkomiaScale.Soak --configuration $Configuration --no-build -- batch
            Invoke-DotNet run --project tests/IkomiaScale.Soak --configuration $Configuration --no-build -- sync
        }
        'audit' { & tools/Audit/Invoke-Audit.ps1 }
        'clean' {
            Remove-Item output -Recurse -Force -ErrorAction Ignore
            Invoke-DotNet msbuild IkomiaScale.sln '-t:Clean' "-p:Configuration=$Configuration" '-v:quiet' -nologo
        }
    }
}
finally {
    Pop-Location
}
