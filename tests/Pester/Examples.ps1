# What the tests of the documentation share: the examples of a page, and the folder and the storage that they run in.

# The powershell blocks of a page. A comment right before a block says how it is run:
#   <!-- not run: reason -->    it is not
#   <!-- setup: commands -->    these commands run first; the reader does not need them
#   <!-- continues -->          it is a part of the example before it
# What this PowerShell cannot do is left out too.
function Find-Example {
    param([string] $Path)

    $pattern = '(?ms)(?:^<!-- (?<mark>not run|setup|continues)(?:: (?<text>[^\n]+?))? -->\s*)?^```powershell\r?\n(?<code>.*?)^```'
    $text = Get-Content -LiteralPath $Path -Raw
    $examples = [System.Collections.Generic.List[hashtable]]::new()
    $isRun = $false
    foreach ($match in [regex]::Matches($text, $pattern)) {
        $code = $match.Groups['code'].Value
        $mark = $match.Groups['mark'].Value
        if ($mark -eq 'continues') {
            if ($isRun) { $examples[-1].Code += $code }
            continue
        }

        $isRun = $mark -ne 'not run' -and ($PSVersionTable.PSVersion.Major -ge 7 -or $code -notmatch '-Parallel')
        if ($isRun) {
            $line = ($text.Substring(0, $match.Index) -split "`n").Count
            $setup = if ($mark -eq 'setup') { $match.Groups['text'].Value + "`n" }
            $examples.Add(@{ Name = "$(Split-Path $Path -Leaf):$line"; Code = "$setup$code" })
        }
    }

    $examples
}

# A new folder below another one, with what the pages say is there.
function New-ExampleFolder {
    param([string] $Below)

    $work = Join-Path $Below ([guid]::NewGuid().ToString('N'))
    $null = New-TestFile "$work/clip.mp4" 200KB
    [System.IO.File]::WriteAllBytes("$work/picture.png", $picture)
    $null = New-TestFile "$work/data/one.txt" 10
    $null = New-TestFile "$work/data/two.txt" 20 2
    $null = New-TestFile "$work/data/more/three.txt" 30 3
    [System.IO.File]::WriteAllText("$work/workflow.json", $exampleWorkflow)
    $work
}

# A workflow of one task, as examples publish it.
$exampleWorkflow = @'
{ "metadata": { "name": "detect", "description": "Finds cars" },
  "tasks": [ { "task_id": 0, "task_data": { "name": "describe", "parameters": [], "inputs": [ { "name": "input" } ], "outputs": [ { "name": "output" } ] } } ],
  "connections": [ { "source_id": -1, "source_index": 0, "target_id": 0, "target_index": 0 } ] }
'@

# Makes the platform hold just what the examples begin with: a project with a workflow and a deployment that is up.
function Reset-ExamplePlatform {
    param($Connection)

    Get-IkProject -Connection $Connection | Remove-IkProject -Confirm:$false -Connection $Connection
    $null = New-IkProject traffic -Connection $Connection
    $null = Publish-IkWorkflow workflow.json traffic -Connection $Connection
    $null = New-IkDeployment traffic detect -Provider AWS -Region FRANCE -Flavour SERVERLESS -Size S -Wait -Confirm:$false -Connection $Connection
}

# Makes the storage hold just what the examples of the cmdlets begin with, where the example before has changed it. The current
# folder is an example's.
$exampleBefore = 'Send-IkStorageObject'
function Reset-ExampleStorage {
    param($Connection)

    if ($exampleBefore -notmatch '(Send|Copy|Remove|Sync)-IkStorageObject') {
        return
    }

    Get-IkStorageObject '*' -Connection $Connection | Remove-IkStorageObject -Confirm:$false -Connection $Connection
    $null = Send-IkStorageObject clip.mp4 -Destination videos/ -Connection $Connection
    $null = Send-IkStorageObject data -Destination texts/ -Recurse -Connection $Connection
    $null = Send-IkStorageObject data -Destination archives/ -AsArchive -Connection $Connection
    $null = Send-IkStorageObject -Content '{ "threshold": 0.5 }' -Destination settings.json -Connection $Connection
}

# Runs an example that changes the connection or starts an emulator: in a session of its own, which has a connection to begin with
# unless the example makes one, and emulators whose data stay in the example's folder.
function Invoke-ExampleInSession {
    param([string] $Code, [string] $Module, $Connection)

    $session = [powershell]::Create()
    try {
        $null = $session.AddScript({
            param($code, $module, $connection, $folder)

            $ErrorActionPreference = 'Stop'
            Set-Location -LiteralPath $folder
            Import-Module $module
            $PSDefaultParameterValues['Start-IkEmulator:DataPath'] = Join-Path $folder 'emulator-of-its-own'
            $PSDefaultParameterValues['Start-IkEmulator:Strict'] = $true

            # The cmdlet, after a look whether the example kept to the protocol.
            function Stop-IkEmulator {
                [CmdletBinding(SupportsShouldProcess)]
                param()

                try {
                    # The endpoint may be that of a deployment, and only the module trusts the certificate of the emulator.
                    $endpoint = (Get-IkConnection).Endpoint
                    $trust = if ($PSVersionTable.PSVersion.Major -ge 7) { @{ SkipCertificateCheck = $true } } else { @{} }
                    if ($endpoint -and ($endpoint.Scheme -eq 'http' -or $trust.Count)) {
                        $violations = Invoke-RestMethod "$($endpoint.GetLeftPart('Authority'))/_emulator/violations" @trust
                    }

                    if ($violations.total) {
                        throw "The example broke the protocol: $(ConvertTo-Json $violations -Depth 5 -Compress)"
                    }
                }
                finally {
                    IkomiaScale\Stop-IkEmulator
                }
            }

            if ($code -notmatch 'Start-IkEmulator') {
                $address = $connection.Endpoint
                Connect-IkScale $address emulator-token -ScaleUrl $address -StorageUrl $address
            }

            try {
                . ([scriptblock]::Create($code))
            }
            finally {
                Stop-IkEmulator -Confirm:$false
            }
        }).AddArgument($Code).AddArgument($Module).AddArgument($Connection).AddArgument($PWD.ProviderPath)
        $null = $session.Invoke()
    }
    finally {
        # What an example says of the connection must not reach the next one.
        $session.Dispose()
        foreach ($name in 'IKOMIA_ENDPOINT', 'IKOMIA_TOKEN', 'IKOMIA_URL', 'IKOMIA_SCALEFS_URL', 'IKOMIA_EMULATOR', 'IKOMIA_PROFILE') {
            Remove-Item "Env:$name" -ErrorAction Ignore
        }
    }
}

# Runs an example; what it does wrong is thrown.
function Invoke-Example {
    param([string] $Code, $Connection)

    $script:exampleBefore = $Code
    if ($Code -match '-Ik(Account|ApiToken|Project|Workflow|DeploymentLog|DeploymentUsage)|(New|Update|Remove)-IkDeployment|-Project ') {
        Reset-ExamplePlatform $Connection
    }

    if ($Code -match '(Connect-IkScale|(Start|Stop)-IkEmulator|\$env:)') {
        Invoke-ExampleInSession $Code (Get-Module IkomiaScale).Path $Connection
    }
    else {
        . ([scriptblock]::Create($Code))
    }
}
