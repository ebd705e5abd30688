# Compares the help pages with the code, the help with the pages, and runs the examples of the pages.

BeforeDiscovery {
    . $PSScriptRoot/Examples.ps1
    $root = Split-Path (Split-Path $PSScriptRoot)
    $pages = Get-ChildItem (Join-Path $root 'docs/en-US') -Filter *.md
    $cmdlets = @($pages.Where{ $_.Name -notlike 'about_*' }.ForEach{ @{ Name = $_.BaseName; File = $_.FullName } })
    $topics = @($pages.Where{ $_.Name -like 'about_*' }.ForEach{ @{ Name = $_.BaseName; File = $_.FullName } })
    $examples = $pages.ForEach{ Find-Example $_.FullName }
}

BeforeAll {
    . $PSScriptRoot/Common.ps1
    . $PSScriptRoot/Examples.ps1
    . (Join-Path $root 'tools/HelpPages.ps1')

    # The parameters of a page: for each name its yaml blocks as tables.
    function Read-PageParameter {
        param([string] $Text)

        $parameters = @{}
        foreach ($section in [regex]::Matches($Text, '(?ms)^### -(?<name>\w+)\r?\n(?<all>.*?)(?=^##)')) {
            $parameters[$section.Groups['name'].Value] = @(
                foreach ($yaml in [regex]::Matches($section.Groups['all'].Value, '(?ms)^```yaml\r?\n(.*?)^```')) {
                    $block = @{}
                    foreach ($field in [regex]::Matches($yaml.Groups[1].Value, '(?m)^([^:\r\n]+):[ ]?([^\r\n]*)')) {
                        $block[$field.Groups[1].Value] = $field.Groups[2].Value
                    }

                    $block
                })
        }

        $parameters
    }

    # What a page says otherwise than the code, in words; nothing where they agree.
    function Compare-Page {
        param([string] $Name, [string] $Text)

        $command = Get-Command $Name -Module IkomiaScale
        $instance = [Activator]::CreateInstance($command.ImplementingType)
        $told = Read-PageParameter $Text
        $known = Get-HelpParameter $command
        $told.Keys.Where{ $_ -notin $known.Name }.ForEach{ "-$($_): there is no such parameter" }
        foreach ($parameter in $known) {
            if (-not $told.ContainsKey($parameter.Name)) {
                "-$($parameter.Name): not on the page"
                continue
            }

            $expected = @(Get-HelpParameterBlock $parameter $instance)
            $actual = @($told[$parameter.Name])
            if ($expected.Count -ne $actual.Count) {
                "-$($parameter.Name): $($actual.Count) yaml blocks instead of $($expected.Count)"
                continue
            }

            for ($index = 0; $index -lt $expected.Count; $index++) {
                foreach ($field in $expected[$index].GetEnumerator()) {
                    if ($actual[$index][$field.Key] -cne $field.Value) {
                        "-$($parameter.Name): '$($field.Key)' is '$($actual[$index][$field.Key])' instead of '$($field.Value)'"
                    }
                }
            }
        }

        $syntax = [regex]::Match($Text, '(?ms)^## SYNTAX(.*?)^## ').Groups[1].Value
        $lines = @([regex]::Matches($syntax, '(?ms)^```\r?\n(.*?)^```').ForEach{ ($_.Groups[1].Value -replace '\s+', ' ').Trim() })
        $expectedLines = @($command.ParameterSets.ForEach{ (Get-HelpSyntax $Name $_) -join ' ' })
        if (($lines -join "`n") -cne ($expectedLines -join "`n")) {
            "SYNTAX: $($lines -join ' | ') instead of $($expectedLines -join ' | ')"
        }
    }
}

