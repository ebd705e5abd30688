<#
.SYNOPSIS
    Compares two builds of the module in one run: import, transfers, a listing and deletes.
.DESCRIPTION
    Each round starts a PowerShell for each build, in turns and against one emulator, the one of this checkout. Medians are shown. The new build is slower
    beyond noise where even its fastest round is slower than the slowest of the old one; then the script fails.
.EXAMPLE
    ./tests/IkomiaScale.Benchmarks/Compare.ps1 ../before/output/IkomiaScale
#>
[CmdletBinding()]
param(
    # The other build: the folder with its IkomiaScale.psd1.
    [Parameter(Mandatory, Position = 0)]
    [string] $Baseline,

    # How many rounds count. One more, the first, fills the caches of the disk.
    [ValidateRange(1, 100)]
    [int] $Rounds = 5,

    # The large file, in MB.
    [ValidateRange(1, 10240)]
    [int] $LargeMB = 256,

    # How many small files.
    [ValidateRange(1, 100000)]
    [int] $Files = 300
)

$ErrorActionPreference = 'Stop'
$ProgressPreference = 'SilentlyContinue'
Set-StrictMode -Version 3.0
. $PSScriptRoot/Measure.Tools.ps1

$builds = [ordered]@{ old = (Resolve-Path -LiteralPath $Baseline).ProviderPath; new = $module }
foreach ($build in $builds.Values) {
    if (-not (Test-Path -LiteralPath "$build/IkomiaScale.psd1")) {
        throw "'$build' is no build of the module: there is no IkomiaScale.psd1. Give the folder output/IkomiaScale of another checkout that was built."
    }
}

$folder = Join-Path ([System.IO.Path]::GetTempPath()) "ikomiascale-compare-$([guid]::NewGuid().ToString('N'))"
$null = New-Item "$folder/files", "$folder/out" -ItemType Directory
$script = Join-Path $folder measure.ps1
Set-Content -LiteralPath $script -Value @'
param([string] $Module, [string] $Address, [string] $Folder, [string] $Prefix)

$ErrorActionPreference = 'Stop'
$ProgressPreference = 'SilentlyContinue'
$times = [ordered]@{}
function Measure-Step {
    param([string] $Name, [scriptblock] $Script)

    $watch = [System.Diagnostics.Stopwatch]::StartNew()
    $null = . $Script
    $times[$Name] = $watch.Elapsed.TotalMilliseconds
}

Measure-Step 'import' { Import-Module $Module }
Measure-Step 'connect' { Connect-IkScale $Address emulator-token -ScaleUrl $Address -StorageUrl $Address }
Measure-Step 'small files up' { Send-IkStorageObject "$Folder/files" "$Prefix/" -Recurse }
Measure-Step 'list' { Get-IkStorageObject $Prefix }
Measure-Step 'small files down' { Read-IkStorageObject $Prefix "$Folder/out/$Prefix" -Recurse }
Measure-Step 'copy' { Get-IkStorageObject $Prefix | Copy-IkStorageObject -Destination "$Prefix-copy/" }
Measure-Step 'remove one by one' { Get-IkStorageObject $Prefix | Remove-IkStorageObject -Confirm:$false }
Measure-Step 'remove a directory' { Remove-IkStorageObject "$Prefix-copy" -Recurse -Confirm:$false }
Measure-Step 'large file up' { Send-IkStorageObject "$Folder/large.bin" "$Prefix.bin" }
Measure-Step 'large file down' { Read-IkStorageObject "$Prefix.bin" "$Folder/out/$Prefix.bin" }
Remove-IkStorageObject "$Prefix.bin" -Confirm:$false
Remove-Item "$Folder/out/*" -Recurse
$times | ConvertTo-Json
'@

Import-Module $module
Start-IkEmulator -DataPath "$folder/emulator"
try {
    $address = ([string](Get-IkConnection).Endpoint).TrimEnd('/')
    $null = New-RandomFile "$folder/large.bin" ($LargeMB * 1MB)
    New-Contents "$folder/files"
    $times = @{ old = @(); new = @() }
    for ($round = 0; $round -le $Rounds; $round++) {
        # Every second round goes the other way, so that neither always inherits what the other leaves behind.
        foreach ($name in $round % 2 ? @('new', 'old') : @('old', 'new')) {
            $told = & $shell -NoProfile -NonInteractive -File $script $builds[$name] $address $folder (New-Prefix)
            if ($LASTEXITCODE -ne 0) {
                throw "The $name build failed."
            }

            if ($round) { $times[$name] += ($told | ConvertFrom-Json -AsHashtable) }
        }
    }
}
finally {
    Stop-IkEmulator
    Remove-Item -LiteralPath $folder -Recurse -Force
}

function Format-Range { param([double[]] $Values) '{0:0}-{1:0} ms' -f ($Values | Measure-Object -Minimum).Minimum, ($Values | Measure-Object -Maximum).Maximum }

$rows = foreach ($step in $times.new[0].Keys) {
    $old, $new = 'old', 'new' | ForEach-Object { , [double[]]@($times[$_] | ForEach-Object { $_[$step] }) }
    [pscustomobject]@{
        Step     = $step
        Old      = '{0:0} ms' -f (Get-Median $old)
        New      = '{0:0} ms' -f (Get-Median $new)
        Ratio    = '{0:0.00}' -f ((Get-Median $new) / (Get-Median $old))
        OldRange = Format-Range $old
        NewRange = Format-Range $new
        Slower   = ($new | Measure-Object -Minimum).Minimum -gt ($old | Measure-Object -Maximum).Maximum
    }
}

$rows | Format-Table Step, Old, New, Ratio, OldRange, NewRange, Slower | Out-Host
if ($rows.Slower -contains $true) {
    throw "The new build is slower beyond noise: $(($rows | Where-Object Slower).Step -join ', '). Run it again on a quiet machine before you believe it."
}
