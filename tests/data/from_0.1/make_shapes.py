#!/usr/bin/python3
"""Writes shapes/: four gzipped IDX files with pictures of 12×12, and classes.txt. The same bytes each time."""
import gzip
import math
import random
from pathlib import Path

FOLDER = Path(__file__).resolve().parent / "shapes"
SIDE = 12
NAMES = ("circle", "cross", "bar")


def distance(shape, x, y):
    """From (x, y) to the shape's line; both in pixels from its centre, its radius 1."""
    if shape == 0:
        return abs(math.hypot(x, y) - 1)
    if shape == 1:
        return max(min(abs(x), abs(y)), max(abs(x), abs(y)) - 1)
    return max(abs(x), abs(y) - 1, 0)


def picture(shape, dice):
    radius = dice.uniform(2.8, 4.2)
    turn = dice.uniform(-0.35, 0.35)
    middle = (SIDE - 1) / 2 + dice.uniform(-0.8, 0.8), (SIDE - 1) / 2 + dice.uniform(-0.8, 0.8)
    width = dice.uniform(0.7, 1.3)
    pixels = []
    for row in range(SIDE):
        for column in range(SIDE):
            x, y = column - middle[0], row - middle[1]
            along = (x * math.cos(turn) + y * math.sin(turn)) / radius
            across = (y * math.cos(turn) - x * math.sin(turn)) / radius
            ink = width + 0.5 - distance(shape, along, across) * radius
            pixels.append(int(255 * min(1, max(0, ink))))
    return pixels


def write(name, magic, extents, numbers):
    header = b"".join(number.to_bytes(4, "big") for number in (magic, *extents))
    (FOLDER / f"{name}.gz").write_bytes(gzip.compress(header + bytes(numbers), mtime=0))


def main():
    FOLDER.mkdir(exist_ok=True)
    (FOLDER / "classes.txt").write_text("\n".join(NAMES) + "\n")
    dice = random.Random(1)
    for prefix, count in (("train", 120), ("t10k", 45)):
        labels = [index % 3 for index in range(count)]
        dice.shuffle(labels)
        pixels = [pixel for label in labels for pixel in picture(label, dice)]
        write(f"{prefix}-images-idx3-ubyte", 2051, (count, SIDE, SIDE), pixels)
        write(f"{prefix}-labels-idx1-ubyte", 2049, (count,), labels)


main()
