<#
.SYNOPSIS
    Reads the report of a mutation run, and returns the score and the changes that no test detected.
.DESCRIPTION
    mutation-survivors.json lists the known survivors with their reasons. Those that make no difference don't count. An entry has
    the file, the line of the source, and what the change makes of a part of that line. If the line is edited, the entry no longer
    applies.
.OUTPUTS
    The counts, and the survivors that are not in the list.
#>
[CmdletBinding()]
param(
    # A mutation-report.json of Stryker.NET.
    [Parameter(Mandatory, Position = 0)]
    [string] $Report
)

Set-StrictMode -Version 3.0

function ConvertTo-OneLine([string] $text) {
    ($text -replace '\s+', ' ').Trim()
}

# A line with only a brace has no meaning: a block is named by the line before it.
function Get-SourceLine([string[]] $lines, [int] $number) {
    while ($number -gt 1 -and $lines[$number - 1].Trim() -in '', '{') { $number-- }
    ConvertTo-OneLine $lines[$number - 1]
}

# Whether a known survivor counts.
$known = [System.Collections.Generic.Dictionary[string, bool]]::new()
foreach ($group in Get-Content -LiteralPath (Join-Path $PSScriptRoot 'mutation-survivors.json') -Raw | ConvertFrom-Json) {
    foreach ($change in $group.changes) {
        $known["$($change.file)`n$($change.line)`n$($change.becomes)"] = $group.counts
    }
}

$detected = 0
$missed = 0
$leftOut = 0
$unlisted = foreach ($file in (Get-Content -LiteralPath $Report -Raw | ConvertFrom-Json -AsHashtable).files.GetEnumerator()) {
    $name = $file.Key.Replace('\', '/') -replace '^.*?src/IkomiaScale\.Core/'
    $lines = $file.Value.source -split "`r?`n"
    foreach ($mutant in $file.Value.mutants) {
        if ($mutant.status -in 'Killed', 'Timeout') {
            $detected++
        }
        elseif ($mutant.status -in 'Survived', 'NoCoverage') {
            $number = $mutant.location.start.line
            $line = Get-SourceLine $lines $number
            $becomes = ConvertTo-OneLine $mutant.replacement
            $key = "$name`n$line`n$becomes"
            $isListed = $known.ContainsKey($key)
            if (-not $isListed) {
                [pscustomobject]@{ File = $name; Number = $number; Line = $line; Becomes = $becomes }
            }

            if (-not $isListed -or $known[$key]) { $missed++ } else { $leftOut++ }
        }
    }
}

[pscustomobject]@{
    Detected = $detected
    Counted = $detected + $missed
    LeftOut = $leftOut
    Score = $detected / [Math]::Max(1, $detected + $missed)
    Unlisted = @($unlisted | Sort-Object File, Number)
}
