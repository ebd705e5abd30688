# What the module is measured beside: curl, the official client's pattern, and a bare HttpClient.

$floor = Join-Path $PSScriptRoot 'bin/Release/net10.0/IkomiaScale.Benchmarks.dll'
$hasCurl = [bool](Get-Command curl -CommandType Application -ErrorAction Ignore)
if (-not $hasCurl) {
    $notes.Add('curl is not installed; its rows are left out.')
}

# The Python that has httpx, if there is one.
$python = 'python3', '/usr/bin/python3', 'python' | Where-Object { & $_ -c 'import httpx' 2>$null; $LASTEXITCODE -eq 0 } | Select-Object -First 1
if (-not $python) {
    $notes.Add('httpx for Python is not installed; the rows of the official client''s call pattern are left out.')
}

function Invoke-Curl {
    & curl --silent --show-error --fail -H $bearer @args
    if ($LASTEXITCODE -ne 0) {
        throw "curl failed with exit code $LASTEXITCODE."
    }
}

# Each transfer of a list has its own header: one on the command line would come on top of the first one's.
function Invoke-CurlList {
    param([string] $List, [int] $AtOnce = 50)

    & curl --no-progress-meter --fail-early --parallel --parallel-max $AtOnce --config $List
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

    # Through the line that is measured, whatever line it was listed over.
    $lines = foreach ($item in Get-IkStorageObject $From) {
        "url = `"$address$(([uri] $item.DownloadUrl).PathAndQuery)`"", "output = `"$To/$($item.Name)`"", "header = `"$bearer`"", 'fail', 'next'
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
