#!/usr/bin/env python3
"""Writes optimizer_trajectories.json: where published optimisers take four weights downhill.

The hill is f(w) = sum of a (w - c)^2 / 2, so the gradient is a (w - c). Everything in float64.
- "torch": PyTorch's own optimisers (written with 1.13). Adam and RMSprop add epsilon elsewhere than Keras, which we
  follow; with epsilon = 1e-12 there is no difference to see.
- "keras": the update rules of Keras 3 (keras/src/optimizers/{adam,rmsprop,sgd}.py) in NumPy, with an epsilon so large
  that its place matters.
Needs numpy and torch. Run it beside the JSON file: ./make_optimizer_trajectories.py
"""
import json
import os

import numpy as np
import torch

A = np.array([0.1, 1.0, 3.0, 10.0])
C = np.array([1.0, -0.5, 2.0, 0.25])
START = np.array([0.0, 1.0, -1.0, 0.5])
STEPS = 40


def slope(w):
    return A * (w - C)


def by_torch(make):
    w = torch.tensor(START, dtype=torch.float64, requires_grad=True)
    optimizer = make([w])
    path = []
    for _ in range(STEPS):
        w.grad = torch.tensor(slope(w.detach().numpy()))
        optimizer.step()
        path.append(w.detach().numpy().tolist())
    return path


def by_keras(rule):
    w = START.copy()
    state = {}
    path = []
    for t in range(1, STEPS + 1):
        w = rule(w, slope(w), t, state)
        path.append(w.tolist())
    return path


def adam(lr, b1, b2, eps):
    def rule(w, g, t, s):
        m, v = s.get("m", 0 * w), s.get("v", 0 * w)
        alpha = lr * np.sqrt(1 - b2**t) / (1 - b1**t)
        m = m + (g - m) * (1 - b1)
        v = v + (g**2 - v) * (1 - b2)
        s.update(m=m, v=v)
        return w - m * alpha / (np.sqrt(v) + eps)
    return rule


def rmsprop(lr, rho, eps):
    def rule(w, g, t, s):
        v = rho * s.get("v", 0 * w) + (1 - rho) * g**2
        s.update(v=v)
        return w - lr * g / np.sqrt(v + eps)
    return rule


def momentum(lr, mu):
    def rule(w, g, t, s):
        velocity = mu * s.get("velocity", 0 * w) - lr * g
        s.update(velocity=velocity)
        return w + velocity
    return rule


def case(source, kind, settings, path):
    return {"source": source, "kind": kind, "settings": settings, "path": path}


cases = [
    case("torch", "sgd", {"learning_rate": 0.05},
         by_torch(lambda w: torch.optim.SGD(w, lr=0.05))),
    case("torch", "sgd", {"learning_rate": 0.02, "momentum": 0.9},
         by_torch(lambda w: torch.optim.SGD(w, lr=0.02, momentum=0.9))),
    case("torch", "rmsprop", {"learning_rate": 0.02, "rho": 0.9, "epsilon": 1e-12},
         by_torch(lambda w: torch.optim.RMSprop(w, lr=0.02, alpha=0.9, eps=1e-12))),
    case("torch", "adam", {"learning_rate": 0.05, "beta_1": 0.9, "beta_2": 0.999, "epsilon": 1e-12},
         by_torch(lambda w: torch.optim.Adam(w, lr=0.05, betas=(0.9, 0.999), eps=1e-12))),
    case("keras", "sgd", {"learning_rate": 0.02, "momentum": 0.9}, by_keras(momentum(0.02, 0.9))),
    case("keras", "rmsprop", {"learning_rate": 0.02, "rho": 0.8, "epsilon": 0.01}, by_keras(rmsprop(0.02, 0.8, 0.01))),
    case("keras", "adam", {"learning_rate": 0.05, "beta_1": 0.8, "beta_2": 0.99, "epsilon": 0.01},
         by_keras(adam(0.05, 0.8, 0.99, 0.01))),
]
document = {"written_by": "make_optimizer_trajectories.py", "a": A.tolist(), "c": C.tolist(), "start": START.tolist(),
            "cases": cases}
folder = os.path.dirname(os.path.abspath(__file__))
with open(os.path.join(folder, "optimizer_trajectories.json"), "w") as file:
    json.dump(document, file, indent=None, separators=(",", ":"))
    file.write("\n")
