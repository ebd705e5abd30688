# What the tests of reliability share: rules for the emulator, waiting for what it has seen, and a PowerShell that can be stopped.
# Dot-source it in BeforeAll, after Common.ps1.

# What changes the emulator itself needs its API token.
function Get-ControlHeader {
    param($Environment)

    @{ Authorization = "Token $(if ($Environment.Token) { $Environment.Token } else { 'emulator-token' })" }
}

# Replaces the emulator's fault rules and counts its requests from 0 again. Each rule is a hashtable; the emulator's README tells the fields.
function Set-Fault {
    param($Environment, [hashtable[]] $Rule)

    $null = Invoke-RestMethod "$($Environment.Address)_emulator/faults" -Method Put -Body (ConvertTo-Json @($Rule | Where-Object { $_ }) -Depth 5) -Headers (Get-ControlHeader $Environment)
    $null = Invoke-RestMethod "$($Environment.Address)_emulator/requests" -Method Delete -Headers (Get-ControlHeader $Environment)
}

function Clear-Fault {
    param($Environment)

    $null = Invoke-RestMethod "$($Environment.Address)_emulator/faults" -Method Delete -Headers (Get-ControlHeader $Environment)
}

# Waits until something is so. The limit is only for a test that fails.
function Wait-Until {
    param([scriptblock] $Condition, [string] $What = "$Condition", [int] $Seconds = 30)

    $watch = [System.Diagnostics.Stopwatch]::StartNew()
    while (-not (& $Condition)) {
        if ($watch.Elapsed.TotalSeconds -gt $Seconds) {
            throw "This did not come true: $What"
        }

        Start-Sleep -Milliseconds 10
    }
}

# A runspace of its own that is connected to the test's emulator, as another PowerShell would be.
function New-ConnectedRunspace {
    param($Environment)

    $runspace = [runspacefactory]::CreateRunspace()
    $runspace.Open()
    $shell = [powershell]::Create($runspace)
    $null = $shell.AddScript({
            param($Module, $Address)
            Import-Module $Module
            Connect-IkScale $Address 'emulator-token' -ScaleUrl $Address -StorageUrl $Address
        }).AddArgument((Join-Path $moduleFolder 'IkomiaScale.psd1')).AddArgument($Environment.Address)
    $null = $shell.Invoke()
    $shell.Dispose()
    $runspace
}

# Runs a script in a runspace, stops it as Ctrl+C does when the condition holds, and gives how long that took in milliseconds.
function Measure-Stop {
    param([runspace] $Runspace, [scriptblock] $Script, [object[]] $ArgumentList = @(), [scriptblock] $When)

    $shell = [powershell]::Create($Runspace)
    try {
        $null = $shell.AddScript($Script)
        $ArgumentList.ForEach{ $null = $shell.AddArgument($_) }
        $running = $shell.BeginInvoke()
        Wait-Until $When 'the state in which it is stopped'
        if ($running.IsCompleted) {
            throw "It ended by itself: $($shell.Streams.Error)"
        }

        $watch = [System.Diagnostics.Stopwatch]::StartNew()
        $shell.Stop()
        $watch.ElapsedMilliseconds
    }
    finally {
        $shell.Dispose()
    }
}
