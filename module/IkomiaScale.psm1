# The assemblies are per framework: PowerShell 7.4 and newer runs on .NET 8 or newer, everything older takes the other set.
$framework = if ($PSVersionTable.PSVersion -ge [version]'7.4') { 'net8.0' } else { 'netstandard2.0' }
$folder = [System.IO.Path]::Combine($PSScriptRoot, 'bin', $framework)
$loader = [System.IO.Path]::Combine($folder, 'IkomiaScale.Loader.dll')
if (-not [System.IO.File]::Exists($loader)) {
    $text = "The file '$loader' of the module IkomiaScale is missing or cannot be read. Install the module again, or see who may read its folder."
    throw [System.Management.Automation.ErrorRecord]::new([System.IO.FileNotFoundException]::new($text), 'ModuleIncomplete', 'ReadError', $PSScriptRoot)
}

# One loader for the process, whatever copies of the module are imported: it tells them apart.
if (-not ('IkomiaScale.Loader.ModuleLoader' -as [type])) {
    # Not Add-Type: that would load a compiler's worth of code first.
    $null = [System.Reflection.Assembly]::LoadFrom($loader)
}

try {
    $assembly = [IkomiaScale.Loader.ModuleLoader]::LoadModule($folder)
}
catch {
    $cause = $_.Exception.GetBaseException()
    if ($cause.Message -notmatch 'Start a new PowerShell|Install the module again') {
        $text = "The module IkomiaScale cannot be loaded. $($cause.Message) See who may read the files in '$folder', or install the module again."
        $cause = [System.IO.IOException]::new($text, $cause)
    }

    throw [System.Management.Automation.ErrorRecord]::new($cause, 'ModuleNotLoaded', 'ResourceUnavailable', $PSScriptRoot)
}

# A session cannot have the cmdlets of two modules of one name: the version that was imported before makes room.
Get-Module IkomiaScale | Where-Object ModuleBase -NE $PSScriptRoot | Remove-Module
$inner = Import-Module -Assembly $assembly -PassThru -Force

# When an assembly is imported again, PowerShell takes the inner module from its cache without giving its cmdlets to the
# module that is being made now: a second Import-Module -Force would export nothing.
if ($inner.ExportedCmdlets.Count -gt 0 -and $ExecutionContext.SessionState.Module.ExportedCmdlets.Count -eq 0) {
    $add = [System.Management.Automation.PSModuleInfo].GetMethod('AddExportedCmdlet', [System.Reflection.BindingFlags]'Instance, NonPublic')
    foreach ($cmdlet in $inner.ExportedCmdlets.Values) {
        $add.Invoke($ExecutionContext.SessionState.Module, @(, $cmdlet))
    }
}

$ExecutionContext.SessionState.Module.OnRemove = { [IkomiaScale.Loader.ModuleLoader]::Release() }
