"""Odd hands for tests/corrections: what becomes of a writer's drawings, and writers whose digits have shapes of their own."""
import math

# What a hand does to every drawing: from a random.Random, which decides what is the hand's own, a function of strokes.


def as_they_are(_):
    return lambda strokes: strokes


def linear(matrix):
    (a, b), (c, d) = matrix
    return lambda strokes: [[[round(a * x + b * y, 2), round(c * x + d * y, 2)] for x, y, *_ in stroke] for stroke in strokes]


def always(matrix):
    return lambda _: linear(matrix)


def product(first, second):
    return tuple(tuple(sum(row[k] * second[k][column] for k in range(2)) for column in range(2)) for row in first)


def turned(radians):
    c, s = math.cos(radians), math.sin(radians)
    return ((c, -s), (s, c))


def any_map(rng):
    """A turn by 20 to 46 degrees either way, a slant and a width; one hand in four mirrors."""
    turn = rng.choice((-1, 1)) * rng.uniform(0.35, 0.8)
    slant, width = rng.uniform(-0.5, 0.5), math.exp(rng.uniform(-0.7, 0.7))
    mirror = -1 if rng.random() < 0.25 else 1
    return linear(product(turned(turn), ((mirror * width, mirror * width * slant), (0, 1))))


def finer(stroke, pieces=4):
    between = [(x + (X - x) * k / pieces, y + (Y - y) * k / pieces) for (x, y, *_), (X, Y, *_) in zip(stroke, stroke[1:]) for k in range(pieces)]
    return between + [tuple(stroke[-1][:2])]


def waves(rng):
    """Bent in waves, which no linear map undoes: by up to 0.17 of a digit's height."""
    phases = rng.uniform(0, 2 * math.pi), rng.uniform(0, 2 * math.pi)

    def bend(strokes):
        xs, ys = ([point[axis] for stroke in strokes for point in stroke] for axis in (0, 1))
        left, top = min(xs), min(ys)
        size = max(max(xs) - left, max(ys) - top) or 1
        middle = (left + max(xs)) / 2, (top + max(ys)) / 2

        def bent(x, y):
            u, v = (x - middle[0]) / size, (y - middle[1]) / size
            return [round((u + 0.17 * math.sin(2 * math.pi * v * 0.9 + phases[0])) * size, 2),
                    round((v + 0.13 * math.sin(2 * math.pi * u * 1.1 + phases[1])) * size, 2)]

        return [[bent(x, y) for x, y in finer(stroke)] for stroke in strokes]

    return bend


HANDS = {
    "as they are": as_they_are,
    "turned by 29°": always(turned(math.radians(29))),
    "narrow and turned by 29°": always(product(turned(math.radians(29)), ((0.4, 0), (0, 1)))),
    "turned by 40°": always(turned(math.radians(40))),
    "turned by 35° to the left": always(turned(math.radians(-35))),
    "narrow": always(((0.3, 0), (0, 1))),
    "mirrored": always(((-1, 0), (0, 1))),
    "leaning back": always(((1, 1), (0, 1))),
    "leaning far forward": always(((1, -1.1), (0, 1))),
    "flat": always(((1, 0), (0, 0.35))),
    "any map": any_map,
    "waves": waves,
}


# Digits of unusual shapes, in a square from (0, 0) to (1, 1), y down.


def arc(x, y, width, height, start, end, steps=9):
    """Of an ellipse, by its half axes; degrees, clockwise from the right."""
    angles = [math.radians(start + (end - start) * k / steps) for k in range(steps + 1)]
    return [(x + width * math.cos(angle), y + height * math.sin(angle)) for angle in angles]


OVAL = arc(0.5, 0.5, 0.32, 0.48, -90, 270, 14)
RING = arc(0.45, 0.27, 0.3, 0.27, -20, -370) # of a 9

