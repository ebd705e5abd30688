# The rows of the report, and the report.

$rows = [System.Collections.Generic.List[object]]::new()
$notes = [System.Collections.Generic.List[string]]::new()

function Add-Row {
    param($Measure, $Candidate, $Value, $Ratio = '', $Reached = '')

    $row = [pscustomobject]@{ Measure = $Measure; Candidate = $Candidate; Median = $Value; Ratio = $Ratio; Reached = $Reached }
    $rows.Add($row)
    Write-Host ('{0,-32} {1,-32} {2,12} {3,8}  {4}' -f $Measure, $Candidate, $Value, $Ratio, $Reached)
}

function Get-Verdict {
    param([bool] $Reached, [string] $Wanted)

    "$(if ($Reached) { 'yes' } else { 'no' }) ($Wanted)"
}

function Add-MemoryRow {
    param($Measure, $Candidate, [double] $MB, [double] $AllowedMB)

    Add-Row $Measure $Candidate ('{0:0} MB' -f $MB) '' (Get-Verdict ($MB -le $AllowedMB) "wanted $AllowedMB MB")
}

function Get-PeerVersions {
    @(
        if ($hasCurl) { ((& curl --version)[0] -split ' ')[0, 1] -join ' ' }
        if ($python) { & $python -c 'import httpx, platform; print(f"Python {platform.python_version()}, httpx {httpx.__version__}")' }
    ) -join ', '
}

# What is measured over a line.
$atDistance = ' ms$| at \d+ ms| ms,|processor time'

function Format-Rows {
    param($Rows)

    '| measure | candidate | median | ratio | reached |'
    '|---|---|---:|---:|---|'
    $Rows | ForEach-Object { "| $($_.Measure) | $($_.Candidate) | $($_.Median) | $($_.Ratio) | $($_.Reached) |" }
    ''
}

function Write-Report {
    param([string] $Path)

    $processor = if (Test-Path /proc/cpuinfo) { (Select-String 'model name\s*:\s*(.+)' /proc/cpuinfo | Select-Object -First 1).Matches[0].Groups[1].Value } else { 'unknown processor' }
    $lines = @(
        '# Benchmarks'
        ''
        'Written by `./build.sh bench`: all candidates take turns in one run on one machine against one emulator, which hashes and stores too.'
        'Medians; a ratio above 1 says that ours is faster. Compare ratios, not times: machines differ.'
        ''
        "$([Environment]::ProcessorCount) cores ($processor), $([System.Runtime.InteropServices.RuntimeInformation]::OSDescription), PowerShell $($PSVersionTable.PSVersion), $([System.Runtime.InteropServices.RuntimeInformation]::FrameworkDescription), $(Get-PeerVersions), $Rounds rounds after those that warm up."
        ''
        '## At a distance'
        ''
        'Over a relay of its own on the same machine, which delays each direction by half of the round trip that is named. Each of ours begins in a PowerShell that has found nothing yet.'
        ''
        Format-Rows ($rows | Where-Object Measure -Match $atDistance)
        '## On one machine'
        ''
        Format-Rows ($rows | Where-Object Measure -NotMatch $atDistance)
        '## How it is measured'
        ''
        '- Client and emulator share the cores. Where both hash and both cores are busy, a peer that does not hash leaves more to the emulator; over a network it would not.'
        '- "official pattern" is what the official Python client does, with httpx: whole files in memory, one request after the other. Its connections send without delay, as newer httpcore does; else each POST would take 40 ms more.'
        '- "one by one (HttpClient)" is the floor: a bare .NET loop with no check, no pipeline and no cmdlet.'
        '- "Whole process" rows begin with the start of a new PowerShell, the import and the connection; the others are measured in one that is warm, and when what .NET compiles in the background is done. The peers'' processes start anew in either.'
        "- At a distance the official pattern is measured with $OfficialFiles of the files, and its time scaled up: it takes minutes. rclone speaks to no storage like this one, so it is left out."
        '- "Bare requests" are those of a .NET loop: one copy, or one delete, for each object. Ours looks at each object before it deletes it through the pipeline, which is twice as many requests.'
        '- Seconds of processor time are of the whole process, its start not counted for ours. The bound of a checked transfer is sha256 itself.'
        '- Where a target is missed, the row says no.'
        $notes | ForEach-Object { "- $_" }
    )
    Set-Content -LiteralPath $Path $lines
}
