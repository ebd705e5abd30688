# The part "at a distance": the same work over lines of a relay of its own, side by side with peers at their best setting.

# A line to the emulator: its address and the process, which ends with its input.
function New-Line {
    param([string[]] $Options)

    $start = [System.Diagnostics.ProcessStartInfo]::new('dotnet')
    @($floor, 'relay', ([uri] $address).Port) + $Options | ForEach-Object { $start.ArgumentList.Add($_) }
    $start.RedirectStandardInput = $start.RedirectStandardOutput = $true
    $process = [System.Diagnostics.Process]::Start($start)
    [pscustomobject]@{ Address = ($process.StandardOutput.ReadLine() -split ' ')[-1]; Process = $process }
}

function Close-Line {
    param($Line)

    $Line.Process.StandardInput.Close()
    $Line.Process.WaitForExit()
}

# Runs a script with everybody's address being the line's. The deployment keeps its own, by which the account knows it.
function Use-Line {
    param([string[]] $Options, [scriptblock] $Script)

    $line = New-Line $Options
    $script:address = $line.Address
    try {
        Connect-IkScale $direct emulator-token -ScaleUrl $line.Address -StorageUrl $line.Address
        & $Script
    }
    finally {
        $script:address = $direct
        Connect-IkScale $direct emulator-token -ScaleUrl $direct -StorageUrl $direct
        Close-Line $line
    }
}

# The official client's pattern takes minutes over a long line, so it is measured with some of the files.
function Invoke-OfficialPart {
    param([string] $What, [string] $From, [string] $To)

    (Invoke-Official $What $From $To) * $Files / $OfficialFiles
}

