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
$atDistance = '(at|and|a connection,) \d+ ms$|processor time'

# A section of the report: from this run if it measured something of it, else as it stands in the page, from the run before.
function Get-Section {
    param([string] $Title, [string[]] $Text, $Rows, [AllowEmptyCollection()] [string[]] $Page)

    "## $Title"
    ''
    if (-not $Rows) {
        $from = [Array]::IndexOf(@($Page), "## $Title")
        if ($from -lt 0) {
            'Not measured yet.'
            ''
            return
        }

        $to = $from + 1
        while ($to -lt $Page.Count -and $Page[$to] -notlike '## *') { $to++ }
        return $Page[($from + 2)..($to - 1)]
    }

    $Text
    ''
    '| measure | candidate | median | ratio | reached |'
    '|---|---|---:|---:|---|'
    $Rows | ForEach-Object { "| $($_.Measure) | $($_.Candidate) | $($_.Median) | $($_.Ratio) | $($_.Reached) |" }
    ''
}

function Write-Report {
    param([string] $Path)

    $processor = if (Test-Path /proc/cpuinfo) { (Select-String 'model name\s*:\s*(.+)' /proc/cpuinfo | Select-Object -First 1).Matches[0].Groups[1].Value } else { 'unknown processor' }
    $machine = @(
        "$([Environment]::ProcessorCount) cores ($processor), $([System.Runtime.InteropServices.RuntimeInformation]::OSDescription),"
        "PowerShell $($PSVersionTable.PSVersion), $([System.Runtime.InteropServices.RuntimeInformation]::FrameworkDescription),"
        "$(Get-PeerVersions), $Rounds rounds after those that warm up."
    )
    $page = if (Test-Path -LiteralPath $Path) { @(Get-Content -LiteralPath $Path) } else { @() }
    $lines = @(
        '# Benchmarks'
        ''
        'For people who want to know how fast the module is, compared with other tools. `./build.sh bench`'
        'writes this page. All candidates of a measure take turns in one run, on one machine, with one'
        'emulator, which also computes checksums and stores. The times are medians. A ratio above 1 means'
        'that the module ("ours") is faster. Compare ratios, not times, because machines differ.'
        ''
        Get-Section 'At a distance' ($machine + '' + @(
            'A relay on the same machine delays each direction by half of the round trip in the name of the'
            'measure. Each measure of ours starts in a PowerShell that has not measured the line yet.'
        )) ($rows | Where-Object Measure -Match $atDistance) $page
        Get-Section 'On one machine' $machine ($rows | Where-Object Measure -NotMatch $atDistance) $page
        '## How it is measured'
        ''
        '- Client and emulator share the cores. If both compute checksums and both cores are busy, a tool'
        '  that computes none leaves more time to the emulator. Over a network it would not.'
        '- "Official pattern" is what the official Python client does, with httpx: complete files in memory,'
        '  one request after the other. Its connections send without delay, as newer httpcore does. Otherwise'
        '  each POST would take 40 ms more.'
        '- "One by one (HttpClient)" is the floor: a .NET loop with no check, no pipeline, and no cmdlet.'
        '- "Whole process" includes the start of PowerShell, the import, and the connection. The other rows'
        '  are measured in a warm process, after .NET has compiled in the background. The other tools start a'
        '  new process in both cases.'
        "- At a distance, the official pattern is measured with $OfficialFiles of the files, and its time is scaled up."
        '  rclone is left out, because it supports no storage like this one.'
        '- "Bare requests" are those of a .NET loop: one copy, or one delete, for each object. The module'
        '  looks at each object before it deletes it through the pipeline, which is twice as many requests.'
        '- Seconds of processor time are those of the whole process, for ours without its start. The bound of'
        '  a checked transfer is the sha256 itself.'
        '- In a first sync, the project already has objects with the sizes of the files. So each file is read'
        '  for its sha256 first, and the sync looks for each sha256 in the project. It lists a small project.'
        "  In a large one, such as with $Objects objects more, it sends a request for each."
        '- If a target is missed, the row says no.'
        $notes | ForEach-Object { "- $_" }
    )
    Set-Content -LiteralPath $Path $lines
}
