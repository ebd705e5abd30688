<#
.SYNOPSIS
    One task of a SLURM array: runs its shard of a batch over the journal that all tasks share.
.DESCRIPTION
    The connection comes from the environment. Uses the engine's own cmdlets only, so that it runs without PowerShell too.
#>
param(
    # The folder of the built module.
    [string] $Module,

    # The folder of the inputs.
    [string] $Inputs,

    # The folder of the journal.
    [string] $Journal,

    # The shard, as 3/16.
    [string] $Shard
)

$ErrorActionPreference = 'Continue'
Import-Module $Module
[System.IO.File]::WriteAllText("$Journal.$($Shard.Split('/')[0]).pid", "$PID")
[System.IO.DirectoryInfo]::new($Inputs).GetFiles() |
    Invoke-IkDeployment -DataType DATA_DICT -TaskName slow -Parameter @{ milliseconds = 1000 } -Journal $Journal -Shard $Shard -MaxPending 10 |
    ForEach-Object { "$($_.Uuid) $($_.Recalled)" }
