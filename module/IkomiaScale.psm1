# Everyone waits for an import, so what is slow and not needed at the first one is left out of it.
# Each framework has its own assemblies: net8.0 for PowerShell 7.4 or newer, netstandard2.0 for older versions.
$framework = if ([System.Environment]::Version.Major -ge 8) { 'net8.0' } else { 'netstandard2.0' }
$folder = [System.IO.Path]::Combine($PSScriptRoot, 'bin', $framework)
$loader = [System.IO.Path]::Combine($folder, 'IkomiaScale.Loader.dll')
if (-not [System.IO.File]::Exists($loader)) {
    $text = "The file '$loader' of the module IkomiaScale is missing or cannot be read. Install the module again, or check the permissions of its folder."
    throw [System.Management.Automation.ErrorRecord]::new([System.IO.FileNotFoundException]::new($text), 'ModuleIncomplete', 'ReadError', $PSScriptRoot)
}

# One loader serves all copies of the module in this process and keeps them apart.
$isFirst = -not ('IkomiaScale.Loader.ModuleLoader' -as [type])
if ($isFirst) {
    # Faster than Add-Type, which loads the compiler.
    $null = [System.Reflection.Assembly]::LoadFrom($loader)
}

try {
    $assembly = [IkomiaScale.Loader.ModuleLoader]::LoadModule($folder)
}
catch {
    $cause = $_.Exception.GetBaseException()
    if ($cause.Message -notmatch 'Start a new PowerShell|Install the module again') {
        $text = "The module IkomiaScale cannot be loaded. $($cause.Message) Check the permissions of the files in '$folder', or install the module again."
        $cause = [System.IO.IOException]::new($text, $cause)
    }

    throw [System.Management.Automation.ErrorRecord]::new($cause, 'ModuleNotLoaded', 'ResourceUnavailable', $PSScriptRoot)
}

if ($isFirst) {
    Import-Module -Assembly $assembly
}
else {
    # A session cannot have the cmdlets of two modules with one name, so the version that was imported before is removed.
    Get-Module IkomiaScale | Where-Object ModuleBase -NE $PSScriptRoot | Remove-Module
    $inner = Import-Module -Assembly $assembly -PassThru -Force

    # When an assembly is imported again, PowerShell takes the inner module from its cache and does not add its cmdlets to
    # this module. Without the following lines, a second Import-Module -Force would export nothing.
    if ($inner.ExportedCmdlets.Count -gt 0 -and $ExecutionContext.SessionState.Module.ExportedCmdlets.Count -eq 0) {
        $add = [System.Management.Automation.PSModuleInfo].GetMethod('AddExportedCmdlet', [System.Reflection.BindingFlags]'Instance, NonPublic')
        foreach ($cmdlet in $inner.ExportedCmdlets.Values) {
            $add.Invoke($ExecutionContext.SessionState.Module, @(, $cmdlet))
        }
    }
}

$ExecutionContext.SessionState.Module.OnRemove = { [IkomiaScale.Loader.ModuleLoader]::Release() }
