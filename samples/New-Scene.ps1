<#
.SYNOPSIS
    Draws pictures with colored shapes that the emulator's tasks really find: always the same ones.
.DESCRIPTION
    Uses the engine's own cmdlets and .NET, so that it runs wherever the demo does. Gives the full paths of the PNG files scene-1.png, scene-2.png and so on.
.PARAMETER Path
    The folder for them; it must be there.
.PARAMETER Count
    How many.
#>
param(
    [Parameter(Mandatory)]
    [string] $Path,

    [ValidateRange(1, 4)]
    [int] $Count = 4
)

$width = 960
$height = 640

# The first two colors are the wall and the table; the others are told apart by their names.
$colors = [byte[]](
    244, 239, 230, 231, 222, 208,
    222, 66, 48, 240, 150, 30, 250, 218, 80, 40, 150, 90, 40, 178, 200, 44, 98, 220, 120, 70, 190, 232, 110, 165, 30, 30, 32)
$wall, $table, $red, $orange, $yellow, $green, $cyan, $blue, $purple, $pink, $black = 0..10

# kind, color, middle x, middle y, width, height
$scenes = @(
    @(
        @('rectangle', $blue, 240, 420, 190, 190), @('triangle', $red, 240, 248, 230, 150), @('rectangle', $yellow, 240, 455, 60, 120),
        @('ellipse', $orange, 760, 140, 150, 150), @('triangle', $green, 570, 370, 170, 290), @('triangle', $green, 724, 420, 120, 190),
        @('ellipse', $pink, 430, 475, 80, 80), @('ellipse', $cyan, 100, 130, 120, 62), @('ellipse', $cyan, 420, 90, 150, 70),
        @('diamond', $purple, 860, 470, 120, 130)),
    @(
        @('ellipse', $red, 170, 200, 180, 180), @('ellipse', $yellow, 400, 330, 240, 240), @('diamond', $blue, 640, 180, 150, 190),
        @('rectangle', $green, 800, 430, 190, 120), @('triangle', $purple, 190, 480, 190, 170), @('rectangle', $pink, 600, 470, 100, 100),
        @('ellipse', $black, 830, 170, 90, 90), @('ellipse', $cyan, 400, 100, 170, 80)),
    @(
        @('rectangle', $orange, 170, 470, 150, 150), @('rectangle', $red, 170, 335, 110, 110), @('rectangle', $purple, 170, 235, 80, 80),
        @('triangle', $yellow, 170, 150, 90, 80), @('ellipse', $blue, 430, 460, 170, 170), @('ellipse', $green, 640, 490, 110, 110),
        @('ellipse', $pink, 780, 510, 70, 70), @('diamond', $cyan, 560, 190, 200, 160), @('rectangle', $black, 820, 200, 40, 220)),
    @(
        @('rectangle', $red, 480, 430, 460, 110), @('rectangle', $cyan, 470, 325, 250, 100), @('ellipse', $black, 350, 495, 120, 120),
        @('ellipse', $black, 620, 495, 120, 120), @('ellipse', $orange, 150, 130, 130, 130), @('triangle', $green, 850, 400, 120, 250),
        @('ellipse', $pink, 640, 120, 60, 60), @('diamond', $purple, 790, 130, 80, 90))
)

# Where a shape begins and ends in a row; nothing where it is not there.
function Get-Span {
    param([object[]] $Shape, [int] $Y)

    $kind, $null, $x, $middle, $wide, $high = $Shape
    $from = ($Y + 0.5 - $middle) / ($high / 2)
    if ([math]::Abs($from) -ge 1) {
        return
    }

    $part = switch ($kind) {
        'ellipse' { [math]::Sqrt(1 - $from * $from) }
        'diamond' { 1 - [math]::Abs($from) }
        'triangle' { (1 + $from) / 2 }
        default { 1 }
    }
    [math]::Max(0, [int][math]::Round($x - $part * $wide / 2))
    [math]::Min($width, [int][math]::Round($x + $part * $wide / 2))
}

$crcTable = [uint32[]]::new(256)
for ($index = 0; $index -lt 256; $index++) {
    $rest = [uint32] $index
    for ($bit = 0; $bit -lt 8; $bit++) {
        $rest = if ($rest -band 1) { ($rest -shr 1) -bxor [uint32] 3988292384 } else { $rest -shr 1 }
    }

    $crcTable[$index] = $rest
}

function Write-Number {
    param([System.IO.Stream] $Stream, [uint32] $Number)

    foreach ($shift in 24, 16, 8, 0) {
        $Stream.WriteByte(($Number -shr $shift) -band 255)
    }
}

function Write-Chunk {
    param([System.IO.Stream] $Stream, [string] $Type, [byte[]] $Data)

    $content = [System.Text.Encoding]::ASCII.GetBytes($Type) + $Data
    $crc = [uint32]::MaxValue
    foreach ($value in $content) {
        $crc = $crcTable[($crc -bxor $value) -band 255] -bxor ($crc -shr 8)
    }

    Write-Number $Stream $Data.Length
    $Stream.Write($content, 0, $content.Length)
    Write-Number $Stream ($crc -bxor [uint32]::MaxValue)
}

function Get-Pixels {
    param([object[]] $Shapes)

    $rows = @{}
    foreach ($color in 0..10) {
        $rows[$color] = [byte[]]::new($width)
        [System.Array]::Fill($rows[$color], [byte] $color)
    }

    $packed = [System.IO.MemoryStream]::new()
    $zlib = [System.IO.Compression.ZLibStream]::new($packed, [System.IO.Compression.CompressionLevel]::SmallestSize)
    for ($y = 0; $y -lt $height; $y++) {
        $row = [byte[]]::new($width + 1)
        [System.Buffer]::BlockCopy($rows[$(if ($y -lt 560) { $wall } else { $table })], 0, $row, 1, $width)
        foreach ($shape in $Shapes) {
            $from, $to = Get-Span $shape $y
            if ($null -ne $from -and $to -gt $from) {
                [System.Buffer]::BlockCopy($rows[$shape[1]], 0, $row, 1 + $from, $to - $from)
            }
        }

        $zlib.Write($row, 0, $row.Length)
    }

    $zlib.Dispose()
    , $packed.ToArray()
}

for ($number = 1; $number -le $Count; $number++) {
    $image = [System.IO.MemoryStream]::new()
    $signature = [byte[]](137, 80, 78, 71, 13, 10, 26, 10)
    $image.Write($signature, 0, 8)
    $header = [System.IO.MemoryStream]::new()
    Write-Number $header $width
    Write-Number $header $height
    Write-Chunk $image 'IHDR' ($header.ToArray() + [byte[]](8, 3, 0, 0, 0))
    Write-Chunk $image 'PLTE' $colors
    Write-Chunk $image 'IDAT' (Get-Pixels $scenes[$number - 1])
    Write-Chunk $image 'IEND' ([byte[]]::new(0))
    $file = [System.IO.Path]::Combine($Path, "scene-$number.png")
    [System.IO.File]::WriteAllBytes($file, $image.ToArray())
    $file
}
