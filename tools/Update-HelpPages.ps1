<#
.SYNOPSIS
    Brings syntax and parameters of the help pages up to the built module.
.DESCRIPTION
    Rewrites in docs/en-US/<cmdlet>.md what the code knows: the syntax, and the yaml blocks of the parameters. Parameters that are new get a section with a
    text to fill in, those that are gone lose theirs, and a cmdlet without a page gets one. All other text stays. Build first.
    platyPS's Update-MarkdownHelp does the same; this one needs nothing installed.
.EXAMPLE
    ./build.ps1 build
    ./tools/Update-HelpPages.ps1
#>
[CmdletBinding()]
param(
    # The folder with the pages.
    [string] $Path = (Join-Path (Split-Path $PSScriptRoot) 'docs/en-US')
)

$ErrorActionPreference = 'Stop'
. $PSScriptRoot/HelpPages.ps1
Import-Module (Join-Path (Split-Path $PSScriptRoot) 'output/IkomiaScale/IkomiaScale.psd1')

function New-HelpPage {
    param([string] $Name)

    @"
---
external help file: IkomiaScale.dll-Help.xml
Module Name: IkomiaScale
online version: https://github.com/ikomiascale/ikomiascale/blob/main/docs/en-US/$Name.md
schema: 2.0.0
---

# $Name

## SYNOPSIS

{{ Fill in the synopsis }}

## SYNTAX

## DESCRIPTION

{{ Fill in the description }}

## EXAMPLES

### Example 1: {{ Fill in the simplest use }}

``````powershell
$Name
``````

``````Output
{{ Fill in what it prints }}
``````

### Example 2: {{ Fill in another use }}

``````powershell
$Name
``````

### Example 3: {{ Fill in a real job }}

``````powershell
$Name
``````

## PARAMETERS

### CommonParameters

This cmdlet supports the common parameters: -Debug, -ErrorAction, -ErrorVariable, -InformationAction, -InformationVariable, -OutVariable, -OutBuffer, -PipelineVariable, -ProgressAction, -Verbose, -WarningAction, and -WarningVariable. For more information, see [about_CommonParameters](https://learn.microsoft.com/powershell/module/microsoft.powershell.core/about/about_commonparameters).

## INPUTS

### None

This cmdlet takes no input from the pipeline.

## OUTPUTS

### None

This cmdlet returns nothing.

## NOTES

{{ Fill in notes }}

## RELATED LINKS

[Online Version:](https://github.com/ikomiascale/ikomiascale/blob/main/docs/en-US/$Name.md)

{{ Fill in links to other cmdlets and to an about topic }}
"@
}

# Words in lines of at most 110 characters, as platyPS breaks them.
function Join-Line {
    param([string[]] $Word)

    $line = $Word[0]
    foreach ($next in $Word | Select-Object -Skip 1) {
        if ($line.Length + 1 + $next.Length -gt 110) {
            $line
            $line = " $next"
        }
        else {
            $line += " $next"
        }
    }

    $line
}

function Format-Syntax {
    param([System.Management.Automation.CommandInfo] $Command)

    $sets = @($Command.ParameterSets)
    $text = foreach ($set in $sets) {
        if ($sets.Count -gt 1) {
            "### $($set.Name)$(if ($set.IsDefault) { ' (Default)' })", ''
        }

        '```', (Join-Line (Get-HelpSyntax $Command.Name $set)), '```', '' | ForEach-Object { $_ }
    }

    $text -join "`n"
}

function Format-Yaml {
    param($Blocks)

    $text = foreach ($block in $Blocks) {
        '```yaml'
        foreach ($field in $block.GetEnumerator()) {
            "$($field.Key): $($field.Value)".TrimEnd()
            if ($field.Key -in 'Aliases', 'Accepted values' -and -not ($field.Key -eq 'Aliases' -and $block.Contains('Accepted values'))) { '' }
        }

        '```', ''
    }

    $text -join "`n"
}

# What another page says of parameters that mean the same everywhere.
function Get-SharedText {
    param([string] $Parameter)

    $page = Join-Path $Path 'Copy-IkStorageObject.md'
    if ($Parameter -in 'Connection', 'InputObject', 'LiteralPath', 'Uid', 'Confirm', 'WhatIf' -and (Test-Path $page)) {
        $text = [System.IO.File]::ReadAllText($page) -replace '\r\n', "`n"
        $shared = [regex]::Match($text, "(?ms)^### -$Parameter\n(?<text>.*?)(?=^``````yaml)").Groups['text'].Value.Trim()
    }

    if ($shared) { $shared } else { "{{ Fill in $Parameter }}" }
}

function Update-Page {
    param([System.Management.Automation.CommandInfo] $Command, [string] $Text)

    $instance = [Activator]::CreateInstance($Command.ImplementingType)
    $own = [regex]::Match($Text, '(?ms)^## PARAMETERS\n(?<all>.*?)(?=^## )').Groups['all'].Value
    $sections = foreach ($parameter in Get-HelpParameter $Command) {
        $old = [regex]::Match($own, "(?ms)^### -$($parameter.Name)\n(?<text>.*?)(?=^### |^``````yaml|\z)").Groups['text'].Value.Trim()
        if (-not $old) { $old = Get-SharedText $parameter.Name }
        "### -$($parameter.Name)", '', $old, '', (Format-Yaml (Get-HelpParameterBlock $parameter $instance)) -join "`n"
    }

    $common = [regex]::Match($own, '(?ms)^### CommonParameters\n.*\z').Value.Trim()
    $parameters = "## PARAMETERS`n`n" + ($sections ? ($sections -join "`n") + "`n" : '') + "$common`n`n"
    $Text = [regex]::Replace($Text, '(?ms)^## SYNTAX\n.*?(?=^## )', { "## SYNTAX`n`n$(Format-Syntax $Command)`n" })
    [regex]::Replace($Text, '(?ms)^## PARAMETERS\n.*?(?=^## )', { $parameters })
}

$utf8 = [System.Text.UTF8Encoding]::new($false)
foreach ($command in Get-Command -Module IkomiaScale) {
    $file = Join-Path $Path "$($command.Name).md"
    $before = if (Test-Path $file) { [System.IO.File]::ReadAllText($file) } else { New-HelpPage $command.Name }
    $after = (Update-Page $command ($before -replace '\r\n', "`n")).TrimEnd() + "`n"
    if ($after -cne $before) {
        [System.IO.File]::WriteAllText($file, $after, $utf8)
        "Updated: $file"
    }
}
