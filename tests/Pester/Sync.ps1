# A folder and a directory of the storage to sync, of one test alone: dot-source it before each.
$remote = "mirror-$([guid]::NewGuid().ToString('N'))"
$local = Join-Path $test.Folder $remote
$null = New-Item $local -ItemType Directory

# A text that no other test has, in a file that is an hour old.
function Set-Text {
    param([string] $Path, [string] $Text, [string] $Folder = $local)

    $file = New-Item (Join-Path $Folder $Path) -ItemType File -Force -Value "$remote $Text"
    $file.LastWriteTime = (Get-Date).AddHours(-1)
}

function Set-Stored {
    param([string] $Path, [string] $Text)

    $null = Send-IkStorageObject -Content "$remote $Text" -Destination "$remote/$Path" -Force
}

function Get-Stored {
    param([string] $Directory = $remote)

    (Get-IkStorageObject "$Directory/*" | ForEach-Object {
            "$($_.Path.Substring($Directory.Length + 1))=$((Read-IkStorageObject -LiteralPath $_.Path -AsText).Substring($remote.Length + 1))"
        } | Sort-Object) -join ' '
}

function Get-Local {
    param([string] $Folder = $local)

    (Get-ChildItem $Folder -Recurse -File -Force | ForEach-Object {
            "$($_.FullName.Substring($Folder.Length + 1).Replace('\', '/'))=$([System.IO.File]::ReadAllText($_.FullName).Substring($remote.Length + 1))"
        } | Sort-Object) -join ' '
}