SHAPES = {
    0: [[OVAL, [(0.85, 0.05), (0.15, 0.95)]], # slashed
        [OVAL, [(0.15, 0.05), (0.85, 0.95)]],
        [OVAL, [(0.47, 0.47), (0.53, 0.53)]], # dotted
        [OVAL, [(0.15, 0.5), (0.85, 0.5)]],
        [arc(0.5, 0.5, 0.32, 0.48, -60, 300, 14) + [(0.75, -0.05), (0.98, -0.15)]], # with a tail
        [arc(0.5, 0.5, 0.48, 0.36, -90, 270, 14)]], # lying
    1: [[[(0, 0.55), (0.5, 0), (0.5, 1)]], # a flag half as high as itself
        [[(0, 0.7), (0.5, 0), (0.62, 1)]],
        [[(0.1, 0.35), (0.5, 0), (0.5, 1)], [(0.1, 1), (0.9, 1)]],
        [[(0.2, 0), (0.8, 0)], [(0.5, 0), (0.5, 1)], [(0.2, 1), (0.8, 1)]],
        [[(0, 0.5), (0.45, 0), (0.55, 1), (0.95, 0.85)]],
        [[(0.05, 0.2), (0.5, 0), (0.5, 0.9)], [(0.2, 0.75), (0.8, 1)]]],
    2: [[[(0.1, 0.05), (0.9, 0.05), (0.1, 0.95), (0.9, 0.95)]], # as a Z
        [arc(0.5, 0.27, 0.35, 0.27, 190, 380) + [(0.3, 0.8)] + arc(0.28, 0.85, 0.15, 0.12, -30, -300) + [(0.5, 0.9), (0.95, 0.95)]],
        [arc(0.45, 0.3, 0.35, 0.3, 200, 400) + [(0.1, 1), (0.55, 0.8), (1.05, 1.05)]],
        [[(0.1, 0.3), (0.5, 0), (0.85, 0.3), (0.1, 1), (0.95, 1)]],
        [arc(0.5, 0.3, 0.4, 0.3, 160, 410) + [(0, 0.95), (1.2, 0.9)]]],
    3: [[[(0.1, 0), (0.85, 0), (0.45, 0.4)] + arc(0.45, 0.7, 0.38, 0.3, -80, 150)], # with a flat top
        [[(0.1, 0.05), (0.8, 0.25), (0.35, 0.5), (0.85, 0.72), (0.1, 1)]],
        [[(0.15, 0), (0.8, 0.02), (0.75, 0.45), (0.3, 0.48)], [(0.75, 0.48), (0.8, 1), (0.1, 1)]],
        [arc(0.35, 0.2, 0.4, 0.2, 200, 440) + arc(0.35, 0.7, 0.55, 0.3, -80, 200)]],
    4: [[[(0.15, 0), (0.1, 0.5), (0.8, 0.5)], [(0.85, 0), (0.8, 1)]],
        [arc(0.45, 0.1, 0.38, 0.42, 180, 0), [(0.85, 0), (0.83, 1.05)]],
        [[(0.55, 0), (0.05, 0.7), (0.95, 0.7)], [(0.65, 0.4), (0.6, 1)]],
        [[(0.7, 1), (0.7, 0), (0.05, 0.6), (1, 0.6)]],
        [[(0.2, 0), (0.2, 0.6), (0.9, 0.6)], [(0.6, 0.3), (0.6, 1)]],
        [[(0.1, 0.1), (0.5, 0.5), (0.9, 0.1)], [(0.5, 0.5), (0.45, 1)]]], # as a Y
    5: [[arc(0.5, 0.25, 0.36, 0.25, -20, -270) + arc(0.5, 0.75, 0.36, 0.25, -90, 150)], # as an S
        [[(0.9, 0), (0.2, 0), (0.2, 0.45), (0.85, 0.5), (0.85, 1), (0.1, 1)]],
        [[(0.25, 0.1), (0.2, 0.45)] + arc(0.45, 0.7, 0.38, 0.28, -130, 150), [(0.45, -0.05), (1.1, -0.08)]],
        [[(0.2, 0), (0.2, 0.4)] + arc(0.4, 0.7, 0.45, 0.3, -110, 130), [(0.2, 0), (0.9, 0.05)]]],
    6: [[[(0.2, 0), (0.2, 0.7)] + arc(0.45, 0.75, 0.27, 0.25, 180, -200)], # as a b
        [arc(0.5, 0.7, 0.3, 0.28, -90, 270) + [(0.85, 0.3), (1, 0.1)]], # as a sigma
        [[(0.9, 0.05), (0.3, 0.3)] + arc(0.5, 0.72, 0.33, 0.28, 200, -150)],
        [arc(0.55, 0.5, 0.4, 0.48, -50, -330) + [(0.85, 0.55), (0.5, 0.55)]]], # as a G
    7: [[[(0.1, 0.15), (0.1, 0), (0.9, 0), (0.4, 1)], [(0.25, 0.5), (0.85, 0.5)]],
        [[(0.1, 0), (0.9, 0), (0.5, 1)], [(0.3, 0.4), (0.9, 0.4)], [(0.25, 0.6), (0.8, 0.6)]], # crossed twice
        [[(0.05, 0.2), (0.2, 0), (0.9, 0.05)] + arc(1.2, 0.9, 0.7, 0.7, 225, 180)],
        [[(0.1, 0), (0.85, 0), (0.85, 1)]],
        [[(0.1, 0.3), (0.1, 0), (0.95, 0), (0.45, 1), (0.2, 0.98)]],
        [[(0, 0), (0.9, 0.1), (0.45, 0.45), (0.35, 1)], [(0.1, 0.7), (0.7, 0.55)]]],
    8: [[arc(0.5, 0.22, 0.24, 0.22, -90, 270, 12), arc(0.5, 0.76, 0.3, 0.24, -90, 270, 12)], # two rings
        [[(0.9, 0.05)] + arc(0.5, 0.25, 0.3, 0.23, -60, -270) + arc(0.5, 0.75, 0.33, 0.25, -90, 180) + [(0.85, 0.1)]],
        [[(0.15, 0), (0.85, 1), (0.15, 1), (0.85, 0), (0.15, 0)]],
        [[(0.5, 0.5)] + arc(0.5, 0.25, 0.3, 0.25, 90, 450, 10) + arc(0.5, 0.75, 0.12, 0.25, -90, 270, 10)],
        [[(0.2, 0), (0.2, 1)], [(0.2, 0)] + arc(0.4, 0.25, 0.35, 0.25, -90, 90) + arc(0.4, 0.75, 0.4, 0.25, -90, 90) + [(0.2, 1)]]],
    9: [[RING + [(0.78, 0.8)] + arc(0.45, 0.85, 0.33, 0.2, 0, 170)], # as a g
        [RING + [(0.78, 1), (1, 0.85)]], # as a q
        [arc(0.45, 0.3, 0.35, 0.3, -60, -300) + [(0.55, 0.2), (0.6, 1)]],
        [arc(0.5, 0.3, 0.3, 0.28, 90, 450) + [(0.5, 1)]],
        [[(0.8, 0.05), (0.2, 0.1), (0.2, 0.45), (0.8, 0.4), (0.8, 0), (0.8, 1)]]],
}


