<#
.SYNOPSIS
    A tour through the whole module, with everything that it shows written down: for the test that looks for secrets in it.
.DESCRIPTION
    Runs in a PowerShell of its own, with all preferences on. Every step is run twice: as a user would, with a transcript, and once more
    with all its streams taken apart. The API token comes in IKOMIA_TOKEN, so that it is on no command line.
#>
param([string] $Module, [string] $Address, [string] $Folder)

$ErrorActionPreference = 'Continue'
$VerbosePreference = 'Continue'
$DebugPreference = 'Continue'
$ProgressPreference = 'Continue'
$PSStyle.OutputRendering = 'PlainText'
$PSDefaultParameterValues = @{ 'Invoke-RestMethod:Verbose' = $false; 'Invoke-RestMethod:Debug' = $false }
Import-Module $Module -Verbose:$false -Debug:$false
. $PSScriptRoot/Faults.ps1
$test = [pscustomobject]@{ Address = $Address; Token = $env:IKOMIA_TOKEN }
$record = "$Folder/record.txt"

# Everything that can be made visible of an object.
function Write-Record {
    param($Value)

    if ($null -eq $Value) {
        return
    }

    # An error, and a file by its provider, lead to all of PowerShell, if they are followed far enough.
    $isError = $Value -is [System.Management.Automation.ErrorRecord]
    $depth = if ($isError -or $Value -is [System.IO.FileSystemInfo]) { 1 } else { 4 }
    $lines = @(
        "$Value"
        $Value | Out-String
        $Value | Format-List * -Force | Out-String
        ConvertTo-Json $Value -Depth $depth -WarningAction SilentlyContinue
        [System.Management.Automation.PSSerializer]::Serialize($Value, $depth)
        if ($isError) {
            $Value | Get-Error | Out-String
            for ($exception = $Value.Exception; $exception; $exception = $exception.InnerException) {
                $exception.ToString()
                $exception | Format-List * -Force | Out-String
            }
        }
    )
    [System.IO.File]::AppendAllLines($record, [string[]]$lines)
}

# Runs a step with its streams apart. What is kept secret by agreement (the URL that was asked for) is left out with -NoOutput.
function Invoke-Step {
    param([scriptblock] $Script, [switch] $NoOutput, [hashtable[]] $Fault)

    Add-Content -LiteralPath $record -Value "--- $Script"
    foreach ($time in 1, 2) {
        if ($Fault) {
            Set-Fault $test $Fault
        }

        if ($time -eq 1) {
            & $Script | Where-Object { -not $NoOutput } | Out-Default
            continue
        }

        $shell = [powershell]::Create($beside)
        try {
            try {
                $output = $shell.AddScript($Script).Invoke()
            }
            catch [System.Management.Automation.MethodInvocationException] {
                Write-Record $_.Exception.InnerException.ErrorRecord
            }

            if (-not $NoOutput) {
                $output.ForEach{ Write-Record $_ }
            }

            $shell.Streams.Error.ForEach{ Write-Record $_ }
            $lines = @(
                foreach ($stream in 'Warning', 'Verbose', 'Debug', 'Information') {
                    $shell.Streams.$stream.ForEach{ "${stream}: $_" }
                }

                $shell.Streams.Progress.ForEach{ "Progress: $($_.Activity) | $($_.StatusDescription) | $($_.CurrentOperation)" }
            )
            [System.IO.File]::AppendAllLines($record, [string[]]$lines)
        }
        finally {
            $shell.Dispose()
        }
    }

    if ($Fault) {
        Clear-Fault $test
    }
}

# An answer of this status that lets nobody wait before the next try.
function New-Answer {
    param([string] $Route, [int] $Status, $Body = @{ detail = 'Refused, as it was told to.' })

    @{ route = $Route; action = 'status'; status = $Status; headers = @{ 'Retry-After' = '0' }; body = $Body; times = -1; when = 'after-body' }
}

# Another runspace, whose streams can be read.
$beside = [runspacefactory]::CreateRunspace()
$beside.Open()
foreach ($name in 'Address', 'Folder') {
    $beside.SessionStateProxy.SetVariable($name, (Get-Variable $name -ValueOnly))
}

foreach ($name in 'ErrorActionPreference', 'VerbosePreference', 'DebugPreference', 'ProgressPreference') {
    $beside.SessionStateProxy.SetVariable($name, [System.Management.Automation.ActionPreference]::Continue)
}

$shell = [powershell]::Create($beside)
$null = $shell.AddScript('Import-Module $args[0] -Verbose:$false -Debug:$false; $secret = $env:IKOMIA_TOKEN').AddArgument($Module).Invoke()
$shell.Dispose()

$secret = $env:IKOMIA_TOKEN
$null = New-Item "$Folder/data/sub" -ItemType Directory
'one' | Set-Content "$Folder/data/one.txt"
'two' | Set-Content "$Folder/data/sub/two.txt"
[System.IO.File]::WriteAllBytes("$Folder/large.bin", [byte[]]::new(3MB))
$null = Start-Transcript "$Folder/transcript.txt"