Describe 'The help pages' {
    It 'are there for every cmdlet, and for nothing else' -ForEach @{ Names = $cmdlets.Name } {
        $Names | Sort-Object | Should -Be ((Get-Command -Module IkomiaScale).Name | Sort-Object)
    }

    It 'say of <Name> what the code says' -ForEach $cmdlets {
        Compare-Page $Name (Get-Content -LiteralPath $File -Raw) | Should -BeNullOrEmpty -Because 'tools/Update-HelpPages.ps1 brings the page up to the code'
    }

    It 'would not pass with a wrong <Field>' -ForEach @(
        @{ Field = 'type'; Find = 'Type: Int32'; With = 'Type: Int64' }
        @{ Field = 'position'; Find = 'Position: 1'; With = 'Position: 2' }
        @{ Field = 'default'; Find = 'Default value: 100'; With = 'Default value: 99' }
        @{ Field = 'alias'; Find = 'Aliases: OutFile'; With = 'Aliases:' }
        @{ Field = 'set'; Find = 'Parameter Sets: Uid'; With = 'Parameter Sets: Path' }
        @{ Field = 'mandatory'; Find = 'Required: True'; With = 'Required: False' }
        @{ Field = 'pipeline input'; Find = 'True (ByValue)'; With = 'False' }
        @{ Field = 'wildcard flag'; Find = 'wildcard characters: True'; With = 'wildcard characters: False' }
        @{ Field = 'parameter'; Find = '### -Recurse'; With = '### -Recursive' }
        @{ Field = 'syntax'; Find = '[-AsText]'; With = '' }
    ) {
        $text = Get-Content -LiteralPath (Join-Path $root 'docs/en-US/Read-IkStorageObject.md') -Raw
        $text | Should -BeLike "*$([WildcardPattern]::Escape($Find))*"
        Compare-Page 'Read-IkStorageObject' $text.Replace($Find, $With) | Should -Not -BeNullOrEmpty
    }

    It 'have a text everywhere: <Name>' -ForEach ($cmdlets + $topics) {
        Get-Content -LiteralPath $File -Raw | Should -Not -Match '\{\{'
    }
}

Describe 'Get-Help' {
    It 'has all of <Name>' -ForEach $cmdlets {
        $help = Get-Help $Name -Full
        $help.Synopsis | Should -BeLike '*.'
        $help.description.Text | Should -Not -BeNullOrEmpty
        @($help.syntax.syntaxItem).Count | Should -Be (Get-Command $Name).ParameterSets.Count
        @($help.examples.example).Count | Should -BeGreaterOrEqual 3
        foreach ($example in $help.examples.example) {
            $example.code | Should -Not -BeNullOrEmpty
            $example.title | Should -Match 'Example \d+: \w'
        }

        $parameters = @(Get-HelpParameter (Get-Command $Name))
        if ($parameters) {
            $described = @(Get-Help $Name -Parameter *)
            $described.name | Sort-Object | Should -Be ($parameters.Name | Sort-Object)
            $described.ForEach{ $_.description.Text } | Should -Not -Contain ''
            $described.Where{ -not $_.description }.name | Should -BeNullOrEmpty
        }

        $help.inputTypes.inputType.type.name | Should -Not -BeNullOrEmpty
        $help.returnValues.returnValue.type.name | Should -Not -BeNullOrEmpty
        $help.alertSet.alert.Text | Should -Not -BeNullOrEmpty
        @($help.relatedLinks.navigationLink)[0].linkText | Should -Be 'Online Version:'
        @($help.relatedLinks.navigationLink)[0].uri | Should -Be "https://github.com/ikomiascale/ikomiascale/blob/main/docs/en-US/$Name.md"
        Get-Help $Name -Examples | Out-String | Should -Match 'Example 3'
    }

    It 'has the topic <Name>' -ForEach $topics {
        $text = Get-Help $Name
        $text | Should -Match "(?s)^TOPIC\s+$Name\s.*SHORT DESCRIPTION.*LONG DESCRIPTION.*SEE ALSO"
        $text -split "`n" | Where-Object { $_ -match '``|\*\*\w|\]\(' } | Should -BeNullOrEmpty
    }
}

Describe 'The examples of the help' {
    BeforeAll {
        $test = New-TestEnvironment -Installed
    }

    AfterAll {
        Remove-TestEnvironment $test
    }

    BeforeEach {
        Push-Location (New-ExampleFolder $test.Folder)
        Reset-ExampleStorage $test.Connection
    }

    AfterEach {
        Pop-Location
    }

    It 'run: <Name>' -ForEach $examples {
        { Invoke-Example $Code $test.Connection } | Should -Not -Throw
    }
}
