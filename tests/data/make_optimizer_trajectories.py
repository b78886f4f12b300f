#!/usr/bin/env python3
"""Writes optimizer_trajectories.json: where published optimisers take four weights downhill.

The hill is f(w) = sum of a (w - c)^2 / 2, so the gradient is a (w - c). Everything in float64.
- "torch": PyTorch's own optimisers (written with 1.13). Adam and RMSprop add epsilon elsewhere than Keras, which we
  follow; with epsilon = 1e-12 there is no difference to see.
- "keras": the update rules that Keras 2 documents, in NumPy, with an epsilon so large that its place matters. Each of
  them is first held against PyTorch's optimiser, with an epsilon of 1e-12 where PyTorch puts it elsewhere.
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


def rmsprop(lr, rho, eps, momentum=0, centered=False):
    def rule(w, g, t, s):
        v = rho * s.get("v", 0 * w) + (1 - rho) * g**2
        mean = rho * s.get("mean", 0 * w) + (1 - rho) * g
        step = lr * g / np.sqrt((v - mean**2 if centered else v) + eps)
        velocity = momentum * s.get("velocity", 0 * w) + step
        s.update(v=v, mean=mean, velocity=velocity)
        return w - velocity
    return rule


def momentum(lr, mu):
    def rule(w, g, t, s):
        velocity = mu * s.get("velocity", 0 * w) - lr * g
        s.update(velocity=velocity)
        return w + velocity
    return rule


def nesterov(lr, mu):  # Keras' SGD(nesterov=True)
    def rule(w, g, t, s):
        velocity = mu * s.get("velocity", 0 * w) - lr * g
        s.update(velocity=velocity)
        return w + mu * velocity - lr * g
    return rule


def adagrad(lr, first, eps):  # Duchi et al. 2011; epsilon under the root as in Keras 2.11 to 2.15
    def rule(w, g, t, s):
        a = s.get("a", 0 * w + first) + g**2
        s.update(a=a)
        return w - lr * g / np.sqrt(a + eps)
    return rule


def adadelta(lr, rho, eps):  # Zeiler 2012, algorithm 1
    def rule(w, g, t, s):
        a = rho * s.get("a", 0 * w) + (1 - rho) * g**2
        delta = -np.sqrt(s.get("d", 0 * w) + eps) / np.sqrt(a + eps) * g
        s.update(a=a, d=rho * s.get("d", 0 * w) + (1 - rho) * delta**2)
        return w + lr * delta
    return rule


def adamw(lr, decay, b1, b2, eps):  # Loshchilov and Hutter 2019; Keras decays before Adam's step
    adams = adam(lr, b1, b2, eps)

    def rule(w, g, t, s):
        return adams(w - lr * decay * w, g, t, s)
    return rule


def adamax(lr, b1, b2, eps):  # Kingma and Ba 2015, algorithm 2
    def rule(w, g, t, s):
        m = b1 * s.get("m", 0 * w) + (1 - b1) * g
        u = np.maximum(b2 * s.get("u", 0 * w), np.abs(g))
        s.update(m=m, u=u)
        return w - lr / (1 - b1**t) * m / (u + eps)
    return rule


def nadam(lr, b1, b2, eps):  # Dozat 2015, the momentum schedule of keras.optimizers.legacy.Nadam
    def mu(t):
        return b1 * (1 - 0.5 * 0.96**(0.004 * t))

    def rule(w, g, t, s):
        product = np.prod([mu(i) for i in range(1, t + 1)])
        m = b1 * s.get("m", 0 * w) + (1 - b1) * g
        v = b2 * s.get("v", 0 * w) + (1 - b2) * g**2
        s.update(m=m, v=v)
        ahead = mu(t + 1) * m / (1 - product * mu(t + 1)) + (1 - mu(t)) * g / (1 - product)
        return w - lr * ahead / (np.sqrt(v / (1 - b2**t)) + eps)
    return rule


def agree(rule, make, tolerance=1e-9):
    np.testing.assert_allclose(by_keras(rule), by_torch(make), rtol=0, atol=tolerance)


TINY = 1e-12
TORCH = torch.optim
agree(adam(0.05, 0.8, 0.99, TINY), lambda w: TORCH.Adam(w, lr=0.05, betas=(0.8, 0.99), eps=TINY))
agree(nesterov(0.02, 0.9), lambda w: TORCH.SGD(w, lr=0.02, momentum=0.9, nesterov=True))
agree(rmsprop(0.01, 0.8, TINY, 0.5), lambda w: TORCH.RMSprop(w, lr=0.01, alpha=0.8, eps=TINY, momentum=0.5))
agree(rmsprop(0.01, 0.8, TINY, 0, True), lambda w: TORCH.RMSprop(w, lr=0.01, alpha=0.8, eps=TINY, centered=True))
agree(adagrad(0.3, 0.1, TINY), lambda w: TORCH.Adagrad(w, lr=0.3, initial_accumulator_value=0.1, eps=TINY))
agree(adadelta(0.8, 0.9, 0.01), lambda w: TORCH.Adadelta(w, lr=0.8, rho=0.9, eps=0.01))
agree(adamw(0.05, 0.3, 0.8, 0.99, TINY),
      lambda w: TORCH.AdamW(w, lr=0.05, weight_decay=0.3, betas=(0.8, 0.99), eps=TINY))
agree(adamax(0.05, 0.8, 0.99, TINY), lambda w: TORCH.Adamax(w, lr=0.05, betas=(0.8, 0.99), eps=TINY))
# Not the single-tensor NAdam of PyTorch 1.13, which multiplies by mu twice. mu_product is a float32 there.
agree(nadam(0.05, 0.8, 0.99, TINY),
      lambda w: TORCH.NAdam(w, lr=0.05, betas=(0.8, 0.99), eps=TINY, momentum_decay=0.004, foreach=True), 1e-6)


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
    case("keras", "sgd", {"learning_rate": 0.02, "momentum": 0.9, "nesterov": "yes"}, by_keras(nesterov(0.02, 0.9))),
    case("keras", "rmsprop", {"learning_rate": 0.01, "rho": 0.8, "epsilon": 0.01, "momentum": 0.5},
         by_keras(rmsprop(0.01, 0.8, 0.01, 0.5))),
    case("keras", "rmsprop", {"learning_rate": 0.01, "rho": 0.8, "epsilon": 0.01, "centered": "yes"},
         by_keras(rmsprop(0.01, 0.8, 0.01, 0, True))),
    case("keras", "rmsprop", {"learning_rate": 0.01, "rho": 0.8, "epsilon": 0.01, "momentum": 0.5, "centered": "yes"},
         by_keras(rmsprop(0.01, 0.8, 0.01, 0.5, True))),
    case("keras", "adagrad", {"learning_rate": 0.3, "initial_accumulator_value": 0.2, "epsilon": 0.01},
         by_keras(adagrad(0.3, 0.2, 0.01))),
    case("keras", "adadelta", {"learning_rate": 0.8, "rho": 0.9, "epsilon": 0.01}, by_keras(adadelta(0.8, 0.9, 0.01))),
    case("keras", "adamw",
         {"learning_rate": 0.05, "weight_decay": 0.3, "beta_1": 0.8, "beta_2": 0.99, "epsilon": 0.01},
         by_keras(adamw(0.05, 0.3, 0.8, 0.99, 0.01))),
    case("keras", "adamax", {"learning_rate": 0.05, "beta_1": 0.8, "beta_2": 0.99, "epsilon": 0.01},
         by_keras(adamax(0.05, 0.8, 0.99, 0.01))),
    case("keras", "nadam", {"learning_rate": 0.05, "beta_1": 0.8, "beta_2": 0.99, "epsilon": 0.01},
         by_keras(nadam(0.05, 0.8, 0.99, 0.01))),
]
document = {"written_by": "make_optimizer_trajectories.py", "a": A.tolist(), "c": C.tolist(), "start": START.tolist(),
            "cases": cases}
folder = os.path.dirname(os.path.abspath(__file__))
with open(os.path.join(folder, "optimizer_trajectories.json"), "w") as file:
    json.dump(document, file, indent=None, separators=(",", ":"))
    file.write("\n")
