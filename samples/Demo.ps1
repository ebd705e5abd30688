<#
.SYNOPSIS
    Shows the module's whole job against a local emulator: every command as it is typed, what it gave, and how that was checked.
.DESCRIPTION
    Runs in PowerShell, and in tools/IkomiaScale.Host where there is none. That has the engine's own cmdlets and no others, so this uses nothing but them and .NET.
.PARAMETER SizeMB
    The size of the file that is made and sent, in MB.
#>
param(
    [ValidateRange(1, 100000)]
    [int] $SizeMB = 64
)

$ErrorActionPreference = 'Stop'
$ProgressPreference = 'SilentlyContinue'
$checks = 0
if ($PSStyle -and [System.Console]::IsOutputRedirected) {
    $PSStyle.OutputRendering = 'PlainText'
}

function Say {
    param([System.ConsoleColor] $Color, [string] $Text)

    $Host.UI.Write($Color, $Host.UI.RawUI.BackgroundColor, $Text)
    $Host.UI.WriteLine()
}

# Shows a command, runs it, shows what it gave, and gives that to who called.
function Step {
    param([scriptblock] $Command)

    Say Cyan "`n> $("$Command".Trim())"
    $given = @(. $Command)
    $given | Out-Host
    $given
}

function Check {
    param([string] $Text, [bool] $Holds)

    if (-not $Holds) {
        throw "Not true: $Text"
    }

    $script:checks++
    Say Green "  checked: $Text"
}

function Get-Sha256 {
    param([string] $Path)

    $algorithm = [System.Security.Cryptography.SHA256]::Create()
    $stream = [System.IO.File]::OpenRead($Path)
    try {
        [System.BitConverter]::ToString($algorithm.ComputeHash($stream)).Replace('-', '').ToLowerInvariant()
    }
    finally {
        $stream.Dispose()
        $algorithm.Dispose()
    }
}

function New-RandomFile {
    param([string] $Path)

    $block = [byte[]]::new(1MB)
    $stream = [System.IO.File]::Create($Path)
    try {
        for ($megabyte = 0; $megabyte -lt $SizeMB; $megabyte++) {
            [System.Random]::new($megabyte).NextBytes($block)
            $stream.Write($block, 0, $block.Length)
        }
    }
    finally {
        $stream.Dispose()
    }
}

# A real picture, small enough to be sent inline: on white a blue circle, a red square and a green rectangle, 96 x 64 pixels.
$picture = [Convert]::FromBase64String('iVBORw0KGgoAAAANSUhEUgAAAGAAAABACAIAAABqVuVZAAABQklEQVR4Xu3Q240CQQxEUSKZSAh2AyOX3g8kpC0P3H7NYkt15S/EuOVza+5jN/3B/c1AkIGgrwEdP/eLRl9ay0CQgSADQW+BHscxPbrrrHjYrtGX1jIQZCDIQJCBIANBXwOqkoEgA0EGggwEGQgyEGQgyECQgSADQYWBjvsjjv5puXpAEeV09LPZKgFFBRxdMd5boGzF4ztHFw1WAyiePTS6bqQCQPHgidGl3WUHiqdOj67uKzVQPHJx9IGODATlBYrnbRl9hjIQZCAoKVA8bOPoYx8zEGQgyECQgSADQQaCkgK1y4z0GcpAkIGgvEDtAiN9oCMDQamB2lYjXd1XdqC2yUiXdlcAqC0b6bqRagC1BSNdNFgZoDZlpCvGqwT0LCqcjn42Wz2gVxFlo8urwkD/k4EgA0EGggwEGQgyEGQg6BekyzcFoBYZqAAAAABJRU5ErkJggg==')

$place = $ExecutionContext.SessionState.Path
$before = $place.CurrentLocation
$root = [System.IO.Path]::GetDirectoryName($PSScriptRoot)
try {
    [System.IO.File]::OpenRead([System.IO.Path]::Combine($root, 'output/IkomiaScale/IkomiaScale.psd1')).Dispose()
}
catch {
    $cause = $_.Exception.InnerException
    $way = if ($cause -is [System.UnauthorizedAccessException]) { 'Let your user read the folder output, or build it as this user' } else { 'Build it' }
    $Host.UI.WriteErrorLine("The module cannot be read. $($cause.Message) $($way): ./build.sh build, or ./build.ps1 build on Windows.")
    exit 1
}

