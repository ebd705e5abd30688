BeforeAll {
    . $PSScriptRoot/Common.ps1
    . $PSScriptRoot/Deployments.ps1
    $test = New-TestEnvironment
    $image = New-TestImage "$($test.Folder)/in/a.png" 1
    $all = $image | Invoke-IkDeployment -Output pass_through, detect, shapes, store, describe
}

AfterAll {
    Remove-TestEnvironment $test
}

Describe 'What Invoke-IkDeployment shows' {
    AfterEach {
        Clear-Fault $test
    }

    It 'shows results and outputs as tables' {
        $all | Out-String -Width 160 | Should -Match 'SUCCESS.+png image'
        $all.Outputs[0] | Out-String -Width 160 | Should -Match 'Index\s+Content'
    }

    It 'shows outputs of all kinds in one table, without their raw data' {
        $view = $all.Outputs | Out-String -Width 80
        $view | Should -Match '^\s*Index Content\s+Confidence\s+Box'
        foreach ($output in $all.Outputs) {
            $view | Should -Match "(?m)^ +$($output.Index) \S"
        }

        $view | Should -Not -Match 'RawJson|[A-Za-z0-9+/]{40}'
    }

    It 'shows a detection list with label, confidence and box' {
        $view = $all.Outputs[1].Detections | Out-String -Width 160
        $view | Should -Match 'Label\s+Confidence\s+Box'
        $view | Should -Match '\S\s+█+[▏▎▍▌▋▊▉]?\s+\d\.\d\d\s+\([\d., ]+\) [\d.]+ x [\d.]+'
    }

    It 'shows a <_> as a short table, and all of it with Format-Custom' -ForEach OBJECT_DETECTION, INSTANCE_SEGMENTATION, SEMANTIC_SEGMENTATION, KEYPOINTS, TEXT {
        $output = $all.Outputs | Where-Object Type -EQ $_
        $lines = ($output | Out-String -Width 120).Trim() -split '\r?\n'
        $lines[0] | Should -Match '^Index Content\s+Confidence\s+Box'
        $lines[2] | Should -Match '\S\s+█'
        $output | Format-Custom | Out-String -Width 160 | Should -Match 'RawJson'
    }

    It 'gives masks and images as bytes' {
        $all.Outputs[0].GetBytes().Length | Should -Be $image.Length
        $all.Outputs[2].Detections[0].GetMaskBytes()[1..3] | Should -Be ([byte[]][char[]]'PNG')
        $all.Outputs[3].GetMaskBytes()[1..3] | Should -Be ([byte[]][char[]]'PNG')
    }

    It 'survives fields that are not there' {
        Set-EmulatorFault $test @{
            route = 'results'; action = 'status'; status = 200
            body  = @{ results = @(@{ OBJECT_DETECTION = @{ detections = @(@{}) } }, @{ KEYPOINTS = @{ objects = @(@{}) } }, @{ TEXT = @{ fields = @(@{}) } }, @{ storage_object = @{} }, @{ NEW_KIND = $null }) }
        }
        $bare = @{ TEXT = 1 } | Invoke-IkDeployment
        $bare.Outputs.Count | Should -Be 5
        $bare.Outputs[4].GetType().Name | Should -Be 'IkDataOutput'
        { $bare, $bare.Outputs, $bare.Outputs[0].Detections, $bare.Outputs[1].Objects, $bare.Outputs[2].Fields | ForEach-Object { $_ | Out-String; $_ | Format-List | Out-String } } | Should -Not -Throw
    }
}
