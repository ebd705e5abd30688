<#
.SYNOPSIS
    Shows the module's whole job against a local emulator: every step, what it gave, and how it was checked.
.PARAMETER SizeMB
    The size of the file that is made and sent, in MB.
#>
param(
    [ValidateRange(1, 100000)]
    [int] $SizeMB = 64
)

$ErrorActionPreference = 'Stop'
$ProgressPreference = 'SilentlyContinue'
$root = Split-Path $PSScriptRoot
$folder = Join-Path ([System.IO.Path]::GetTempPath()) "ikomiascale-demo-$([guid]::NewGuid().ToString('N'))"

function Step {
    param([string] $Text, [scriptblock] $Script)

    Write-Host "`n> $Text" -ForegroundColor Cyan
    . $Script | Out-Host
}

function Assert {
    param([bool] $Condition, [string] $Text)

    if (-not $Condition) {
        throw "Not true: $Text"
    }

    Write-Host "  checked: $Text" -ForegroundColor Green
}

# A real picture, small enough to be sent inline: 2 x 2 pixels.
$picture = [Convert]::FromBase64String('iVBORw0KGgoAAAANSUhEUgAAAAIAAAACCAIAAAD91JpzAAAAEUlEQVR4nGP4z8DA8B+MgBgAHfAD/dPQfSYAAAAASUVORK5CYII=')

try {
    $null = New-Item $folder -ItemType Directory
    Write-Host "Making a file of $SizeMB MB with random content ..."
    $video = Join-Path $folder 'clip.mp4'
    $block = [byte[]]::new(1MB)
    $stream = [System.IO.File]::Create($video)
    for ($megabyte = 0; $megabyte -lt $SizeMB; $megabyte++) {
        [System.Random]::new($megabyte).NextBytes($block)
        $stream.Write($block, 0, $block.Length)
    }

    $stream.Dispose()
    $hash = (Get-FileHash $video).Hash
    [System.IO.File]::WriteAllBytes((Join-Path $folder 'picture.png'), $picture)

    Step 'Import-Module ./output/IkomiaScale' { Import-Module (Join-Path $root 'output/IkomiaScale/IkomiaScale.psd1') }
    Step 'Start-IkEmulator' { Start-IkEmulator -DataPath (Join-Path $folder 'emulator'); Get-IkConnection }

    Step 'Send-IkStorageObject clip.mp4 -Destination videos/' {
        $script:sent = Send-IkStorageObject $video -Destination videos/
        $sent
    }
    Assert ($sent.Sha256 -eq $hash) "the service has what was sent: sha256 $($hash.ToLowerInvariant())"

    Step 'Get-IkStorageObject videos' { Get-IkStorageObject videos }

    Step 'Get-IkStorageObject videos | Copy-IkStorageObject -Destination backup/' {
        $script:copy = Get-IkStorageObject videos | Copy-IkStorageObject -Destination backup/
        $copy
    }
    Assert ($copy.Sha256 -eq $hash) 'the copy has the same content'

    Step 'Get-IkDeployment' { Get-IkDeployment }

    Step 'Get-IkStorageObject videos | Invoke-IkDeployment -TaskName describe' {
        $script:result = Get-IkStorageObject videos | Invoke-IkDeployment -TaskName describe
        $result
    }
    Assert ($result.Outputs[0].RawJson -match $hash) 'the deployment has read the same content'

    Step 'Get-Item picture.png | Invoke-IkDeployment -TaskName detect' {
        $script:detected = Get-Item (Join-Path $folder 'picture.png') | Invoke-IkDeployment -TaskName detect
        $detected.Outputs
    }

    Step 'Get-Item picture.png | Invoke-IkDeployment -TaskName pass_through | Save-IkDeploymentOutput ./out' {
        $script:saved = Get-Item (Join-Path $folder 'picture.png') | Invoke-IkDeployment -TaskName pass_through |
            Save-IkDeploymentOutput (Join-Path $folder 'out')
        $saved
    }
    Assert ((Get-FileHash $saved).Hash -eq (Get-FileHash (Join-Path $folder 'picture.png')).Hash) 'the picture came back as it was'

    Step 'Read-IkStorageObject backup/clip.mp4 -Destination back.mp4' {
        Read-IkStorageObject backup/clip.mp4 -Destination (Join-Path $folder 'back.mp4')
    }
    Assert ((Get-FileHash (Join-Path $folder 'back.mp4')).Hash -eq $hash) 'the file that came back has the same sha256'

    Step 'Remove-IkStorageObject videos, backup -Recurse' {
        Remove-IkStorageObject videos, backup -Recurse -Confirm:$false -PassThru
    }
    Assert (@(Get-IkStorageObject).Count -eq 0) 'nothing is left'
    Write-Host "`nAll steps done." -ForegroundColor Green
}
finally {
    if (Get-Module IkomiaScale) {
        Stop-IkEmulator
    }

    Remove-Item -LiteralPath $folder -Recurse -Force -ErrorAction Ignore
}