def rounded(points, steps=6):
    """Through the points: a cubic between each two, whose ends are a little less bent than Catmull's and Rom's."""
    def between(before, start, end, after, t):
        return (start + (3 * t * t - 2 * t**3) * (end - start)
                + 0.35 * (t * (1 - t)**2 * (end - before) - t * t * (1 - t) * (after - start)))

    if len(points) < 3:
        return finer(points, 8)
    around = [points[0]] + points + [points[-1]]
    curve = [tuple(between(*axis, k / steps) for axis in zip(*around[i:i + 4]))
             for i in range(len(points) - 1) for k in range(steps)]
    return curve + [points[-1]]


def trembling(stroke, rng):
    """Every point a little off its place, neighbours alike."""
    offset = [rng.gauss(0, 0.025), rng.gauss(0, 0.025)]
    phases = [[rng.uniform(0, 2 * math.pi) for _ in range(2)] for _ in range(2)]

    def off(axis, part):
        slow, fast = phases[axis]
        return offset[axis] + 0.03 * (math.sin(5 * part + slow) + 0.6 * math.sin(12 * part + fast))

    parts = [k / max(1, len(stroke) - 1) for k in range(len(stroke))]
    return [(x + off(0, part), y + off(1, part)) for (x, y), part in zip(stroke, parts)]


def drawn(shape, rng):
    turn, slant, width = rng.gauss(0, 0.06), rng.gauss(0, 0.08), math.exp(rng.gauss(0, 0.1))
    size = rng.uniform(60, 140)
    place = linear(product(turned(turn), ((size * width, size * width * slant), (0, size))))
    return place([[(x - 0.5, y - 0.5) for x, y in rounded(trembling(stroke, rng))] for stroke in shape])


def writer_of_shapes(rng, drawings_of_each=22):
    """One shape of each digit, drawn again and again."""
    chosen = {digit: rng.choice(shapes) for digit, shapes in SHAPES.items()}
    return [{"label": digit, "strokes": drawn(shape, rng)} for digit, shape in chosen.items() for _ in range(drawings_of_each)]
