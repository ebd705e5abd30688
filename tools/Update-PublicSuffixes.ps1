<#
.SYNOPSIS
    Renews src/IkomiaScale.Core/Authentication/public-suffixes.txt from the Public Suffix List.
.DESCRIPTION
    Takes the list as publicsuffix.org publishes it and writes its rules, those for domains of registries and those of private providers alike, one a line,
    in the form that DNS has (xn--), sorted. The list is data under the Mozilla Public License 2.0.
.EXAMPLE
    ./tools/Update-PublicSuffixes.ps1
.EXAMPLE
    ./tools/Update-PublicSuffixes.ps1 -Path public_suffix_list.dat -Source 'Debian publicsuffix 20260801'
#>
[CmdletBinding()]
param(
    # The list in a file; without it the list is downloaded.
    [string] $Path,

    # Where the list comes from, for the file's first lines.
    [string] $Source = 'https://publicsuffix.org/list/public_suffix_list.dat',

    # The day of the list.
    [datetime] $Date = [datetime]::UtcNow
)

$ErrorActionPreference = 'Stop'
$names = [System.Globalization.IdnMapping]::new()
$names.AllowUnassigned = $true
$text = if ($Path) { [System.IO.File]::ReadAllText((Convert-Path -LiteralPath $Path)) } else { (Invoke-WebRequest -Uri $Source).Content }
$rules = foreach ($line in $text -split '\r?\n') {
    $rule = ($line -split '\s')[0].ToLowerInvariant()
    if ($rule -and -not $rule.StartsWith('//')) {
        $labels = foreach ($label in $rule.TrimStart('!') -split '\.') {
            if ($label -cmatch '[^\x00-\x7f]') { $names.GetAscii($label) } else { $label }
        }
        ($rule.StartsWith('!') ? '!' : '') + ($labels -join '.')
    }
}

$rules = [System.Linq.Enumerable]::ToArray([System.Linq.Enumerable]::Distinct([string[]]$rules))
[array]::Sort($rules, [System.StringComparer]::Ordinal)
if ($rules.Count -lt 9000) {
    throw "There are $($rules.Count) rules in it, so it is not the whole list. Nothing was written."
}

$target = Join-Path (Split-Path $PSScriptRoot) 'src/IkomiaScale.Core/Authentication/public-suffixes.txt'
$head = "# The rules of the Public Suffix List (https://publicsuffix.org), Mozilla Public License 2.0 (https://mozilla.org/MPL/2.0/).",
    "# Source: $Source, $($Date.ToString('yyyy-MM-dd', [cultureinfo]::InvariantCulture)). Renewed by tools/Update-PublicSuffixes.ps1."
[System.IO.File]::WriteAllText($target, (($head + $rules) -join "`n") + "`n")
"$($rules.Count) rules: $target"