# All is well.
Invoke-Step { Connect-IkScale $Address -ScaleUrl $Address -StorageUrl $Address -PassThru }
Invoke-Step { Connect-IkScale $Address $secret -ScaleUrl $Address -StorageUrl $Address -PassThru }
Invoke-Step { Get-IkConnection }
Invoke-Step { Get-IkDeployment }
Invoke-Step { Send-IkStorageObject "$Folder/data" tour/ -Recurse -Force }
Invoke-Step { Send-IkStorageObject "$Folder/data" tour/data.zip -AsArchive -Force }
Invoke-Step { Send-IkStorageObject -Content 'temporary' }
Invoke-Step { Send-IkStorageObject "$Folder/large.bin" tour/large.bin -Force }
Invoke-Step { Get-IkStorageObject tour }
Invoke-Step { Get-IkStorageObject tour/one.txt | Get-IkStorageObject }
Invoke-Step { Read-IkStorageObject tour/one.txt }
Invoke-Step { Read-IkStorageObject tour "$Folder/out" -Recurse -Force }
Invoke-Step { Read-IkStorageObject tour/one.txt, tour/sub/two.txt "$Folder/slow" -Force } -Fault @{ route = 'content'; action = 'drip'; bytesPerSecond = 8; times = -1 }
Invoke-Step { Read-IkStorageObject tour/data.zip "$Folder/expanded" -ExpandArchive -Force }
Invoke-Step { Copy-IkStorageObject tour/one.txt tour/copy.txt -Force }
Invoke-Step { New-IkStoragePresignedUrl tour/one.txt } -NoOutput
Invoke-Step { Invoke-IkDeployment "$Folder/data/one.txt" -DataType text -TaskName describe }
Invoke-Step { Get-IkStorageObject tour/one.txt | Invoke-IkDeployment -TaskName store -DataType text }
Invoke-Step { Invoke-IkDeployment -NoWait }
Invoke-Step { Invoke-IkDeployment -NoWait | Receive-IkDeploymentRun -Wait | Save-IkDeploymentOutput "$Folder/outputs" }
Invoke-Step { Remove-IkStorageObject tour/copy.txt -WhatIf }
Invoke-Step { (TabExpansion2 'Get-IkStorageObject tour/' -cursorColumn 25).CompletionMatches }

# The content is on another host: it is read through a signed URL.
$elsewhere = @{ route = 'list'; action = 'rewrite'; find = '"download_url":"http://127.0.0.1'; with = '"download_url":"http://localhost'; times = -1 }
Invoke-Step { Read-IkStorageObject tour/one.txt } -Fault $elsewhere
Invoke-Step { Get-IkStorageObject tour/one.txt } -Fault @{ route = 'list'; action = 'rewrite'; find = '/v1/content/'; with = '/v1/content/x?signature=s1gned&x='; times = -1 }
foreach ($status in 403, 404, 410, 429, 503) {
    Invoke-Step { Read-IkStorageObject tour/one.txt } -Fault $elsewhere, (New-Answer 'content' $status)
}

Invoke-Step { Read-IkStorageObject tour/one.txt "$Folder/damaged.txt" } -Fault $elsewhere, @{ route = 'content'; action = 'corrupt'; times = -1 }
Invoke-Step { Read-IkStorageObject tour/one.txt } -Fault @{
    route = 'content'; action = 'status'; status = 302; times = -1; headers = @{ Location = 'http://localhost:{port}/v1/content/x?signature=s1gned' }
}

# The token is not given, or not good.
foreach ($status in 401, 403, 404, 503) {
    Invoke-Step { Connect-IkScale $Address $secret -ScaleUrl $Address -StorageUrl $Address } -Fault (New-Answer 'jwt' $status)
}

foreach ($body in '<html>', '{"id_token": "eyJhbGciOiJIUzI1NiJ9.broken', '{"token": "eyJhbGciOiJIUzI1NiJ9.other"}') {
    Invoke-Step { Connect-IkScale $Address $secret -ScaleUrl $Address -StorageUrl $Address } -Fault (New-Answer 'jwt' 200 $body)
}

Invoke-Step { Connect-IkScale $Address "wrong-$secret" -ScaleUrl $Address -StorageUrl $Address }
Invoke-Step { Connect-IkScale $Address $secret -ScaleUrl 'http://example.org' -StorageUrl $Address }
Invoke-Step { Get-IkStorageObject } -Fault (New-Answer 'list' 401 @{ detail = 'Invalid token eyJhbGciOiJIUzI1NiJ9.eyJ4IjoxfQ.c2ln' })

# Everything else that can go wrong.
foreach ($status in 402, 403, 409, 413, 429, 500) {
    Invoke-Step { Send-IkStorageObject -Content 'x' } -Fault (New-Answer 'create' $status)
}

foreach ($status in 404, 422, 503) {
    Invoke-Step { Invoke-IkDeployment } -Fault (New-Answer 'run' $status)
}

Invoke-Step { Get-IkStorageObject } -Fault (New-Answer 'list' 200 '<html>Sign in</html>')
Invoke-Step { Get-IkStorageObject } -Fault (New-Answer 'list' 502 '<html>Bad gateway</html>')
Invoke-Step { Send-IkStorageObject -Content 'x' } -Fault @{ route = 'create'; action = 'reset'; when = 'after-body'; times = -1 }
Invoke-Step { New-IkStoragePresignedUrl tour/one.txt } -Fault (New-Answer 'presign' 403)
Invoke-Step { New-IkStoragePresignedUrl tour/one.txt } -Fault (New-Answer 'presign' 200 '{"presigned_download_url": "https://host/x?signature=s1gned"')
Invoke-Step { Remove-IkStorageObject tour/one.txt -Confirm:$false } -Fault (New-Answer 'delete' 403)
Invoke-Step { Invoke-IkDeployment -TaskName fail }
Invoke-Step { Invoke-IkDeployment } -Fault @{ route = 'results'; action = 'truncate'; times = 1 }
Invoke-Step { Get-IkStorageObject nothing/here }
Invoke-Step { Read-IkStorageObject tour/one.txt "$Folder/out/one.txt" }
Invoke-Step { Disconnect-IkScale }
$null = Stop-Transcript
$beside.Dispose()
Add-Content -LiteralPath $record -Value '--- The end of the tour.'
