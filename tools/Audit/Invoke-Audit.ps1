<#
.SYNOPSIS
    Restores by the lock files alone, and asks the registry for known vulnerabilities of all packages.
.DESCRIPTION
    Ends with one line: what was found, or that the registry gave no answer. Fails for a package that is not as it is locked, and for a
    known vulnerability; not for a registry that does not know.
#>
[CmdletBinding()]
param(
    # A NuGet configuration that names the audit sources, for trying it out. Without it the sources that packages come from are asked.
    [string] $Config,

    # What to look at.
    [string] $Solution = (Join-Path $PSScriptRoot '../../IkomiaScale.sln')
)

$ErrorActionPreference = 'Stop'
Set-StrictMode -Version 3.0

& dotnet restore $Solution '-p:LockedRestore=true' --verbosity quiet | Out-Host
if ($LASTEXITCODE -ne 0) {
    throw 'The packages are not as they are locked. If that is meant, restore without the lock and keep the new packages.lock.json files.'
}

Write-Host 'Locked restore: every package is as packages.lock.json says.'
if ([version]((& dotnet --version) -replace '-.*') -lt [version]'9.0.100') {
    Write-Host 'Audit: not done. Older SDKs than 9 do not tell a registry without data from one that knows of nothing.'
    return
}

# Named as audit sources, those without such data are told of; otherwise they would count as clean.
$temporary = $null
if (-not $Config) {
    $Config = $temporary = Join-Path ([System.IO.Path]::GetTempPath()) "ikomiascale-audit-$([guid]::NewGuid().ToString('N')).config"
    $sources = & dotnet nuget list source --format short | Where-Object { $_ -match '^E\w*\s+(\S+)' } | ForEach-Object { $Matches[1] }
    $entries = for ($index = 0; $index -lt @($sources).Count; $index++) {
        '<add key="source{0}" value="{1}" />' -f $index, [System.Security.SecurityElement]::Escape(@($sources)[$index])
    }
    "<configuration><packageSources><clear />$entries</packageSources><auditSources><clear />$entries</auditSources></configuration>" |
        Set-Content -LiteralPath $Config
}

$json = & dotnet list $Solution package --vulnerable --include-transitive --config $Config --format json | Out-String
if ($temporary) {
    Remove-Item -LiteralPath $temporary
}

try {
    $report = $json | ConvertFrom-Json
}
catch {
    Write-Host "Audit: not done. The registry did not answer: $($json.Trim())"
    return
}

$problems = if ($report.PSObject.Properties['problems']) { @($report.problems.text | Sort-Object -Unique) } else { @() }
if ($problems) {
    Write-Host "Audit: not done. $($problems -join ' ')"
    return
}

$found = foreach ($project in $report.projects) {
    foreach ($framework in $project.PSObject.Properties['frameworks'].ForEach{ $_.Value }) {
        foreach ($kind in 'topLevelPackages', 'transitivePackages') {
            foreach ($package in $framework.PSObject.Properties[$kind].ForEach{ $_.Value }) {
                foreach ($vulnerability in $package.PSObject.Properties['vulnerabilities'].ForEach{ $_.Value }) {
                    "$($package.id) $($package.resolvedVersion): $($vulnerability.severity), $($vulnerability.advisoryurl)"
                }
            }
        }
    }
}

$found = @($found | Sort-Object -Unique)
if ($found) {
    $found | Out-Host
    throw "Audit: $($found.Count) known vulnerabilities."
}

Write-Host "Audit: no known vulnerability in the packages of $(@($report.projects).Count) projects."
