BeforeAll {
    . $PSScriptRoot/Common.ps1
    . $PSScriptRoot/Deployments.ps1
}

Describe 'Invoke-IkDeployment' {
    BeforeAll {
        $test = New-TestEnvironment
        $image = New-TestImage "$($test.Folder)/in/a.png" 1
        $sha256 = Get-Sha256 $image
    }

    AfterAll {
        Remove-TestEnvironment $test
    }

    AfterEach {
        Clear-Fault $test
    }

    Context 'inputs' {
        It 'takes a local file <Case>' -ForEach @(
            @{ Case = 'by position'; Script = { Invoke-IkDeployment $image.FullName } }
            @{ Case = 'with a wildcard'; Script = { Invoke-IkDeployment "$($test.Folder)/in/*.p?g" } }
            @{ Case = 'by its literal name'; Script = { Invoke-IkDeployment -LiteralPath $image.FullName } }
            @{ Case = 'from the pipeline'; Script = { $image | Invoke-IkDeployment } }
            @{ Case = 'as a name from the pipeline'; Script = { $image.FullName | Invoke-IkDeployment } }
            @{ Case = 'as a row with FullName'; Script = { $image | Select-Object FullName | Invoke-IkDeployment } }
            @{ Case = 'as a row with PSPath'; Script = { $image | Select-Object PSPath | Invoke-IkDeployment } }
        ) {
            $result = & $Script
            Get-SeenHash $result | Should -Be $sha256
            $result.Outputs[0].Value['content_type'] | Should -Be 'image/png'
            $result.Input | Should -Be $image.FullName
            $result.State | Should -Be 'SUCCESS'
        }

        It 'takes names with brackets as they are' {
            $odd = New-TestImage "$($test.Folder)/odd/a[1].png" 2
            Get-SeenHash (Invoke-IkDeployment -LiteralPath $odd.FullName) | Should -Be (Get-Sha256 $odd)
            Get-SeenHash ($odd | Invoke-IkDeployment) | Should -Be (Get-Sha256 $odd)
        }

        It 'takes paths from where PowerShell stands' {
            Push-Location $image.DirectoryName
            try {
                Get-SeenHash (Invoke-IkDeployment ./a.png) | Should -Be $sha256
            }
            finally {
                Pop-Location
            }
        }

        It 'sends an image along, and with -SaveTemporary through the storage' {
            $before = Get-RequestCount $test create
            (Invoke-IkDeployment $image.FullName -TaskName pass_through).Outputs[0].GetType().Name | Should -Be 'IkImageOutput'
            Get-RequestCount $test create | Should -Be $before
            $stored = Invoke-IkDeployment $image.FullName -TaskName pass_through -SaveTemporary
            Get-RequestCount $test create | Should -Be ($before + 1)
            $stored.Outputs[0].GetType().Name | Should -Be 'IkStorageObjectOutput'
            (Get-IkStorageObject -Uid $stored.Outputs[0].Uid).Sha256 | Should -Be $sha256
        }

        It 'sends a large image through the storage' {
            $large = New-TestFile "$($test.Folder)/large/a.png" 17MB
            $before = Get-RequestCount $test create
            Get-SeenHash ($large | Invoke-IkDeployment) | Should -Be (Get-Sha256 $large)
            Get-RequestCount $test create | Should -Be ($before + 1)
        }

        It 'sends a video through the storage' {
            $video = New-TestFile "$($test.Folder)/film/a.mp4" 1MB
            $before = Get-RequestCount $test create
            $result = $video | Invoke-IkDeployment
            $result.Outputs[0].Value['content_type'] | Should -Be 'video/mp4'
            Get-SeenHash $result | Should -Be (Get-Sha256 $video)
            Get-RequestCount $test create | Should -Be ($before + 1)
        }

        It 'takes stored objects <Case>' -ForEach @(
            @{ Case = 'by path'; Script = { Invoke-IkDeployment -StoragePath in/a.png } }
            @{ Case = 'by wildcard'; Script = { Invoke-IkDeployment -StoragePath 'in/*.png' } }
            @{ Case = 'by uid'; Script = { Invoke-IkDeployment -Uid $stored.Uid } }
            @{ Case = 'from the pipeline'; Script = { Get-IkStorageObject in/a.png | Invoke-IkDeployment } }
            @{ Case = 'as a row with Uid'; Script = { $stored | Select-Object Uid, Path | Invoke-IkDeployment } }
        ) {
            $stored = $image | Send-IkStorageObject -Destination in/a.png -Force
            Get-SeenHash (& $Script) | Should -Be $sha256
        }

        It 'takes videos on from Send-IkStorageObject' {
            $null = New-TestFile "$($test.Folder)/films/1.mp4" 1000 1
            $null = New-TestFile "$($test.Folder)/films/2.mp4" 1000 2
            $results = Get-ChildItem "$($test.Folder)/films/*.mp4" | Send-IkStorageObject -Destination videos/ | Invoke-IkDeployment
            $results.Count | Should -Be 2
            $results.State | Sort-Object -Unique | Should -Be 'SUCCESS'
        }

        It 'takes bytes <Case>' -ForEach @(
            @{ Case = 'as one object from the pipeline'; Script = { , $bytes | Invoke-IkDeployment } }
            @{ Case = 'by name'; Script = { Invoke-IkDeployment -InputObject $bytes } }
            @{ Case = 'among several inputs'; Script = { Invoke-IkDeployment -Inputs $bytes } }
            @{ Case = 'as a list of bytes'; Script = { Invoke-IkDeployment -InputObject ([object[]]$bytes) } }
        ) {
            $bytes = [System.IO.File]::ReadAllBytes($image.FullName)
            Get-SeenHash (& $Script) | Should -Be $sha256
        }

        It 'explains what happens to bytes that are piped one by one' {
            $failure = Get-ErrorOf { [byte[]](1, 2) | Invoke-IkDeployment } | Select-Object -First 1
            $failure.FullyQualifiedErrorId | Should -BeLike 'InvalidInput,*'
            "$failure" | Should -Match ',\$bytes \|'
        }

        It 'takes raw data as <Case>' -ForEach @(
            @{ Case = 'a hashtable'; Script = { @{ DATA_DICT = $data } | Invoke-IkDeployment -TaskName pass_through } }
            @{ Case = 'an ordered dictionary'; Script = { [ordered]@{ DATA_DICT = $data } | Invoke-IkDeployment -TaskName pass_through } }
            @{ Case = 'an object'; Script = { [pscustomobject]@{ DATA_DICT = [pscustomobject]$data } | Invoke-IkDeployment -TaskName pass_through } }
            @{ Case = 'what comes from JSON'; Script = { @{ DATA_DICT = $data } | ConvertTo-Json -Depth 5 | ConvertFrom-Json | Invoke-IkDeployment -TaskName pass_through } }
        ) {
            $data = [ordered]@{ text = "it's ü"; number = 1.5; flag = $true; nothing = $null; list = 1, 'two'; nested = @{ a = 1 } }
            $output = (& $Script).Outputs[0]
            $output.Type | Should -Be 'DATA_DICT'
            ($output.RawJson | ConvertFrom-Json).DATA_DICT | ConvertTo-Json -Compress | Should -Be ($data | ConvertTo-Json -Compress)
        }

        It 'sends bytes in raw data as base64' {
            $bytes = [System.IO.File]::ReadAllBytes($image.FullName)
            Get-SeenHash (@{ image = $bytes } | Invoke-IkDeployment) | Should -Be $sha256
        }

        It 'takes a JSON file with -DataType' {
            Set-Content "$($test.Folder)/data.json" '{ "a": [1, 2.50] }'
            (Invoke-IkDeployment "$($test.Folder)/data.json" -DataType DATA_DICT -TaskName pass_through).Outputs[0].RawJson | Should -Be '{"DATA_DICT":{"a":[1,2.5]}}'
        }

        It 'makes one run of several with -Inputs' {
            $result = Invoke-IkDeployment -Inputs $image, @{ TEXT = 'x' }, $image.FullName, @(@{ TEXT = 'y' }, @{ TEXT = 'z' })
            @($result).Count | Should -Be 1
            $result.Outputs[0].Value['inputs'].Count | Should -Be 5
        }

        It 'makes one run without inputs where none is given, and none where none is piped' {
            @(Invoke-IkDeployment -TaskName slow -Parameter @{ milliseconds = 1 }).Count | Should -Be 1
            @(Get-ChildItem "$($test.Folder)/in/*.none" | Invoke-IkDeployment).Count | Should -Be 0
            @(Invoke-IkDeployment "$($test.Folder)/in/*.none").Count | Should -Be 0
        }
    }

    Context 'errors of inputs' {
        It 'says <Id> for <Case>' -ForEach @(
            @{ Case = 'a file that is not there'; Id = 'ObjectNotFound'; Script = { Invoke-IkDeployment "$($test.Folder)/none.png" } }
            @{ Case = 'a directory'; Id = 'InvalidPath'; Script = { Invoke-IkDeployment -LiteralPath $test.Folder } }
            @{ Case = 'a path that is not of the file system'; Id = 'InvalidPath'; Script = { Invoke-IkDeployment -LiteralPath 'Env:PATH' } }
            @{ Case = 'an empty image'; Id = 'InvalidInput'; Script = { Invoke-IkDeployment "$($test.Folder)/empty.png" } }
            @{ Case = 'a file that tells nothing'; Id = 'CannotInferDataType'; Script = { Invoke-IkDeployment "$($test.Folder)/note.txt" } }
            @{ Case = 'bytes that tell nothing'; Id = 'CannotInferDataType'; Script = { Invoke-IkDeployment -InputObject ([byte[]](1, 2, 3)) } }
            @{ Case = 'a text file as data'; Id = 'InvalidInput'; Script = { Invoke-IkDeployment "$($test.Folder)/note.txt" -DataType JSON } }
            @{ Case = 'a stored object that tells nothing'; Id = 'CannotInferDataType'; Script = { Send-IkStorageObject -Content 'x' -Destination note.txt -Force | Invoke-IkDeployment } }
            @{ Case = 'a stored object that is not there'; Id = 'ObjectNotFound'; Script = { Invoke-IkDeployment -StoragePath none.png } }
            @{ Case = 'a uid that is not there'; Id = 'ObjectNotFound'; Script = { Invoke-IkDeployment -Uid 00000000-0000-0000-0000-000000000000 } }
            @{ Case = 'raw data with two keys'; Id = 'InvalidInput'; Script = { @{ a = 1; b = 2 } | Invoke-IkDeployment } }
            @{ Case = 'a number'; Id = 'InvalidInput'; Script = { 5 | Invoke-IkDeployment } }
            @{ Case = '-NoWait with -OutDirectory'; Id = 'InvalidInput'; Script = { Invoke-IkDeployment -NoWait -OutDirectory x } }
            @{ Case = 'an output that is none'; Id = 'InvalidInput'; Script = { Invoke-IkDeployment -Output @{ Task = 'x' } } }
            @{ Case = 'a number for an output'; Id = 'InvalidInput'; Script = { Invoke-IkDeployment -Output 5 } }
        ) {
            $null = New-Item "$($test.Folder)/empty.png" -ItemType File -Force
            Set-Content "$($test.Folder)/note.txt" 'hello'
            $before = Get-RequestCount $test run
            $errors = @(Get-ErrorOf $Script)
            $errors.Count | Should -Be 1
            $errors[0].FullyQualifiedErrorId | Should -BeLike "$Id,*"
            Get-RequestCount $test run | Should -Be $before
        }

        It 'refuses a -ThrottleLimit of <_>' -ForEach 0, 11 {
            { Invoke-IkDeployment -ThrottleLimit $_ } | Should -Throw -ErrorId 'ParameterArgumentValidationError,*'
        }
    }

    Context 'tasks and parameters' {
        It 'gives the outputs of a task, of several, of one output of a task' {
            ($image | Invoke-IkDeployment -TaskName DETECT).Outputs.Type | Should -Be 'OBJECT_DETECTION'
            ($image | Invoke-IkDeployment -Output detect, describe).Outputs.Type | Should -Be 'OBJECT_DETECTION', 'DATA_DICT'
            ($image | Invoke-IkDeployment -Output @{ TaskName = 'shapes'; OutputIndex = 3 }).Outputs.Type | Should -Be 'TEXT'
            ($image | Invoke-IkDeployment -Output @{ TaskName = 'pass_through'; SaveTemporary = $true }, 'pass_through').Outputs.Type | Should -Be 'storage_object', 'image'
            ($image | Invoke-IkDeployment -Output ((Get-IkDeployment).Tasks | Where-Object Name -EQ detect)).TaskName | Should -Be 'detect'
        }

        It 'sends parameters of the task, and of others' {
            $failure = Get-ErrorOf { Invoke-IkDeployment -TaskName fail -Parameter @{ MESSAGE = 1.5 } }
            "$failure" | Should -Match 'failed: 1\.5\.'
            $failure = Get-ErrorOf { Invoke-IkDeployment -Output describe, fail -Parameter @{ fail = @{ message = $true } } -InputObject @{ TEXT = 1 } }
            "$failure" | Should -Match 'failed: True\.'
        }

        It 'sends the same numbers in every culture' {
            $culture = [cultureinfo]::CurrentCulture
            try {
                [cultureinfo]::CurrentCulture = 'de-DE'
                "$(Get-ErrorOf { Invoke-IkDeployment -TaskName fail -Parameter @{ message = 0.25 } })" | Should -Match 'failed: 0\.25\.'
            }
            finally {
                [cultureinfo]::CurrentCulture = $culture
            }
        }

        It 'says <Id> for <Case> before anything is sent' -ForEach @(
            @{ Case = 'a task that is not there'; Id = 'TaskNotFound'; Lists = 'pass_through, store'; Script = { $image | Invoke-IkDeployment -TaskName nope } }
            @{ Case = 'an output that is not there'; Id = 'TaskNotFound'; Lists = 'pass_through, store'; Script = { $image | Invoke-IkDeployment -Output nope } }
            @{ Case = 'a parameter that is not there'; Id = 'ParameterNotFound'; Lists = 'milliseconds'; Script = { $image | Invoke-IkDeployment -TaskName slow -Parameter @{ speed = 1 } } }
            @{ Case = 'an output number that is not there'; Id = 'InvalidInput'; Lists = 'description'; Script = { $image | Invoke-IkDeployment -Output @{ TaskName = 'describe'; OutputIndex = 5 } } }
            @{ Case = 'a parameter without a value'; Id = 'InvalidInput'; Lists = 'milliseconds'; Script = { $image | Invoke-IkDeployment -TaskName slow -Parameter @{ milliseconds = $null } } }
        ) {
            $before = Get-RequestCount $test run
            $errors = @(Get-ErrorOf $Script)
            $errors.Count | Should -Be 1
            $errors[0].FullyQualifiedErrorId | Should -BeLike "$Id,*"
            "$($errors[0])" | Should -Match $Lists
            Get-RequestCount $test run | Should -Be $before
        }

        It 'completes <Line>' -ForEach @(
            @{ Line = 'Invoke-IkDeployment -TaskName de'; Expected = 'detect', 'describe' }
            @{ Line = 'Invoke-IkDeployment -Output sh'; Expected = , 'shapes' }
            @{ Line = 'Invoke-IkDeployment -TaskName slow -Parameter mi'; Expected = , "@{ milliseconds = '2000' }" }
            @{ Line = 'Invoke-IkDeployment -TaskName slow -Parameter @'; Expected = , "@{ milliseconds = '2000' }" }
            @{ Line = 'Invoke-IkDeployment -TaskName fail -Parameter '; Expected = , "@{ message = 'The task ''fail'' failed, as it always does.' }" }
        ) {
            (TabExpansion2 $Line -cursorColumn $Line.Length).CompletionMatches.CompletionText | Should -Be $Expected
        }

        It 'does not hang or print on Tab where the service does not answer' {
            $null = Connect-IkScale http://127.0.0.1:1 x -ScaleUrl http://127.0.0.1:1 -StorageUrl $test.Address -SkipCheck
            try {
                $clock = [System.Diagnostics.Stopwatch]::StartNew()
                $line = 'Invoke-IkDeployment -TaskName de'
                (TabExpansion2 $line -cursorColumn $line.Length).CompletionMatches.CompletionText | Should -Not -Contain 'detect'
                $clock.Elapsed | Should -BeLessThan ([timespan]::FromSeconds(5))
            }
            finally {
                $null = Connect-IkScale $test.Address emulator-token -ScaleUrl $test.Address -StorageUrl $test.Address
            }
        }
    }

    Context 'chaining' {
        It 'takes an output and a result as inputs' {
            $stored = $image | Invoke-IkDeployment -Output store, pass_through
            Get-SeenHash ($stored.Outputs[0] | Invoke-IkDeployment) | Should -Be $sha256
            Get-SeenHash ($stored.Outputs[1] | Invoke-IkDeployment) | Should -Be $sha256
            ($stored | Invoke-IkDeployment).Outputs[0].Value['inputs'].Count | Should -Be 2
            ($stored.Outputs | Invoke-IkDeployment).Count | Should -Be 2
            (Invoke-IkDeployment -InputObject $stored.Outputs).Count | Should -Be 2
        }

        It 'takes outputs that were kept in a file' {
            $file = "$($test.Folder)/output.xml"
            $result = $image | Invoke-IkDeployment -Output pass_through, store
            $result.Outputs | Export-Clixml $file
            Import-Clixml $file | Invoke-IkDeployment | ForEach-Object { Get-SeenHash $_ } | Should -Be $sha256, $sha256
            $result | Export-Clixml $file -Depth 3
            (Import-Clixml $file | Invoke-IkDeployment).Outputs[0].Value['inputs'].Count | Should -Be 2
        }

        It 'runs through two deployments in one pipeline' {
            $one = Connect-IkScale $test.Address emulator-token -ScaleUrl $test.Address -StorageUrl $test.Address -PassThru
            $two = Connect-IkScale $test.Address emulator-token -ScaleUrl $test.Address -StorageUrl $test.Address -PassThru
            $results = 1..3 | ForEach-Object { New-TestImage "$($test.Folder)/chain/$_.png" $_ } |
                Invoke-IkDeployment -Connection $one -TaskName pass_through |
                Invoke-IkDeployment -Connection $two -TaskName store |
                Invoke-IkDeployment -Endpoint $test.Address
            $results | ForEach-Object { Get-SeenHash $_ } | Should -Be (1..3 | ForEach-Object { Get-Sha256 "$($test.Folder)/chain/$_.png" })
        }

        It 'gives results that Read-IkStorageObject takes' {
            $files = $image | Invoke-IkDeployment -TaskName store | Read-IkStorageObject -Destination "$($test.Folder)/read/"
            Get-Sha256 $files | Should -Be $sha256
        }

        It 'says InvalidInput for a result without outputs' {
            Set-EmulatorFault $test @{ route = 'results'; action = 'status'; status = 200; body = @{ results = @() } }
            $empty = @{ TEXT = 1 } | Invoke-IkDeployment
            (Get-ErrorOf { $empty | Invoke-IkDeployment }).FullyQualifiedErrorId | Should -BeLike 'InvalidInput,*'
        }
    }
}
