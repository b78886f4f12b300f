#!/usr/bin/env python3
"""Composes numbers of 2 to 6 digits out of single pen digits: one line a number, all its digits by one writer.

    make_numbers.py train.jsonl --writers 23-30 --count 2000 > numbers.jsonl

--style plain: written digit by digit, side by side, boxes from slightly overlapping to wide apart.
--style hard:  more of what people do: other sizes within a number, a rising or falling line, a slant, bars and hats
               added at the end, neighbours that touch.
Each line also says which strokes make up which digit ("groups"); the program does not look at that.
"""
import argparse
import json
import random


def extent(strokes):
    xs = [x for stroke in strokes for x, _ in stroke]
    ys = [y for stroke in strokes for _, y in stroke]
    return min(xs), min(ys), max(xs), max(ys)


def moved(strokes, scale, dx, dy, slant=0.0):
    return [[[x * scale + dx - slant * (y * scale + dy), y * scale + dy] for x, y in stroke] for stroke in strokes]


def compose(digits, style, rng):
    hard = style == "hard"
    heights = sorted(extent(digit["strokes"])[3] - extent(digit["strokes"])[1] for digit in digits)
    height = heights[len(heights) // 2]
    tilt = rng.uniform(-0.25, 0.25) if hard else rng.uniform(-0.03, 0.03)
    slant = rng.uniform(-0.1, 0.35) if hard else 0.0
    spacing = rng.uniform(0.02, 0.45)
    right = 0.0
    placed = []
    for digit in digits:
        strokes = digit["strokes"]
        scale = rng.uniform(0.75, 1.3) if hard else rng.uniform(0.92, 1.08)
        left, top, end, bottom = extent(strokes)
        low, high = (-0.18, 0.15) if hard else (-0.08, 0.15)
        gap = height * (spacing + rng.uniform(low, high))
        gap = max(gap, -0.12 * height)
        x = right + gap if placed else 0.0
        base = -tilt * x + height * rng.uniform(-0.06, 0.06)
        strokes = moved(strokes, scale, x - left * scale, base - bottom * scale)
        right = extent(strokes)[2]
        placed.append(moved(strokes, 1, 0, 0, slant))
    order = [(digit, i) for digit, strokes in enumerate(placed) for i in range(len(strokes))]
    if hard and rng.random() < 0.5:  # what comes after a digit's first stroke is added when all are written
        order.sort(key=lambda place: (place[1] > 0, place[0]))
    groups = [[] for _ in placed]
    written = []
    for digit, i in order:
        groups[digit].append(len(written))
        written.append([[round(x, 1), round(y, 1)] for x, y in placed[digit][i]])
    return {"number": "".join(str(digit["label"]) for digit in digits), "writer": digits[0]["writer"],
            "groups": groups, "strokes": written}


def main():
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("file")
    parser.add_argument("--writers", default="23-30", help="first-last")
    parser.add_argument("--count", type=int, default=2000)
    parser.add_argument("--seed", type=int, default=1)
    parser.add_argument("--style", choices=["plain", "hard"], default="plain")
    options = parser.parse_args()
    first, last = map(int, options.writers.split("-"))
    by_writer = {}
    with open(options.file) as file:
        for line in file:
            sample = json.loads(line)
            if first <= sample["writer"] <= last:
                by_writer.setdefault(sample["writer"], []).append(sample)
    rng = random.Random(options.seed)
    writers = sorted(by_writer)
    for _ in range(options.count):
        own = by_writer[rng.choice(writers)]
        print(json.dumps(compose(rng.sample(own, rng.randint(2, 6)), options.style, rng), separators=(",", ":")))


if __name__ == "__main__":
    main()
