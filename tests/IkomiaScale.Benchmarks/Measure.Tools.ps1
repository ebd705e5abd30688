# What Measure.ps1 works with: candidates that take turns, peers, and the report.

$root = Split-Path (Split-Path $PSScriptRoot)
$module = Join-Path $root 'output/IkomiaScale'
$floor = Join-Path $PSScriptRoot 'bin/Release/net8.0/IkomiaScale.Benchmarks.dll'
$shell = (Get-Process -Id $PID).Path
$rows = [System.Collections.Generic.List[object]]::new()
$notes = [System.Collections.Generic.List[string]]::new()
$hasCurl = [bool](Get-Command curl -CommandType Application -ErrorAction Ignore)
if (-not $hasCurl) {
    $notes.Add('curl is not installed; its rows are left out.')
}

# The Python that has httpx, if there is one.
$python = 'python3', '/usr/bin/python3', 'python' | Where-Object { & $_ -c 'import httpx' 2>$null; $LASTEXITCODE -eq 0 } | Select-Object -First 1
if (-not $python) {
    $notes.Add('httpx for Python is not installed; the rows of the official client''s call pattern are left out.')
}

# Until what went before has died away: .NET compiles in the background what was called often, here and in the emulator, and
# would do so on the cores that are to be measured.
function Wait-Idle {
    $processes = $PID, $emulator | ForEach-Object { Get-Process -Id $_ }
    for ($wait = 0; $wait -lt 50; $wait++) {
        $before = ($processes | Measure-Object -Property CPU -Sum).Sum
        Start-Sleep -Milliseconds 200
        $processes.Refresh()
        if (($processes | Measure-Object -Property CPU -Sum).Sum - $before -le 0.02) {
            return
        }
    }
}

function Get-Seconds {
    param([scriptblock] $Script)

    $watch = [System.Diagnostics.Stopwatch]::StartNew()
    $null = & $Script
    $watch.Elapsed.TotalSeconds
}

function Get-Median {
    param([double[]] $Values)

    $sorted = @($Values | Sort-Object)
    $middle = [int][Math]::Floor(($sorted.Count - 1) / 2)
    ($sorted[$middle] + $sorted[$sorted.Count - 1 - $middle]) / 2
}

# Lets the candidates take turns and adds a row for each; a ratio above 1 says that ours is faster.
function Measure-Candidates {
    param([string] $Name, [hashtable] $Candidates)

    if ($Name -notlike $Only) {
        return
    }

    $peers = [ordered]@{}
    foreach ($peer in $Candidates.Peers.Keys) {
        if (($hasCurl -or $peer -notlike 'curl*') -and ($python -or $peer -notlike 'official*')) {
            $peers[$peer] = $Candidates.Peers[$peer]
        }
    }

    $scripts = [ordered]@{ ours = $Candidates.Ours }
    $peers.Keys | ForEach-Object { $scripts[$_] = $peers[$_].Script }
    $names = @($scripts.Keys)
    $times = @{}
    $names | ForEach-Object { $times[$_] = [System.Collections.Generic.List[double]]::new() }
    $unmeasured = $Candidates['WarmUps'] ?? $WarmUps
    for ($round = 0; $round -lt $unmeasured + $Rounds; $round++) {
        for ($turn = 0; $turn -lt $names.Count; $turn++) {
            # Another one begins each round, and every second round goes backwards: whoever comes after the same one always would
            # inherit what that leaves behind.
            $place = if ($round % 2) { -1 - $turn } else { $turn }
            $candidate = $names[($place + $round + $names.Count) % $names.Count]
            Wait-Idle
            if ($Candidates['Before']) { & $Candidates.Before }
            $seconds = & $scripts[$candidate]
            Write-Verbose ('{0}, {1}: {2:0.000} s' -f $Name, $candidate, $seconds)
            if ($round -ge $unmeasured) { $times[$candidate].Add($seconds) }
        }
    }

    $ours = Get-Median $times.ours
    Add-Row $Name 'ours' ('{0:0.000} s' -f $ours)
    foreach ($peer in $peers.Keys) {
        $median = Get-Median $times[$peer]
        $ratio = $median / $ours
        $target = $peers[$peer]['Target']
        $allowed = $peers[$peer]['AllowedSeconds']
        $atMost = $peers[$peer]['AtMost']
        $verdict = if ($null -ne $target) {
            Get-Verdict ($ratio -ge $target) ('wanted {0:0.00}' -f $target)
        }
        elseif ($null -ne $atMost) {
            Get-Verdict ($ratio -le $atMost) ('wanted at most {0:0.00}' -f $atMost)
        }
        elseif ($null -ne $allowed) {
            Get-Verdict ($ours - $median -le $allowed) ('{0:0.000} s more, wanted at most {1:0.000} s' -f ($ours - $median), $allowed)
        }
        Add-Row $Name $peer ('{0:0.000} s' -f $median) ('{0:0.00}' -f $ratio) $verdict
    }
}

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

