# The assemblies are per framework: PowerShell 7.4 and newer runs on .NET 8 or newer, everything older takes the other set.
$framework = if ($PSVersionTable.PSVersion -ge [version]'7.4') { 'net8.0' } else { 'netstandard2.0' }
$loader = [System.IO.Path]::Combine($PSScriptRoot, 'bin', $framework, 'IkomiaScale.Loader.dll')
if (-not ('IkomiaScale.Loader.ModuleLoader' -as [type])) {
    # Not Add-Type: that would load a compiler's worth of code first.
    $null = [System.Reflection.Assembly]::LoadFrom($loader)
}

$assembly = [IkomiaScale.Loader.ModuleLoader]::LoadModule()
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
