BeforeAll {
    . $PSScriptRoot/Common.ps1
    . $PSScriptRoot/Deployments.ps1
}

Describe 'Invoke-IkDeployment with an older deployment' {
    BeforeAll {
        $test = New-TestEnvironment '--legacy'
    }

    AfterAll {
        Remove-TestEnvironment $test
    }

    It 'understands bare answers' {
        $result = @{ TEXT = 1 } | Invoke-IkDeployment -Output pass_through, describe
        $result.State | Should -Be 'SUCCESS'
        $result.Outputs.Type | Should -Be 'TEXT', 'DATA_DICT'
    }

    It 'understands failures' {
        $failure = Get-ErrorOf { Invoke-IkDeployment -TaskName fail }
        $failure.FullyQualifiedErrorId | Should -BeLike 'WorkflowFailed,*'
    }
}

Describe 'Invoke-IkDeployment with a workflow of its own' {
    BeforeAll {
        $file = Join-Path ([System.IO.Path]::GetTempPath()) "workflow-$([guid]::NewGuid()).json"
        Set-Content -LiteralPath $file @'
{ "metadata": { "name": "twins" }, "tasks": [
    { "task_id": 0, "task_data": { "name": "read it", "parameters": [ { "name": "page-size", "value": "it's" } ], "inputs": [], "outputs": [ { "name": "o" } ] } },
    { "task_id": 1, "task_data": { "name": "twin", "parameters": [ { "name": "a", "value": "1" }, { "name": "b", "value": "2" } ], "inputs": [], "outputs": [ { "name": "o" } ] } },
    { "task_id": 2, "task_data": { "name": "twin", "parameters": [], "inputs": [], "outputs": [ { "name": "o" } ] } } ],
  "connections": [ { "source_id": -1, "source_index": 0, "target_id": 0, "target_index": 0 } ] }
'@
        $test = New-TestEnvironment '--workflow', $file
    }

    AfterAll {
        Remove-TestEnvironment $test
        Remove-Item -LiteralPath $file
    }

    It 'says AmbiguousTask where a name occurs twice' {
        (Get-ErrorOf { @{ TEXT = 1 } | Invoke-IkDeployment }).FullyQualifiedErrorId | Should -BeLike 'AmbiguousTask,*'
        $failure = Get-ErrorOf { @{ TEXT = 1 } | Invoke-IkDeployment -TaskName twin }
        $failure.FullyQualifiedErrorId | Should -BeLike 'AmbiguousTask,*'
        "$failure" | Should -Match 'twin \(index 0\), twin \(index 1\)'
        (Get-IkDeployment).DefaultTask | Should -BeNullOrEmpty
    }

    It 'takes the index that tells which' {
        (@{ TEXT = 1 } | Invoke-IkDeployment -Output @{ TaskName = 'twin'; TaskIndex = 1 }).State | Should -Be 'SUCCESS'
        (@{ TEXT = 1 } | Invoke-IkDeployment -TaskName twin -Output @{ TaskName = 'twin'; TaskIndex = 0 } -Parameter @{ a = 3 }).State | Should -Be 'SUCCESS'
    }

    It 'quotes what it completes' {
        $line = 'Invoke-IkDeployment -TaskName re'
        (TabExpansion2 $line -cursorColumn $line.Length).CompletionMatches.CompletionText | Should -Be "'read it'"
        $line = "Invoke-IkDeployment -TaskName 're"
        (TabExpansion2 $line -cursorColumn $line.Length).CompletionMatches.CompletionText | Should -Be "'read it'"
        $line = "Invoke-IkDeployment -TaskName 'read it' -Parameter "
        (TabExpansion2 $line -cursorColumn $line.Length).CompletionMatches.CompletionText | Should -Be "@{ 'page-size' = 'it''s' }"
    }
}