# The report stays: it is to be looked at.
$reportPath = [System.IO.Path]::Combine($root, 'output/demo-report.html')
$folder = [System.IO.Path]::Combine([System.IO.Path]::GetTempPath(), "ikomiascale-demo-$([guid]::NewGuid().ToString('N'))")
$started = $false
try {
    $null = [System.IO.Directory]::CreateDirectory($folder)
    Say Gray "Making clip.mp4, $SizeMB MB of random content, and picture.png in $folder ..."
    $clip = [System.IO.Path]::Combine($folder, 'clip.mp4')
    New-RandomFile $clip
    $hash = Get-Sha256 $clip
    $png = [System.IO.Path]::Combine($folder, 'picture.png')
    [System.IO.File]::WriteAllBytes($png, $picture)

    $null = $place.SetLocation($root)
    $null = Step { Import-Module ./output/IkomiaScale }
    $null = $place.SetLocation($folder)

    $connection = Step { Start-IkEmulator -DataPath ./emulator -Strict -PassThru }
    $started = $true

    $sent = Step { Send-IkStorageObject clip.mp4 -Destination videos/ }
    Check "the service has what was sent: sha256 $hash" ($sent.Sha256 -eq $hash)

    $listed = Step { Get-IkStorageObject videos }
    Check 'the listing has the object, and nothing else' (@($listed).Count -eq 1 -and $listed.Uid -eq $sent.Uid)

    $copy = Step { Get-IkStorageObject videos | Copy-IkStorageObject -Destination backup/ }
    Check 'the copy has the same content' ($copy.Sha256 -eq $hash)

    $null = Step { Get-IkDeployment }

    $result = Step { Get-IkStorageObject videos | Invoke-IkDeployment -TaskName describe }
    Check 'the deployment has read the same content' ($result.Outputs[0].RawJson -match $hash)

    $found = Step { (Invoke-IkDeployment picture.png -TaskName detect).Outputs }
    Check 'what is in the picture was found' ([string]::Join(', ', [string[]]$found.Detections.Label) -eq 'blue circle, red square, green rectangle')

    $pictures = @(& ([System.IO.Path]::Combine($PSScriptRoot, 'New-Scene.ps1')) -Path $folder)
    $report = Step { $pictures | Invoke-IkDeployment -TaskName shapes | Export-IkDeploymentReport $reportPath -Title 'What the demo saw' -Force -PassThru }
    Check 'the report has each picture' ([regex]::Matches([System.IO.File]::ReadAllText($report.FullName), '<article').Count -eq $pictures.Count)

    $saved = Step { Invoke-IkDeployment picture.png -TaskName pass_through | Save-IkDeploymentOutput ./out }
    Check 'the picture came back as it was' ((Get-Sha256 $saved.FullName) -eq (Get-Sha256 $png))

    $read = Step { Read-IkStorageObject backup/clip.mp4 -Destination back.mp4 }
    Check 'the file that came back has the same sha256' ((Get-Sha256 $read.FullName) -eq $hash)

    $null = Step { Remove-IkStorageObject videos, backup -Recurse -Confirm:$false -PassThru }
    Check 'nothing is left' (@(Get-IkStorageObject).Count -eq 0)

    $client = [System.Net.Http.HttpClient]::new()
    $violations = $client.GetStringAsync("$($connection.Endpoint)_emulator/violations").Result
    $client.Dispose()
    Check 'no request broke the protocol of the service' ($violations.StartsWith('{"total":0,'))

    Say Gray "`nLook at what the deployment saw in the pictures of the demo: $reportPath"
    Say Green "`nAll $checks checks hold."
}
finally {
    if ($started) {
        Stop-IkEmulator
    }

    $null = $place.SetLocation($before.Path)
    [System.IO.Directory]::Delete($folder, $true)
}
