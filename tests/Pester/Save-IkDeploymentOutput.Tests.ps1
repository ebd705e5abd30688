BeforeAll {
    . $PSScriptRoot/Common.ps1
    . $PSScriptRoot/Deployments.ps1
    $test = New-TestEnvironment
    $image = New-TestImage "$($test.Folder)/in/a.png" 1
    $result = $image | Invoke-IkDeployment -Output pass_through, detect, store, describe
}

AfterAll {
    Remove-TestEnvironment $test
}

Describe 'Save-IkDeploymentOutput' {
    BeforeEach {
        $out = Join-Path $test.Folder ([guid]::NewGuid())
    }

    It 'saves images, stored objects and data, and gives the files in order' {
        $files = $result | Save-IkDeploymentOutput $out
        $files.GetType().Name | Should -Be 'Object[]'
        $files.Name | Should -Be (0..3 | ForEach-Object { "$($result.Uuid)_$_" + @('.png', '.json', '.png', '.json')[$_] })
        Get-Sha256 $files[0] | Should -Be (Get-Sha256 $image)
        Get-Sha256 $files[2] | Should -Be (Get-Sha256 $image)
        (Get-Content $files[1] -Raw | ConvertFrom-Json).OBJECT_DETECTION.detections[0].label | Should -Be 'blue circle'
        (Get-Content $files[3] -Raw | ConvertFrom-Json).DATA_DICT.sha256 | Should -Be (Get-Sha256 $image)
        (Get-ChildItem $out -Force).Count | Should -Be 4
    }

    It 'takes outputs and results, by pipeline, by position and by name' {
        ($result.Outputs | Save-IkDeploymentOutput $out).Count | Should -Be 4
        (Save-IkDeploymentOutput $result "$out-2").Count | Should -Be 4
        (Save-IkDeploymentOutput -InputObject $result.Outputs -Destination "$out-3").Count | Should -Be 4
        (Save-IkDeploymentOutput $result.Outputs[1] "$out-4").Name | Should -Be "$($result.Uuid)_1.json"
    }

    It 'gives files that pipe on' {
        (Save-IkDeploymentOutput $result.Outputs[0] $out | Invoke-IkDeployment).Outputs[0].Value['sha256'] | Should -Be (Get-Sha256 $image)
    }

    It 'saves JSON that is an input again' {
        $file = Save-IkDeploymentOutput $result.Outputs[1] $out
        $passed = $file | Invoke-IkDeployment -TaskName pass_through -DataType OBJECT_DETECTION
        $passed.Outputs[0].Detections.Label | Should -Be $result.Outputs[1].Detections.Label
    }

    It 'leaves files that are there, unless forced' {
        $file = Save-IkDeploymentOutput $result.Outputs[0] $out
        Set-Content -LiteralPath $file.FullName 'mine'
        $failure = Get-ErrorOf { $result | Save-IkDeploymentOutput $out }
        $failure.FullyQualifiedErrorId | Should -BeLike 'FileExists,*'
        $failure.TargetObject.Index | Should -Be 0
        Get-Content -LiteralPath $file.FullName | Should -Be 'mine'
        (Get-ChildItem $out).Count | Should -Be 4
        $null = $result | Save-IkDeploymentOutput $out -Force
        Get-Sha256 $file | Should -Be (Get-Sha256 $image)
    }

    It 'says ObjectNotFound for a stored object that is gone, and saves the others' {
        $missing = $image | Invoke-IkDeployment -Output store, describe
        Set-EmulatorFault $test @{ route = 'list'; action = 'status'; status = 200; body = @{ results = @(); next = $null } }
        $files = $missing | Save-IkDeploymentOutput $out -ErrorAction SilentlyContinue -ErrorVariable failure
        Clear-Fault $test
        $failure.FullyQualifiedErrorId | Should -BeLike 'ObjectNotFound,*'
        $files.Name | Should -Be "$($missing.Uuid)_1.json"
    }

    It 'checks a download, and leaves nothing of one that is not right' {
        Set-EmulatorFault $test @{ route = 'content'; action = 'corrupt'; times = -1 }
        $failure = Get-ErrorOf { Save-IkDeploymentOutput $result.Outputs[2] $out }
        Clear-Fault $test
        $failure.FullyQualifiedErrorId | Should -BeLike 'ChecksumMismatch,*'
        Get-ChildItem $out -Force | Should -BeNullOrEmpty
    }

    It 'writes nothing with -WhatIf' {
        $result | Save-IkDeploymentOutput $out -WhatIf | Should -BeNullOrEmpty
        Test-Path $out | Should -BeFalse
    }

    It 'says InvalidInput for anything else' {
        (Get-ErrorOf { 'text' | Save-IkDeploymentOutput $out }).FullyQualifiedErrorId | Should -BeLike 'InvalidInput,*'
    }

    It 'says InvalidPath where the destination is a file' {
        (Get-ErrorOf { $result.Outputs[1] | Save-IkDeploymentOutput $image.FullName }).FullyQualifiedErrorId | Should -BeLike 'InvalidPath,*'
    }

    It 'takes a relative destination from where PowerShell stands' {
        Push-Location $test.Folder
        try {
            (Save-IkDeploymentOutput $result.Outputs[1] ./here).DirectoryName | Should -Be (Join-Path (Get-Item .).FullName here)
        }
        finally {
            Pop-Location
        }
    }
}
