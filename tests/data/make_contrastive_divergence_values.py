#!/usr/bin/env python3
"""Writes contrastive_divergence_values.json: what a step of contrastive divergence makes of a random machine.

Formulas: Hinton, "A Practical Guide to Training Restricted Boltzmann Machines" (2010), section 3. Everything in float64, by
outer products of one sample after the other. The uniform numbers that decide hidden states are those of the program,
xoshiro256** (Blackman and Vigna 2018) seeded by SplitMix64 from a key, written anew here; the script fails where a draw is
so near a probability that float32 might decide otherwise.
Needs numpy. Run it beside the JSON file: ./make_contrastive_divergence_values.py
"""
import json
import os

import numpy

VISIBLE, HIDDEN, SAMPLES = 7, 35, 5
SEED, STEP = 3, 41
RATE, MOMENTUM, DECAY = 0.1, 0.5, 0.01
HIDDEN_STATES = 8  # the purpose that such draws are for
MASK = (1 << 64) - 1


def rotated(x, k):
    return ((x << k) | (x >> (64 - k))) & MASK


def split_mix(state):
    state = (state + 0x9E3779B97F4A7C15) & MASK
    z = state
    z = ((z ^ (z >> 30)) * 0xBF58476D1CE4E5B9) & MASK
    z = ((z ^ (z >> 27)) * 0x94D049BB133111EB) & MASK
    return state, z ^ (z >> 31)


def uniforms(purpose, key, count):
    mixed = purpose
    for part in key:
        mixed = (split_mix(mixed ^ part)[1] + rotated(mixed, 17)) & MASK
    state = []
    for _ in range(4):
        mixed, word = split_mix(mixed)
        state.append(word)
    for _ in range(count):
        yield ((rotated(state[1] * 5 & MASK, 7) * 9 & MASK) >> 40) / 2**24
        shifted = (state[1] << 17) & MASK
        state[2] ^= state[0]
        state[3] ^= state[1]
        state[1] ^= state[2]
        state[0] ^= state[3]
        state[2] ^= shifted
        state[3] = rotated(state[3], 45)


def sigmoid(x):
    return 1 / (1 + numpy.exp(-x))


def sampled(probabilities, step, row):
    draws = numpy.array(list(uniforms(HIDDEN_STATES, (SEED, STEP, step, row), len(probabilities))))
    assert numpy.abs(draws - probabilities).min() > 1e-5
    return (draws < probabilities).astype(float)


random = numpy.random.default_rng(1)
weight = random.normal(0, 0.5, (HIDDEN, VISIBLE))
bias = random.normal(0, 0.5, HIDDEN)
visible_bias = random.normal(0, 0.5, VISIBLE)
data = random.random((SAMPLES, VISIBLE))
velocity = [random.normal(0, 0.1, array.shape) for array in (weight, bias, visible_bias)]


def case(chain):
    sums = [numpy.zeros_like(array) for array in (weight, bias, visible_bias)]
    error = 0
    for row, v0 in enumerate(data):
        h0 = h = sigmoid(weight @ v0 + bias)
        for step in range(chain):
            v = sigmoid(sampled(h, step, row) @ weight + visible_bias)
            h = sigmoid(weight @ v + bias)
            error += ((v - v0) ** 2).sum() if step == 0 else 0
        for total, change in zip(sums, (numpy.outer(h0, v0) - numpy.outer(h, v), h0 - h, v0 - v)):
            total += change
    after = [MOMENTUM * before + RATE * (total / SAMPLES - (DECAY * weight if total.ndim == 2 else 0))
             for before, total in zip(velocity, sums)]
    return {"chain": chain, "squared_error": error, "velocity": flat(after),
            "parameters": flat([now + step for now, step in zip((weight, bias, visible_bias), after)])}


def flat(arrays):
    return numpy.concatenate([array.flatten() for array in arrays]).tolist()


document = {
    "written_by": "make_contrastive_divergence_values.py",
    "visible": VISIBLE, "hidden": HIDDEN, "samples": SAMPLES, "seed": SEED, "step": STEP,
    "learning_rate": RATE, "momentum": MOMENTUM, "weight_decay": DECAY,
    "data": data.flatten().tolist(), "parameters": flat([weight, bias, visible_bias]), "velocity": flat(velocity),
    "cases": [case(1), case(3)],
}
folder = os.path.dirname(os.path.abspath(__file__))
with open(os.path.join(folder, "contrastive_divergence_values.json"), "w") as file:
    json.dump(document, file, indent=None, separators=(",", ":"))
    file.write("\n")