# Beginning with what nobody has found yet: a PowerShell that has just started, its start not counted.
function Get-FreshSeconds {
    param([string] $Command)

    [double](Invoke-Shell "Import-Module '$module'; Connect-IkScale $direct emulator-token -ScaleUrl $address -StorageUrl $address; `$ProgressPreference = 'SilentlyContinue';
        `$null = Get-IkStorageObject few -First 1; `$watch = [System.Diagnostics.Stopwatch]::StartNew(); `$null = $Command; `$watch.Elapsed.TotalSeconds.ToString([cultureinfo]::InvariantCulture)")
}

function Measure-Distance {
    param([int] $RoundTrip)

    # The targets are those of 40 ms; the other lines show how it grows.
    function Get-Aim { param([double] $Ratio) if ($RoundTrip -eq 40) { $Ratio } }

    $at = "at $RoundTrip ms"
    Use-Line @('--delay', ($RoundTrip / 2)) {
        Measure-Candidates "$Files files of 16 KB up, $at" @{
            Ours = { Get-FreshSeconds "Send-IkStorageObject '$small' -Destination '$(New-Prefix)/' -Recurse" }
            Peers = [ordered]@{
                'curl --parallel-max 50' = @{ Target = Get-Aim (1 / 1.25); Script = { $list = New-CurlUploads $small (New-Prefix); Get-Seconds { Invoke-CurlList $list 50 } } }
                'official pattern' = @{ Target = Get-Aim 30; Script = { Invoke-OfficialPart send $few (New-Prefix) } }
                'ours, -ThrottleLimit 8' = @{ Script = { Get-FreshSeconds "Send-IkStorageObject '$small' -Destination '$(New-Prefix)/' -Recurse -ThrottleLimit 8" } }
            }
        }

        Measure-Candidates "$Files files of 16 KB down, $at" @{
            Ours = { Get-FreshSeconds "Get-IkStorageObject many | Read-IkStorageObject -Destination '$(New-OutFolder)'" }
            Peers = [ordered]@{
                'curl --parallel-max 50' = @{ Target = Get-Aim (1 / 1.25); Script = { $list = New-CurlDownloads many (New-OutFolder); Get-Seconds { Invoke-CurlList $list 50 } } }
                'official pattern' = @{ Target = Get-Aim 30; Script = { Invoke-OfficialPart read few (New-OutFolder) } }
                'ours, -ThrottleLimit 8' = @{ Script = { Get-FreshSeconds "Get-IkStorageObject many | Read-IkStorageObject -Destination '$(New-OutFolder)' -ThrottleLimit 8" } }
            }
        }

        Measure-Candidates "copy $Files objects, $at" @{
            Ours = { Get-FreshSeconds "Get-IkStorageObject many | Copy-IkStorageObject -Destination '$(New-Prefix)/'" }
            Peers = [ordered]@{
                'bare requests, 50 in parallel' = @{ Target = Get-Aim (1 / 1.25); Script = { Invoke-Floor copy many (New-Prefix) 50 } }
                'official pattern' = @{ Target = Get-Aim 30; Script = { Invoke-OfficialPart copy few (New-Prefix) } }
                'ours, -ThrottleLimit 8' = @{ Script = { Get-FreshSeconds "Get-IkStorageObject many | Copy-IkStorageObject -Destination '$(New-Prefix)/' -ThrottleLimit 8" } }
            }
        }

        Measure-Candidates "remove $Files objects, $at" @{
            Ours = { Get-FreshSeconds "Remove-IkStorageObject $(New-Copy) -Recurse -Confirm:`$false" }
            Peers = [ordered]@{
                'bare requests, 50 in parallel' = @{ Target = Get-Aim (1 / 1.25); Script = { Invoke-Floor remove (New-Copy) 50 } }
                'ours, through the pipeline' = @{ Script = { Get-FreshSeconds "Get-IkStorageObject $(New-Copy) | Remove-IkStorageObject -Confirm:`$false" } }
            }
        }

        Measure-Candidates "the first 50 files of 16 KB up, $at" @{
            Ours = { Get-FreshSeconds "Get-ChildItem '$small' | Select-Object -First 50 | Send-IkStorageObject -Destination '$(New-Prefix)/'" }
            Peers = [ordered]@{
                'ours, -ThrottleLimit 8' = @{ Target = Get-Aim 0.95; Script = { Get-FreshSeconds "Get-ChildItem '$small' | Select-Object -First 50 | Send-IkStorageObject -Destination '$(New-Prefix)/' -ThrottleLimit 8" } }
            }
        }

        if ($RoundTrip -eq 40 -and "list $Objects objects, $at" -like $Only) {
            Measure-Candidates "list $Objects objects, $at" @{
                WarmUps = 0
                Ours = { Get-Seconds { Get-IkStorageObject listed | Out-Null } }
                Peers = [ordered]@{
                    'one page after the other (HttpClient)' = @{ Target = 5; Script = { Invoke-Floor list listed } }
                    'the first object' = @{ Script = { Get-Seconds { Get-IkStorageObject listed | Select-Object -First 1 } } }
                }
            }
        }
    }
}

# One large file: the line is the limit, or a connection is.
function Measure-LargeAtDistance {
    Use-Line @('--delay', 20, '--rate', 40) {
        $least = $LargeMB * 1MB / 40e6
        foreach ($way in 'up', 'down') {
            Measure-Candidates "$LargeMB MB $way at 40 MB/s and 40 ms" @{
                WarmUps = 0
                Before = { Clear-Large }
                Ours = if ($way -eq 'up') { { Get-Seconds { Send-IkStorageObject $large ours.bin } } } else { { Get-Seconds { Get-IkStorageObject base.bin | Read-IkStorageObject -Destination "$folder/out/ours.bin" } } }
                Peers = [ordered]@{ 'the line' = @{ Target = 1 / 1.02; Script = { $least } } }
            }
        }
    }

    Use-Line @('--delay', 20, '--connection-rate', 10) {
        Measure-Candidates "$LargeMB MB down, 10 MB/s a connection, 40 ms" @{
            WarmUps = 0
            Before = { Clear-Large }
            Ours = { Get-Seconds { Get-IkStorageObject base.bin | Read-IkStorageObject -Destination "$folder/out/ours.bin" } }
            Peers = [ordered]@{ 'one connection' = @{ Target = 3; Script = { $LargeMB * 1MB / 10e6 } } }
        }
    }
}

# The processor time of a program, in seconds.
function Get-ProcessorSeconds {
    param([string] $Program, [string[]] $Arguments)

    # .NET does not know it any more when the process has ended, except on Windows. A shell does.
    if (-not $IsWindows) {
        $told = & env LC_ALL=C bash -c 'TIMEFORMAT="%U %S"; time "$@" > /dev/null 2>&1' bash $Program @Arguments 2>&1 | Select-Object -Last 1
        return ("$told" -split ' ' | ForEach-Object { [double]::Parse($_, [cultureinfo]::InvariantCulture) } | Measure-Object -Sum).Sum
    }

    $start = [System.Diagnostics.ProcessStartInfo]::new($Program)
    $Arguments | ForEach-Object { $start.ArgumentList.Add($_) }
    $process = [System.Diagnostics.Process]::Start($start)
    $process.WaitForExit()
    $process.TotalProcessorTime.TotalSeconds
}

# Seconds of processor time beside the times, ours and curl's.
function Measure-Processor {
    if ('processor time' -notlike $Only) {
        return
    }

    $command = "Import-Module '$module'; Connect-IkScale $direct emulator-token -ScaleUrl $address -StorageUrl $address; `$ProgressPreference = 'SilentlyContinue'; `$own = [System.Diagnostics.Process]::GetCurrentProcess(); `$before = `$own.TotalProcessorTime; `$null = {0}; `$own.Refresh(); (`$own.TotalProcessorTime - `$before).TotalSeconds.ToString([cultureinfo]::InvariantCulture)"
    $works = [ordered]@{
        "upload $LargeMB MB" = @("Send-IkStorageObject '$large' ours.bin -Force", { '-sS', '-o', '/dev/null', '-X', 'PUT', '-H', $bearer, '-F', 'is_directory_archive=false', '-F', "file=@$large;type=application/octet-stream", "$address/v1/objects/curl.bin" })
        "download $LargeMB MB" = @("Read-IkStorageObject base.bin '$folder/out/ours.bin' -Force", { '-sS', '-o', "$folder/out/curl.bin", '-H', $bearer, $largeObject.DownloadUrl })
        "$Files files of 16 KB up" = @("Send-IkStorageObject '$small' -Destination '$(New-Prefix)/' -Recurse", { '--no-progress-meter', '--parallel', '--parallel-max', '50', '--config', (New-CurlUploads $small (New-Prefix)) })
        "$Files files of 16 KB down" = @("Get-IkStorageObject many | Read-IkStorageObject -Destination '$(New-OutFolder)'", { '--no-progress-meter', '--parallel', '--parallel-max', '50', '--config', (New-CurlDownloads many (New-OutFolder)) })
    }
    foreach ($work in $works.Keys) {
        $ours = [double](Invoke-Shell ($command -f $works[$work][0]))
        Add-Row "processor time, $work" 'ours' ('{0:0.00} s' -f $ours)
        if ($hasCurl) {
            $curl = Get-ProcessorSeconds curl (& $works[$work][1])
            Add-Row "processor time, $work" 'curl, no check' ('{0:0.00} s' -f $curl) ('{0:0.00}' -f ($curl / $ours))
        }
    }

    $watch = Get-Seconds { sha256sum $large }
    Add-Row "processor time, sha256 of $LargeMB MB" 'sha256sum' ('{0:0.00} s' -f $watch)
}
