# What the tests of deployments have in common. Dot-source it in BeforeAll, after Common.ps1.
. $PSScriptRoot/Faults.ps1

# The picture of Common.ps1; a seed makes each one different, behind the image's end.
function New-TestImage {
    param([string] $Path, [int] $Seed = 0)

    $null = New-Item (Split-Path $Path) -ItemType Directory -Force
    [System.IO.File]::WriteAllBytes($Path, $picture + [BitConverter]::GetBytes($Seed))
    Get-Item -LiteralPath $Path
}

# The sha256 that the task 'describe' has seen.
function Get-SeenHash {
    param($Result)

    $Result.Outputs[0].Value['sha256']
}

function Get-Sha256 {
    param($File)

    (Get-FileHash -LiteralPath $File).Hash.ToLowerInvariant()
}

# Makes the emulator misbehave, as FaultRule describes.
function Set-EmulatorFault {
    param($Environment, [hashtable[]] $Rule)

    $json = ConvertTo-Json @($Rule) -Depth 10
    $null = Invoke-RestMethod "$($Environment.Address)_emulator/faults" -Method Put -Body $json -ContentType application/json -Headers (Get-ControlHeader $Environment)
}

# A raw input that every run on it fails with.
function New-FailingInput {
    param($Environment)

    $url = "$($Environment.Address)v1/objects/?uid=00000000-0000-0000-0000-000000000000"
    @{ storage_object = @{ url = $url; data_type = 'image' } }
}

# Starts a script in a PowerShell of its own, which the environment connects; gives the process and the file that it writes to.
function Start-ChildShell {
    param($Environment, [string] $Script)

    $name = Join-Path $Environment.Folder ([guid]::NewGuid().ToString('N'))
    Set-Content -LiteralPath "$name.ps1" @"
`$env:IKOMIA_ENDPOINT = `$env:IKOMIA_URL = `$env:IKOMIA_SCALEFS_URL = '$($Environment.Address)'
`$env:IKOMIA_TOKEN = 'emulator-token'
`$ProgressPreference = 'SilentlyContinue'
Import-Module '$((Get-Module IkomiaScale).Path)'
$Script
"@
    $shell = (Get-Process -Id $PID).Path
    $process = Start-Process $shell -ArgumentList '-NoProfile', '-NonInteractive', '-File', "$name.ps1" -RedirectStandardOutput "$name.out" -RedirectStandardError "$name.err" -PassThru
    [pscustomobject]@{ Process = $process; Output = "$name.out"; Error = "$name.err" }
}

# Runs a script in another PowerShell and gives what it writes.
function Invoke-ChildShell {
    param($Environment, [string] $Script)

    $child = Start-ChildShell $Environment $Script
    $null = $child.Process.WaitForExit(60000)
    Get-Content -LiteralPath $child.Error | Write-Warning
    Get-Content -LiteralPath $child.Output
}

# A runspace of this process whose session is connected, for what can only be seen from outside of a pipeline.
function New-TestShell {
    param($Environment, [string] $Script)

    $shell = [powershell]::Create()
    $address = $Environment.Address
    $null = $shell.AddScript("Import-Module '$((Get-Module IkomiaScale).Path)'; Connect-IkScale $address emulator-token -ScaleUrl $address -StorageUrl $address")
    $null = $shell.Invoke()
    $shell.Commands.Clear()
    $shell.AddScript($Script)
}