function New-RandomFile {
    param([string] $Path, [long] $Size, [int] $Seed = 1)

    $block = [byte[]]::new([Math]::Min($Size, 1MB))
    [System.Random]::new($Seed).NextBytes($block)
    $stream = [System.IO.File]::Create($Path)
    for ($left = $Size; $left -gt 0; $left -= $block.Length) {
        $stream.Write($block, 0, [Math]::Min($left, $block.Length))
    }

    $stream.Dispose()
    $Path
}

# A virtual machine gets its memory from the host when it is first touched, which takes longer than any transfer that needs it,
# and gives it back some seconds after it is free: what is touched here, last of all, leaves as much at hand for each candidate.
function Clear-Large {
    Remove-IkStorageObject ours.bin, curl.bin -Confirm:$false -ErrorAction Ignore
    Remove-Item "$folder/out/*.bin"
    Wait-Idle
    & dotnet $floor memory (2 * $LargeMB)
}

function New-Prefix { "p$([guid]::NewGuid().ToString('N'))" }

function New-OutFolder { (New-Item "$folder/out/$([guid]::NewGuid().ToString('N'))" -ItemType Directory).FullName }

function New-Copy {
    $to = New-Prefix
    $null = Get-IkStorageObject many | Copy-IkStorageObject -Destination "$to/"
    $to
}

function Invoke-Curl {
    & curl --silent --show-error --fail -H $bearer @args
    if ($LASTEXITCODE -ne 0) {
        throw "curl failed with exit code $LASTEXITCODE."
    }
}

# Each transfer of a list has its own header: one on the command line would come on top of the first one's.
function Invoke-CurlList {
    param([string] $List)

    & curl --no-progress-meter --fail-early --parallel --config $List
    if ($LASTEXITCODE -ne 0) {
        throw "curl failed with exit code $LASTEXITCODE."
    }
}

function Send-Curl {
    param($File, $To)

    Invoke-Curl --output /dev/null -X PUT -F is_directory_archive=false -F "file=@$File;type=application/octet-stream" "$address/v1/objects/$To"
}

function Read-Curl {
    param($Url, $File)

    Invoke-Curl --output $File $Url
}

function New-CurlUploads {
    param($From, $To)

    $lines = foreach ($file in Get-ChildItem $From) {
        "url = `"$address/v1/objects/$To/$($file.Name)`"", 'form = "is_directory_archive=false"', "form = `"file=@$($file.FullName)`"", 'output = "/dev/null"', "header = `"$bearer`"", 'fail', 'next'
    }

    Set-Content "$folder/uploads.txt" $lines[0..($lines.Count - 2)]
    "$folder/uploads.txt"
}

function New-CurlDownloads {
    param($From, $To)

    $lines = foreach ($item in Get-IkStorageObject $From) {
        "url = `"$($item.DownloadUrl)`"", "output = `"$To/$($item.Name)`"", "header = `"$bearer`"", 'fail', 'next'
    }

    Set-Content "$folder/downloads.txt" $lines[0..($lines.Count - 2)]
    "$folder/downloads.txt"
}

