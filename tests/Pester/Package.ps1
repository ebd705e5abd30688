# Installs the package that was made into a folder, as a user does who takes it from a gallery.

# The newest package of the module in output/; null where none was made.
function Find-ModulePackage {
    param([string] $Root)

    $version = (Import-PowerShellDataFile (Join-Path $Root 'IkomiaScale.psd1')).ModuleVersion
    Get-Item (Join-Path $Root "output/IkomiaScale.$version.nupkg") -ErrorAction Ignore
}

# Puts the package into a folder of modules and gives the module's folder. With PSResourceGet it goes through a repository that is a folder;
# where that is missing the package is unpacked, which is what PSResourceGet does too.
function Install-ModulePackage {
    param([System.IO.FileInfo] $Package, [string] $Path)

    $null = New-Item $Path -ItemType Directory -Force
    $version = (Split-Path $Package.FullName -Leaf) -replace '^IkomiaScale\.|\.nupkg$'
    if (-not (Get-Command Save-PSResource -ErrorAction Ignore)) {
        Add-Type -AssemblyName System.IO.Compression.FileSystem
        $target = Join-Path $Path "IkomiaScale/$version"
        [System.IO.Compression.ZipFile]::ExtractToDirectory($Package.FullName, $target)
        return $target
    }

    $repository = "IkomiaScale-$([guid]::NewGuid().ToString('N'))"
    $folder = New-Item (Join-Path $Path ".$repository") -ItemType Directory
    Copy-Item -LiteralPath $Package.FullName $folder
    Register-PSResourceRepository -Name $repository -Uri $folder.FullName -Trusted
    try {
        Save-PSResource IkomiaScale -Repository $repository -Path $Path -TrustRepository
    }
    finally {
        Unregister-PSResourceRepository $repository
        Remove-Item -LiteralPath $folder -Recurse -Force
    }

    Join-Path $Path "IkomiaScale/$version"
}
