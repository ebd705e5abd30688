# What every test file starts from: the built module, an emulator of its own, and a folder of its own.
# Dot-source it in BeforeAll; call Remove-TestEnvironment in AfterAll.

$ErrorActionPreference = 'Stop'
$ProgressPreference = 'SilentlyContinue'
$root = Split-Path (Split-Path $PSScriptRoot)

# What was built, unless the variable names another copy of it: the installed package, for example.
$moduleFolder = if ($env:IKOMIASCALE_TEST_MODULE) { $env:IKOMIASCALE_TEST_MODULE.TrimEnd('/', '\') } else { Join-Path $root 'output/IkomiaScale' }
$moduleHome = $moduleFolder -replace '[\\/]IkomiaScale([\\/][\d.]+)?$'
Import-Module (Join-Path $moduleFolder 'IkomiaScale.psd1')

foreach ($name in 'IKOMIA_ENDPOINT', 'IKOMIA_TOKEN', 'IKOMIA_URL', 'IKOMIA_SCALEFS_URL', 'IKOMIA_EMULATOR', 'IKOMIA_PROFILE') {
    Remove-Item "Env:$name" -ErrorAction Ignore
}

# A real picture, small enough to be sent inline: on white a blue circle, a red square and a green rectangle, 96 x 64 pixels.
$picture = [Convert]::FromBase64String('iVBORw0KGgoAAAANSUhEUgAAAGAAAABACAIAAABqVuVZAAABQklEQVR4Xu3Q240CQQxEUSKZSAh2AyOX3g8kpC0P3H7NYkt15S/EuOVza+5jN/3B/c1AkIGgrwEdP/eLRl9ay0CQgSADQW+BHscxPbrrrHjYrtGX1jIQZCDIQJCBIANBXwOqkoEgA0EGggwEGQgyEGQgyECQgSADQYWBjvsjjv5puXpAEeV09LPZKgFFBRxdMd5boGzF4ztHFw1WAyiePTS6bqQCQPHgidGl3WUHiqdOj67uKzVQPHJx9IGODATlBYrnbRl9hjIQZCAoKVA8bOPoYx8zEGQgyECQgSADQQaCkgK1y4z0GcpAkIGgvEDtAiN9oCMDQamB2lYjXd1XdqC2yUiXdlcAqC0b6bqRagC1BSNdNFgZoDZlpCvGqwT0LCqcjn42Wz2gVxFlo8urwkD/k4EgA0EGggwEGQgyEGQg6BekyzcFoBYZqAAAAABJRU5ErkJggg==')

# Every emulator that a test file starts is strict: it refuses and counts requests that break the protocol.
$PSDefaultParameterValues = @{ 'Start-IkEmulator:Strict' = $true }

# Fails if the emulator at an address has refused a request because it breaks the protocol.
function Assert-NoViolation {
    param([string] $Address)

    $violations = Invoke-RestMethod "${Address}_emulator/violations"
    if ($violations.total -ne 0) {
        throw "The module broke the protocol: $(ConvertTo-Json $violations -Depth 5 -Compress)"
    }
}

function New-TestEnvironment {
    # The arguments go to the emulator, one string each. -Installed lets PowerShell find the module by itself, in parallel runspaces too.
    # -Lenient is only for tests that break the protocol on purpose, each with its reason in a comment.
    param([string[]] $ArgumentList = @(), [switch] $Installed, [switch] $Lenient)

    $folder = Join-Path ([System.IO.Path]::GetTempPath()) "ikomiascale-$([guid]::NewGuid().ToString('N'))"
    $null = New-Item $folder -ItemType Directory
    $connection = Start-IkEmulator -DataPath (Join-Path $folder 'emulator') -ArgumentList (@('--deployment-delay', '0.2') + $ArgumentList) -Strict:(-not $Lenient) -PassThru
    $environment = [pscustomobject]@{
        Folder = $folder; Address = [string]$connection.Endpoint; Connection = $connection; ModulePath = $env:PSModulePath; Cache = $env:XDG_CACHE_HOME; Config = $env:XDG_CONFIG_HOME
    }

    # What a sync remembers of files is the test's own, and so are connection profiles.
    $env:XDG_CACHE_HOME = Join-Path $folder 'cache'
    $env:XDG_CONFIG_HOME = Join-Path $folder 'config'
    if ($Installed) {
        $env:PSModulePath = $moduleHome + [System.IO.Path]::PathSeparator + $env:PSModulePath
    }

    $environment
}

function Remove-TestEnvironment {
    param($Environment)

    $env:PSModulePath = $Environment.ModulePath
    $env:XDG_CACHE_HOME = $Environment.Cache
    $env:XDG_CONFIG_HOME = $Environment.Config
    try {
        Assert-NoViolation $Environment.Address
    }
    finally {
        Stop-IkEmulator
        Remove-Item -LiteralPath $Environment.Folder -Recurse -Force
    }
}

# A file with a content that is different for each seed and the same for the same one.
function New-TestFile {
    param([string] $Path, [long] $Size = 1000, [int] $Seed = 1)

    $null = New-Item (Split-Path $Path) -ItemType Directory -Force
    $bytes = [byte[]]::new([Math]::Min($Size, 1MB))
    [System.Random]::new($Seed).NextBytes($bytes)
    $stream = [System.IO.File]::Create($Path)
    try {
        for ($left = $Size; $left -gt 0; $left -= $bytes.Length) {
            $stream.Write($bytes, 0, [Math]::Min($left, $bytes.Length))
        }
    }
    finally {
        $stream.Dispose()
    }

    Get-Item -LiteralPath $Path
}

# Runs a script block and gives its errors, terminating or not.
function Get-ErrorOf {
    param([scriptblock] $Script)

    $ErrorActionPreference = 'Continue'
    try {
        & $Script 2>&1 | Where-Object { $_ -is [System.Management.Automation.ErrorRecord] }
    }
    catch {
        $_
    }
}

# How many requests of a kind the emulator has seen.
function Get-RequestCount {
    param($Environment, [string] $Kind)

    $counts = (Invoke-RestMethod "$($Environment.Address)_emulator/requests").routes
    if ($null -eq $counts) {
        throw 'The emulator gives no counts.'
    }

    [int]$counts.$Kind
}
