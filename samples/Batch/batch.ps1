<#
.SYNOPSIS
    Runs one shard of a batch with a journal. An engine starts this script on each machine, and starts it again after a failure.
.DESCRIPTION
    The connection comes from IKOMIA_ENDPOINT and IKOMIA_TOKEN. docs/batches.md shows how engines start it.
.EXAMPLE
    ./batch.ps1 -Shard 3/16
#>
param(
    # The part of the batch, from 1/n to n/n, such as 3/16.
    [Parameter(Mandatory)]
    [string] $Shard,

    # The inputs: a directory of the storage.
    [string] $StoragePath = 'videos',

    # The folder of the journal, on a disk that outlives the machine.
    [string] $Journal = '/data/journal',

    # The folder for the outputs.
    [string] $Destination = '/data/out'
)

Import-Module IkomiaScale
Get-IkStorageObject $StoragePath -ErrorAction Stop |
    Invoke-IkDeployment -Journal $Journal -Shard $Shard -MaxFailures 5% -ErrorVariable notRun |
    Save-IkDeploymentOutput $Destination -ErrorVariable notSaved

# An engine reads the exit code. It starts a failed task again, which runs only the inputs without a result.
if ($notRun -or $notSaved) {
    exit 1
}