# The time that the bare client itself measured: its start does not count.
function Invoke-Floor {
    [double]::Parse((& dotnet $floor floor $address $jwt @args), [cultureinfo]::InvariantCulture)
}

# The official Python client's call pattern: whole files in memory, one after the other.
function Invoke-Official {
    [double]::Parse((& $python (Join-Path $PSScriptRoot 'official_pattern.py') $address $jwt @args), [cultureinfo]::InvariantCulture)
}

function Invoke-WithProgress {
    param([scriptblock] $Script)

    $ProgressPreference = 'Continue'
    & $Script
}

function Add-Objects {
    param([int] $Count)

    $seed = Send-IkStorageObject -Content 'x' -Destination listed/0
    $script:index = 0
    # The object itself each time, so that it is not looked up for each copy.
    1..($Count - 1) | ForEach-Object { $seed } | Copy-IkStorageObject -Destination { "listed/$((++$script:index))" } -ThrottleLimit 16 | Out-Null
}

# Runs a command in a PowerShell of its own.
function Invoke-Shell {
    param([string] $Command)

    & $shell -NoProfile -NonInteractive -Command $Command
    if ($LASTEXITCODE -ne 0) {
        throw "PowerShell failed with exit code $LASTEXITCODE."
    }
}

# The peak memory of such a PowerShell.
function Get-PeakMB {
    param([string] $Command)

    [double](Invoke-Shell "$Command; [System.Diagnostics.Process]::GetCurrentProcess().PeakWorkingSet64 / 1MB")
}

function Measure-Memory {
    param([string] $Connect)

    if ('memory' -notlike $Only) {
        return
    }

    $idle = Get-PeakMB $Connect
    Add-Row 'peak memory' 'connected, idle' ('{0:0} MB' -f $idle)
    foreach ($size in 64, 1024, 4096) {
        $file = New-RandomFile "$folder/memory.bin" ($size * 1MB)
        $up = (Get-PeakMB "$Connect `$null = Send-IkStorageObject '$file' memory.bin -Force") - $idle
        $down = (Get-PeakMB "$Connect `$null = Read-IkStorageObject memory.bin '$folder/out/memory.bin' -Force") - $idle
        Add-MemoryRow 'peak memory over idle' "upload $size MB" $up 64
        Add-MemoryRow 'peak memory over idle' "download $size MB" $down 64
    }

    Remove-Item "$folder/memory.bin", "$folder/out/memory.bin"
}

function Measure-ListMemory {
    param([string] $Connect)

    $one = Get-PeakMB "$Connect `$null = Get-IkStorageObject listed -First 100"
    $all = (Get-PeakMB "$Connect Get-IkStorageObject listed | Out-Null") - $one
    Add-MemoryRow 'memory growth, list' "$Objects objects" $all 50
}

function Get-PeerVersions {
    @(
        if ($hasCurl) { ((& curl --version)[0] -split ' ')[0, 1] -join ' ' }
        if ($python) { & $python -c 'import httpx, platform; print(f"Python {platform.python_version()}, httpx {httpx.__version__}")' }
    ) -join ', '
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
        '| measure | candidate | median | ratio | reached |'
        '|---|---|---:|---:|---|'
        $rows | ForEach-Object { "| $($_.Measure) | $($_.Candidate) | $($_.Median) | $($_.Ratio) | $($_.Reached) |" }
        ''
        'How it is measured:'
        ''
        '- Client and emulator share the cores. Where both hash and both cores are busy, a peer that does not hash leaves more to the emulator; over a network it would not.'
        '- "official pattern" is what the official Python client does, with httpx: whole files in memory, one request after the other. Its connections send without delay, as newer httpcore does; else each POST would take 40 ms more.'
        '- "one by one (HttpClient)" is the floor: a bare .NET loop with no check, no pipeline and no cmdlet.'
        '- "Whole process" rows begin with the start of a new PowerShell, the import and the connection; the others are measured in one that is warm, and when what .NET compiles in the background is done. The peers'' processes start anew in either.'
        '- Where a target is missed, the row says no.'
        $notes | ForEach-Object { "- $_" }
    )
    Set-Content -LiteralPath $Path $lines
}
