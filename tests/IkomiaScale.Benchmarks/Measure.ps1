<#
.SYNOPSIS
    Measures the module beside what a user would otherwise do, in one run against one emulator, and writes docs/benchmarks.md.
.DESCRIPTION
    Every measure has several candidates; they take turns for some rounds, and medians and ratios of medians are told. Single
    absolute times say little: machines differ, and drift. Peers that are not installed are left out with a note.
    Let the machine rest for some minutes before: ext4 without a journal is slow to make files where many were deleted just now.
#>
param(
    # How many rounds, after those that warm up: .NET compiles a method again when it is called often.
    [int] $Rounds = 5,

    # How many rounds warm up, where one transfer does not call everything often enough already.
    [int] $WarmUps = 5,

    # The large file, in MB.
    [int] $LargeMB = 1024,

    # How many small files.
    [int] $Files = 2000,

    # How many of them the official client's pattern is measured with at a distance, where it takes long; its time is scaled up.
    [int] $OfficialFiles = 50,

    # The round trips of the part "at a distance", in milliseconds.
    [int[]] $RoundTrips = (40, 0, 10, 100),

    # How many objects are listed.
    [int] $Objects = 100000,

    # What is measured: transfers over lines, those on one machine, or both. What is left out of the report's sections stays.
    [ValidateSet('All', 'Distance', 'Machine')]
    [string] $Part = 'All',

    # Only measures whose name matches.
    [string] $Only = '*',

    # Where the table goes.
    [string] $Report = (Join-Path (Split-Path (Split-Path $PSScriptRoot)) 'docs/benchmarks.md')
)

$ErrorActionPreference = 'Stop'
$ProgressPreference = 'SilentlyContinue'
Set-StrictMode -Version 3.0
. $PSScriptRoot/Measure.Tools.ps1
. $PSScriptRoot/Measure.Report.ps1
. $PSScriptRoot/Measure.Peers.ps1
. $PSScriptRoot/Measure.Distance.ps1

$folder = Join-Path ([System.IO.Path]::GetTempPath()) "ikomiascale-bench-$([guid]::NewGuid().ToString('N'))"
$null = New-Item "$folder/out" -ItemType Directory
Import-Module $module

