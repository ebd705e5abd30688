"""A handler for ikscale-emulator: finds what differs from the background of a PNG picture.

    ikscale-emulator --handler "python3 find_regions.py"

It gets each run as a line of JSON and answers with a line of JSON. It needs nothing but Python, and takes PNG pictures of
8 bits a channel without interlace. Replace detect() with a model of yours.
"""

import json
import struct
import sys
import zlib
from collections import Counter

THRESHOLD = 48


def decode(data):
    """Returns width, height and the pixels of a PNG picture, row by row."""
    if data[:8] != b"\x89PNG\r\n\x1a\n":
        raise ValueError("the input is no PNG picture")
    place, compressed = 8, b""
    while place < len(data):
        length, kind = struct.unpack(">I4s", data[place:place + 8])
        body = data[place + 8:place + 8 + length]
        place += 12 + length
        if kind == b"IHDR":
            width, height, depth, color, _, _, interlace = struct.unpack(">IIBBBBB", body)
            channels = {0: 1, 2: 3, 4: 2, 6: 4}.get(color)
            if depth != 8 or interlace or not channels:
                raise ValueError("only pictures of 8 bits a channel, without palette and interlace")
        elif kind == b"IDAT":
            compressed += body
        elif kind == b"IEND":
            break
    raw, stride = zlib.decompress(compressed), width * channels
    rows, before = [], bytearray(stride)
    for y in range(height):
        start = y * (stride + 1)
        row = unfilter(raw[start], bytearray(raw[start + 1:start + 1 + stride]), before, channels)
        rows += [tuple(row[x:x + channels]) for x in range(0, stride, channels)]
        before = row
    return width, height, rows


def unfilter(kind, row, above, step):
    for i in range(len(row)):
        left = row[i - step] if i >= step else 0
        corner = above[i - step] if i >= step else 0
        guess = left + above[i] - corner
        paeth = min((left, above[i], corner), key=lambda value: abs(guess - value))
        row[i] = (row[i] + (0, left, above[i], (left + above[i]) // 2, paeth)[kind]) & 255
    return row


def detect(path):
    """Returns a box for each connected region that differs from the most frequent color of the frame."""
    with open(path, "rb") as file:
        width, height, pixels = decode(file.read())
    frame = [i for i in range(len(pixels)) if i % width in (0, width - 1) or i // width in (0, height - 1)]
    background = Counter(pixels[i] for i in frame).most_common(1)[0][0]
    open_pixels = {i for i, p in enumerate(pixels) if max(abs(a - b) for a, b in zip(p, background)) > THRESHOLD}
    found = []
    while open_pixels:
        region, stack = [], [open_pixels.pop()]
        while stack:
            i = stack.pop()
            region.append(i)
            for j in (i - 1 if i % width else -1, i + 1 if (i + 1) % width else -1, i - width, i + width):
                if j in open_pixels:
                    open_pixels.remove(j)
                    stack.append(j)
        xs, ys = [i % width for i in region], [i // width for i in region]
        box = {"x": min(xs), "y": min(ys), "width": max(xs) - min(xs) + 1, "height": max(ys) - min(ys) + 1}
        found.append({"label": "region", "confidence": len(region) / (box["width"] * box["height"]), "box": box, "area": len(region)})
    found.sort(key=lambda detection: -detection.pop("area"))
    return [{"id": index, **detection} for index, detection in enumerate(found)]


for line in sys.stdin:
    run = json.loads(line)
    try:
        detections = detect(run["inputs"][0]["path"])
        answer = {"outputs": [{"OBJECT_DETECTION": {"detections": detections, "referenceImageIndex": 0}}]}
    except (ValueError, IndexError) as error:
        answer = {"error": str(error)}
    print(json.dumps(answer), flush=True)
