# What the module's cmdlets say of their parameters, in the words of the help pages. Dot-sourced by Update-HelpPages.ps1, which writes it into
# the pages, and by the tests, which compare the pages with it.

# The name of a type as the pages have it: String[], Int32, Uri.
function Get-HelpTypeName {
    param([type] $Type)

    $bare = [Nullable]::GetUnderlyingType($Type)
    if ($bare) { $bare.Name } else { $Type.Name }
}

# A cmdlet's parameters without the common ones; those that PowerShell adds (-WhatIf, -First, ...) come last.
function Get-HelpParameter {
    param([System.Management.Automation.CommandInfo] $Command)

    $common = [System.Management.Automation.Cmdlet]::CommonParameters
    $added = [System.Management.Automation.Cmdlet]::OptionalCommonParameters
    $Command.Parameters.Values | Where-Object Name -NotIn $common |
        Sort-Object { $_.Name -in $added }, Name
}

# The value that a parameter has when it is not given, as text.
function Get-HelpDefaultValue {
    param($Instance, [string] $Name)

    $property = $Instance.GetType().GetProperty($Name)
    $value = if ($property) { $property.GetValue($Instance) }
    $text = switch ($value) {
        { $_ -is [System.Text.Encoding] } { $_.WebName; break }
        { $Name -eq 'ThrottleLimit' -and $_ -eq 0 } { 'Automatic'; break }
        { $_ -is [securestring] } { [System.Net.NetworkCredential]::new('', $_).Password; break }
        default { "$value" }
    }
    if ($text) { $text } else { 'None' }
}

function Get-HelpPipelineInput {
    param($Attribute)

    $ways = @(
        if ($Attribute.ValueFromPipelineByPropertyName) { 'ByPropertyName' }
        if ($Attribute.ValueFromPipeline) { 'ByValue' }
    )
    if ($ways) { "True ($($ways -join ', '))" } else { 'False' }
}

# The yaml blocks of a parameter, each as an ordered table: one for all sets in which the same holds.
function Get-HelpParameterBlock {
    param([System.Management.Automation.ParameterMetadata] $Parameter, $Instance)

    $groups = [ordered]@{}
    foreach ($set in $Parameter.ParameterSets.GetEnumerator()) {
        $held = '{0}|{1}|{2}' -f $set.Value.IsMandatory, $set.Value.Position, (Get-HelpPipelineInput $set.Value)
        if (-not $groups.Contains($held)) { $groups[$held] = [System.Collections.Generic.List[string]]::new() }
        $groups[$held].Add(($set.Key -replace '^__AllParameterSets$', '(All)'))
    }

    $wildcards = $Parameter.Attributes.Where{ $_ -is [System.Management.Automation.SupportsWildcardsAttribute] }.Count -gt 0
    $accepted = @($Parameter.Attributes.Where{ $_ -is [System.Management.Automation.ValidateSetAttribute] }.ValidValues)
    foreach ($group in $groups.GetEnumerator()) {
        $mandatory, $position, $pipeline = $group.Key -split '\|'
        $block = [ordered]@{
            'Type' = Get-HelpTypeName $Parameter.ParameterType
            'Parameter Sets' = ($group.Value | Sort-Object) -join ', '
            'Aliases' = $Parameter.Aliases -join ', '
        }
        if ($accepted) { $block['Accepted values'] = $accepted -join ', ' }
        $block['Required'] = $mandatory
        $block['Position'] = if ([int]$position -lt 0) { 'Named' } else { $position }
        $block['Default value'] = Get-HelpDefaultValue $Instance $Parameter.Name
        $block['Accept pipeline input'] = $pipeline
        $block['Accept wildcard characters'] = "$wildcards"
        $block
    }
}

# The line of a parameter set, as Get-Command -Syntax orders it.
function Get-HelpSyntax {
    param([string] $Name, [System.Management.Automation.CommandParameterSetInfo] $Set)

    $common = [System.Management.Automation.Cmdlet]::CommonParameters
    $own = @($Set.Parameters | Where-Object Name -NotIn $common)
    $parameters = @($own | Where-Object Position -GE 0 | Sort-Object Position) +
        @($own | Where-Object { $_.Position -lt 0 -and $_.IsMandatory }) +
        @($own | Where-Object { $_.Position -lt 0 -and -not $_.IsMandatory })
    $words = foreach ($parameter in $parameters) {
        $type = if ($parameter.ParameterType -ne [switch]) { " <$(Get-HelpTypeName $parameter.ParameterType)>" }
        $word = if ($parameter.Position -ge 0) { "[-$($parameter.Name)]$type" } else { "-$($parameter.Name)$type" }
        if ($parameter.IsMandatory) { $word } else { "[$word]" }
    }

    @($Name) + $words + '[<CommonParameters>]'
}