# What a sync remembers of files is this run's own.
$cacheHome = $env:XDG_CACHE_HOME
$env:XDG_CACHE_HOME = "$folder/cache"
Start-IkEmulator -DataPath "$folder/emulator"
$emulator = (Get-Process | Where-Object { $_.Parent -and $_.Parent.Id -eq $PID }).Id
try {
    $address = ([string](Get-IkConnection).Endpoint).TrimEnd('/')
    $direct = $address
    $jwt = (Invoke-RestMethod "$address/v1/projects/jwt/?endpoint=$([uri]::EscapeDataString($address))&storage=true" -Headers @{ Authorization = 'Token emulator-token' }).id_token
    $bearer = "Authorization: Bearer $jwt"
    $large = New-RandomFile "$folder/large.bin" ($LargeMB * 1MB)
    $largeObject = Send-IkStorageObject $large base.bin
    $connect = "Import-Module '$module'; Connect-IkScale $address emulator-token -ScaleUrl $address -StorageUrl $address; `$ProgressPreference = 'SilentlyContinue';"

    $small = "$folder/small"
    $null = New-Item $small -ItemType Directory
    1..$Files | ForEach-Object { $null = New-RandomFile ('{0}/{1:d5}.bin' -f $small, $_) 16KB $_ }
    $null = Send-IkStorageObject $small -Destination many/ -Recurse
    $few = "$folder/few"
    $null = New-Item $few -ItemType Directory
    Get-ChildItem $small | Select-Object -First $OfficialFiles | Copy-Item -Destination $few
    $null = Send-IkStorageObject $few -Destination few/ -Recurse
    if ($Part -ne 'Machine' -and "list $Objects objects, at 40 ms" -like $Only) {
        Add-Objects $Objects
    }

    # Distance first: that is where users are.
    if ($Part -ne 'Machine') {
        $RoundTrips | ForEach-Object { Measure-Distance $_ }
        Measure-LargeAtDistance
        Measure-Processor
    }

    if ($Part -eq 'Distance') {
        Write-Report $Report
        return
    }

    # How many objects a project has matters to a sync, which looks for what it need not send. So they come when they are needed.
    Remove-IkStorageObject listed -Recurse -Confirm:$false -ErrorAction Ignore

    # Their processes start anew each time, beside ours that is warm and beside ours that starts too.
    $curlUp = { Get-Seconds { Send-Curl $large curl.bin } }
    $curlUpChecked = { Get-Seconds { Send-Curl $large curl.bin; sha256sum $large } }
    $curlDown = { Get-Seconds { Read-Curl $largeObject.DownloadUrl "$folder/out/curl.bin" } }
    $curlDownChecked = { Get-Seconds { Read-Curl $largeObject.DownloadUrl "$folder/out/curl.bin"; sha256sum "$folder/out/curl.bin" } }
    $curlManyUp = { $list = New-CurlUploads $small (New-Prefix); Get-Seconds { Invoke-CurlList $list } }

    Measure-Candidates "upload $LargeMB MB" @{
        Before = { Clear-Large }
        WarmUps = 3
        Ours = { Get-Seconds { Send-IkStorageObject $large ours.bin } }
        Peers = [ordered]@{
            'curl' = @{ Target = 0.8; Script = $curlUp }
            'curl + sha256sum' = @{ Target = 1.6; Script = $curlUpChecked }
            'ours, progress shown' = @{ AtMost = 1.03; Script = { Get-Seconds { Invoke-WithProgress { Send-IkStorageObject $large ours.bin } } } }
            'ours, -SkipChecksum' = @{ Script = { Get-Seconds { Send-IkStorageObject $large ours.bin -SkipChecksum } } }
        }
    }

    Measure-Candidates "download $LargeMB MB" @{
        Before = { Clear-Large }
        WarmUps = 3
        Ours = { Get-Seconds { $largeObject | Read-IkStorageObject -Destination "$folder/out/ours.bin" } }
        Peers = [ordered]@{
            'curl' = @{ Script = $curlDown }
            'curl + sha256sum' = @{ Target = 1.6; Script = $curlDownChecked }
            'ours, progress shown' = @{ AtMost = 1.03; Script = { Get-Seconds { Invoke-WithProgress { $largeObject | Read-IkStorageObject -Destination "$folder/out/ours.bin" } } } }
            'ours, -SkipChecksum' = @{ Script = { Get-Seconds { $largeObject | Read-IkStorageObject -Destination "$folder/out/ours.bin" -SkipChecksum } } }
        }
    }

    Measure-Candidates "upload $LargeMB MB, whole process" @{
        Before = { Clear-Large }
        WarmUps = 1
        Ours = { Get-Seconds { Invoke-Shell "$connect `$null = Send-IkStorageObject '$large' ours.bin" } }
        Peers = [ordered]@{
            'curl' = @{ Script = $curlUp }
            'curl + sha256sum' = @{ Script = $curlUpChecked }
        }
    }

    Measure-Candidates "download $LargeMB MB, whole process" @{
        Before = { Clear-Large }
        WarmUps = 1
        Ours = { Get-Seconds { Invoke-Shell "$connect `$null = Read-IkStorageObject base.bin '$folder/out/ours.bin'" } }
        Peers = [ordered]@{
            'curl' = @{ Script = $curlDown }
            'curl + sha256sum' = @{ Script = $curlDownChecked }
        }
    }

    Measure-Memory $connect

    Measure-Candidates "$Files files of 16 KB up" @{
        Alone = 20
        Ours = { $to = New-Prefix; Get-Seconds { Send-IkStorageObject $small -Destination "$to/" -Recurse } }
        Peers = [ordered]@{
            'official pattern' = @{ Target = 5; Script = { Invoke-Official send $small (New-Prefix) } }
            'one by one (HttpClient)' = @{ Script = { Invoke-Floor send $small (New-Prefix) } }
            'curl --parallel' = @{ Target = 0.8; Script = $curlManyUp }
        }
    }

    Measure-Candidates "$Files files of 16 KB down" @{
        Alone = 20
        Ours = { $to = New-OutFolder; Get-Seconds { Get-IkStorageObject many | Read-IkStorageObject -Destination $to } }
        Peers = [ordered]@{
            'official pattern' = @{ Target = 5; Script = { Invoke-Official read many (New-OutFolder) } }
            'one by one (HttpClient)' = @{ Script = { Invoke-Floor read many (New-OutFolder) } }
        }
    }

    # What curl is given is a list of addresses: so are we here.
    $listed = @(Get-IkStorageObject many)
    Measure-Candidates "$Files files of 16 KB down, listed before" @{
        Alone = 20
        Ours = { $to = New-OutFolder; Get-Seconds { $listed | Read-IkStorageObject -Destination $to } }
        Peers = [ordered]@{
            'curl --parallel' = @{ Target = 0.8; Script = { $list = New-CurlDownloads many (New-OutFolder); Get-Seconds { Invoke-CurlList $list } } }
        }
    }

    Measure-Candidates "$Files files of 16 KB up, whole process" @{
        Ours = { $to = New-Prefix; Get-Seconds { Invoke-Shell "$connect `$null = Send-IkStorageObject '$small' '$to/' -Recurse" } }
        Peers = [ordered]@{
            'official pattern' = @{ Script = { $to = New-Prefix; Get-Seconds { Invoke-Official send $small $to } } }
            'curl --parallel' = @{ Script = $curlManyUp }
        }
    }

    Measure-Candidates "$Files files of 16 KB down, whole process" @{
        Ours = { $to = New-OutFolder; Get-Seconds { Invoke-Shell "$connect `$null = Get-IkStorageObject many | Read-IkStorageObject -Destination '$to'" } }
        Peers = [ordered]@{
            'official pattern' = @{ Script = { $to = New-OutFolder; Get-Seconds { Invoke-Official read many $to } } }
        }
    }

    Measure-Candidates "copy $Files objects" @{
        Alone = 20
        Ours = { $to = New-Prefix; Get-Seconds { Get-IkStorageObject many | Copy-IkStorageObject -Destination "$to/" } }
        Peers = [ordered]@{
            'official pattern' = @{ Target = 5; Script = { Invoke-Official copy many (New-Prefix) } }
            'one by one (HttpClient)' = @{ Script = { Invoke-Floor copy many (New-Prefix) } }
        }
    }

    Measure-Candidates "remove $Files objects" @{
        Alone = 20
        Ours = { $from = New-Copy; Get-Seconds { Remove-IkStorageObject $from -Recurse -Confirm:$false } }
        Peers = [ordered]@{
            'official pattern' = @{ Target = 5; Script = { Invoke-Official remove (New-Copy) } }
            'one by one (HttpClient)' = @{ Script = { Invoke-Floor remove (New-Copy) } }
            'ours, through the pipeline' = @{ Script = { $from = New-Copy; Get-Seconds { Get-IkStorageObject $from | Remove-IkStorageObject -Confirm:$false } } }
        }
    }

    # Contents that the project does not have, each time: else they would be copied and not sent.
    $fresh = "$folder/fresh"
    $null = New-Item $fresh -ItemType Directory
    $firstSync = @{
        Before = { Clear-Copies; New-Contents $fresh }
        Ours = { $to = New-Prefix; Get-Seconds { Sync-IkStorageObject $fresh $to 6> $null } }
        Peers = [ordered]@{
            'ours, Send -Recurse' = @{ Target = 1 / 1.1; Script = { $to = New-Prefix; Get-Seconds { Send-IkStorageObject $fresh -Destination "$to/" -Recurse } } }
        }
    }
    Measure-Candidates "first sync of $Files files of 16 KB" $firstSync

    $synced = "$folder/synced"
    if ('nothing to sync, 10000 objects' -like $Only) {
        $null = New-Item $synced -ItemType Directory
        1..10000 | ForEach-Object { [System.IO.File]::WriteAllText("$synced/$_.txt", "$_") }
        Start-Sleep -Seconds 3
        $null = Sync-IkStorageObject $synced synced 6> $null
    }

    Measure-Candidates 'nothing to sync, 10000 objects' @{
        Ours = { Get-Seconds { Sync-IkStorageObject $synced synced -Delete 6> $null } }
        Peers = [ordered]@{
            'listing them' = @{ Target = 1 / 1.2; Script = { Get-Seconds { Get-IkStorageObject synced } } }
            'compared by size and time' = @{ Script = { Get-Seconds { Sync-IkStorageObject $synced synced -Delete -CompareBy SizeAndTime 6> $null } } }
        }
    }

    $withMore = "first sync of $Files files of 16 KB, $Objects objects more"
    if ("list $Objects objects" -like $Only -or $withMore -like $Only) {
        Add-Objects $Objects
        $firstSync.Peers['ours, Send -Recurse'].Remove('Target')
        Measure-Candidates $withMore $firstSync
        Measure-Candidates "list $Objects objects" @{
            Ours = { Get-Seconds { Get-IkStorageObject listed | Out-Null } }
            Peers = [ordered]@{
                'bare HttpClient, same parser' = @{ Target = 1 / 1.5; Script = { Invoke-Floor list listed } }
                'the first object' = @{ Script = { Get-Seconds { Get-IkStorageObject listed | Select-Object -First 1 } } }
            }
        }
        if ("list $Objects objects" -like $Only) { Measure-ListMemory $connect }
    }

    Measure-Candidates '200 runs of 20 ms, 10 in parallel' @{
        Ours = { Get-Seconds { 1..200 | ForEach-Object { @{ DATA_DICT = @{ n = $_ } } } | Invoke-IkDeployment -TaskName slow -Parameter @{ milliseconds = 20 } -ThrottleLimit 10 } }
        Peers = [ordered]@{ 'ideal (200 x 20 ms / 10, and one poll of 10 ms)' = @{ Target = 1 / 1.3; Script = { 0.41 } } }
    }

    # 1 ms each: what writing down costs is most of it.
    function Get-Run { param([int] $Count) for ($n = 0; $n -lt $Count; $n++) { @{ DATA_DICT = @{ n = $n } } } }
    $quick = @{ TaskName = 'slow'; Parameter = @{ milliseconds = 1 }; ThrottleLimit = 10 }
    Measure-Candidates '2000 runs of 1 ms, over a journal' @{
        WarmUps = 1
        Ours = { $to = "$folder/$(New-Prefix)"; Get-Seconds { Get-Run 2000 | Invoke-IkDeployment @quick -Journal $to 6> $null } }
        Peers = [ordered]@{ 'ours, without a journal' = @{ Target = 0.7; Script = { Get-Seconds { Get-Run 2000 | Invoke-IkDeployment @quick } } } }
    }

    if ('10000 runs recalled from a journal' -like $Only) {
        $null = Get-Run 10000 | Invoke-IkDeployment @quick -Journal "$folder/recalled" 6> $null
    }

    Measure-Candidates '10000 runs recalled from a journal' @{
        WarmUps = 1
        Ours = { Get-Seconds { Get-Run 10000 | Invoke-IkDeployment @quick -Journal "$folder/recalled" 6> $null } }
        Peers = [ordered]@{ 'five seconds' = @{ Target = 1; Script = { 5 } } }
    }

    Measure-Candidates 'Import-Module, whole process' @{
        Ours = { Get-Seconds { Invoke-Shell "Import-Module '$module'" } }
        Peers = [ordered]@{ 'PowerShell alone' = @{ AllowedSeconds = 0.2; Script = { Get-Seconds { Invoke-Shell 1 } } } }
    }

    Write-Report $Report
}
finally {
    Stop-IkEmulator
    $env:XDG_CACHE_HOME = $cacheHome
    Remove-Item -LiteralPath $folder -Recurse -Force
}
