# What Measure.ps1 works with: candidates that take turns, and what they need.

$root = Split-Path (Split-Path $PSScriptRoot)
$module = Join-Path $root 'output/IkomiaScale'
$shell = (Get-Process -Id $PID).Path

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

    # .NET compiles again what is called often, on the cores that a transfer of small files needs. So ours runs alone until that is over.
    for ($time = 0; $time -lt ($Candidates['Alone'] ?? 0); $time++) {
        if ($Candidates['Before']) { & $Candidates.Before }
        $null = & $Candidates.Ours
    }

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
    & dotnet $floor memory (2 * $LargeMB)
}

function New-Prefix { "p$([guid]::NewGuid().ToString('N'))" }

function New-OutFolder { (New-Item "$folder/out/$([guid]::NewGuid().ToString('N'))" -ItemType Directory).FullName }

# Removes what earlier rounds have sent and copied.
function Clear-Copies { Get-IkStorageObject 'p*' | Remove-IkStorageObject -Confirm:$false }

# Files of 16 KB with contents that there were none of before.
$contents = [System.Random]::new(1)
function New-Contents {
    param([string] $Folder)

    $bytes = [byte[]]::new(16KB)
    1..$Files | ForEach-Object {
        $contents.NextBytes($bytes)
        [System.IO.File]::WriteAllBytes("$Folder/$_.bin", $bytes)
    }
}

function New-Copy {
    $to = New-Prefix
    $null = Get-IkStorageObject many | Copy-IkStorageObject -Destination "$to/"
    $to
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

    # As many at once as the automatic limit ever allows, each large enough to be under way together with the others.
    $wide = "$folder/wide"
    $null = New-Item $wide -ItemType Directory
    1..64 | ForEach-Object { $null = New-RandomFile "$wide/$_.bin" 16MB $_ }
    $up = (Get-PeakMB "$Connect `$null = Send-IkStorageObject '$wide' -Destination wide/ -Recurse -ThrottleLimit 64") - $idle
    $down = (Get-PeakMB "$Connect `$null = Read-IkStorageObject wide '$(New-OutFolder)' -Recurse -ThrottleLimit 64") - $idle
    Add-MemoryRow 'peak memory over idle' 'upload 64 files of 16 MB in parallel' $up 64
    Add-MemoryRow 'peak memory over idle' 'download 64 files of 16 MB in parallel' $down 64
    Remove-IkStorageObject wide -Recurse -Confirm:$false
    Remove-Item $wide -Recurse
}

function Measure-ListMemory {
    param([string] $Connect)

    $one = Get-PeakMB "$Connect `$null = Get-IkStorageObject listed -First 100"
    $all = (Get-PeakMB "$Connect Get-IkStorageObject listed | Out-Null") - $one
    Add-MemoryRow 'memory growth, list' "$Objects objects" $all 50
}
