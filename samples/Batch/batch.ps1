<#
.SYNOPSIS
    Runs one shard of a batch over a journal: what an engine starts on each machine. Give it again after anything.
.DESCRIPTION
    The connection comes from IKOMIA_ENDPOINT and IKOMIA_TOKEN. docs/batches.md tells how engines start it.
.EXAMPLE
    ./batch.ps1 -Shard 3/16
#>
param(
    # The part of the batch, from 1/n to n/n.
    [Parameter(Mandatory)]
    [string] $Shard,

    # What is run: a directory of the storage.
    [string] $StoragePath = 'videos',

    # The folder of the journal. It outlives the machine.
    [string] $Journal = '/data/journal',

    # Where outputs are saved.
    [string] $Destination = '/data/out'
)

Import-Module IkomiaScale
Get-IkStorageObject $StoragePath -ErrorAction Stop |
    Invoke-IkDeployment -Journal $Journal -Shard $Shard -MaxFailures 5% -ErrorVariable notRun |
    Save-IkDeploymentOutput $Destination -ErrorVariable notSaved

# An engine looks at the exit code: tasks with failures are tried again, and only what is open is done.
if ($notRun -or $notSaved) {
    exit 1
}
