#!/usr/bin/env python3
"""Which network and which recipe reads digits best: six-fold cross-validation of MNIST's 60,000 training digits.

    cross_validation.py FOLDER tests/data/cross_validation.jsonl [NAME ...]

FOLDER has MNIST's training files; its test files are not touched. Needs PyTorch and a GPU with CUDA, on which twelve trainings
run side by side (half a minute for six of "base"). Each line of the file is a recipe, what differs from `Recipe` below; printed
is the line again with "errors", those of each fold by the network that learnt from the other 50,000 digits, and "shifted",
when the mean of five readings is taken, four of them shifted by a pixel. The distortions are those of engine/data, the schedule
is that of engine/optim, batches are normalised whole (not in shards), products are in bfloat16.

Layers: c32 convolution 3x3 of 32 maps, k32 of 5x5, with v behind it without padding; P max-pool 2x2, S the same with padding;
n batch normalisation and ReLU, b without ReLU; d0.3 dropout, e0.1 of whole maps; f flatten, l10 dense, A mean of each map.
"""
import gzip
import json
import math
import sys
from dataclasses import dataclass, field
from pathlib import Path

import numpy
import torch
from torch import nn
from torch.nn import functional

DEVICE = "cuda"
FOLDS = 6
AT_ONCE = 12
STEPS_OF_GRAPH = 10


@dataclass
class Recipe:
    layers: str = "c32 P n c48 n c48 P n c96 n c96 S n f d0.3 l128 n d0.3 l10"
    epochs: int = 25
    clean_epochs: int = 4
    learning_rate: float = 0.003
    weight_decay: float = 0.0
    label_smoothing: float = 0.0
    batch: int = 128
    distort: dict = field(default_factory=dict)


DISTORT = {"shift": 1.5, "rotation": 10, "scale": 0.1, "shear": 0.12, "elastic": 20, "stroke_width": 0.2, "erase": 0}


def read(folder, name, offset):
    return numpy.frombuffer(gzip.open(Path(folder) / name).read(), numpy.uint8, offset=offset).copy()


def gaussian(sigma):
    places = torch.arange(28.0)
    weights = torch.exp(-((places[:, None] - places[None]) ** 2) / (2 * sigma**2))
    return (weights / torch.exp(-torch.arange(-40.0, 41.0) ** 2 / (2 * sigma**2)).sum()).to(DEVICE)


class Distortion:
    """As engine/data/augmentation.cpp, for a batch: [n, 28, 28], ink 1."""

    def __init__(self, strengths):
        self.strengths = DISTORT | strengths
        self.smooth = gaussian(4.0)
        self.places = torch.arange(28.0, device=DEVICE) - 13.5

    def draw(self, strength, *shape):
        return (torch.rand(*shape, device=DEVICE) * 2 - 1) * strength

    def __call__(self, x):
        s, n = self.strengths, len(x)
        padded = functional.pad(x[:, None], (1, 1, 1, 1), mode="replicate")[:, 0]
        around = torch.stack([x, padded[:, :-2, 1:-1], padded[:, 2:, 1:-1], padded[:, 1:-1, :-2], padded[:, 1:-1, 2:]])
        width = self.draw(s["stroke_width"], n, 1, 1)
        x = x + width.clamp(min=0) * (around.amax(0) - x) + (-width).clamp(min=0) * (around.amin(0) - x)

        angle = self.draw(s["rotation"] * math.pi / 180, n, 1, 1)
        across, down = 1 + self.draw(s["scale"], n, 1, 1), 1 + self.draw(s["scale"], n, 1, 1)
        shear = self.draw(s["shear"], n, 1, 1)
        right = self.places[None, None, :] - self.draw(s["shift"], n, 1, 1)
        below = self.places[None, :, None] - self.draw(s["shift"], n, 1, 1)
        cos, sin = angle.cos(), angle.sin()
        from_x = (cos + shear * sin) / across * right + (-sin + shear * cos) / across * below
        from_y = sin / down * right + cos / down * below
        waves = s["elastic"] * (self.smooth @ self.draw(1.0, n, 2, 28, 28) @ self.smooth.T)
        places = torch.stack([(from_x + waves[:, 0]) / 13.5, (from_y + waves[:, 1]) / 13.5], -1)
        x = functional.grid_sample(x[:, None], places, align_corners=True)[:, 0]
        if s["erase"]:
            centre = [torch.randint(4, 24, (n, 1, 1), device=DEVICE) - 13.5 for _ in range(2)]
            x = x * ~(((self.places[None, None, :] - centre[0]).abs() < s["erase"] / 2)
                      & ((self.places[None, :, None] - centre[1]).abs() < s["erase"] / 2))
        return x


def network(text):
    layers, channels, size = [], 1, 28
    for word in text.split():
        kind, number = word[0], word[1:].rstrip("v")
        if kind in "ck":
            kernel, valid = (3 if kind == "c" else 5), word.endswith("v")
            layers.append(nn.Conv2d(channels, int(number), kernel, padding=0 if valid else kernel // 2))
            channels, size = int(number), size - (kernel - 1 if valid else 0)
        elif kind == "n":
            normalization = nn.BatchNorm2d if size else nn.BatchNorm1d
            layers += [normalization(channels, eps=1e-3, momentum=0.01), nn.ReLU(inplace=True)]
        elif kind == "b":
            layers.append(nn.BatchNorm1d(channels, eps=1e-3, momentum=0.01))
        elif kind in "PS":
            layers.append(nn.MaxPool2d(2, ceil_mode=kind == "S"))
            size = (size + (kind == "S")) // 2
        elif kind == "A":
            layers.append(nn.AdaptiveAvgPool2d(1))
            size = 1
        elif kind in "de":
            layers.append((nn.Dropout if kind == "d" else nn.Dropout2d)(float(number)))
        elif kind == "f":
            layers.append(nn.Flatten())
            channels, size = channels * size * size, 0
        elif kind == "l":
            layers.append(nn.Linear(channels, int(number)))
            channels = int(number)
    for layer in layers:
        if isinstance(layer, (nn.Conv2d, nn.Linear)):
            nn.init.xavier_uniform_(layer.weight)
            nn.init.zeros_(layer.bias)
    return nn.Sequential(*layers).to(DEVICE).to(memory_format=torch.channels_last)


def one_cycle(progress):
    def between(start, end, part):
        return end + (start - end) * (1 + math.cos(math.pi * part)) / 2

    return between(1 / 25, 1, progress / 0.3) if progress < 0.3 else between(1, 1 / 25 / 1e4, (progress - 0.3) / 0.7)


class Training:
    """One recipe without one fold, on a stream of its own. Its steps are captured in a graph, so that they start at once."""

    def __init__(self, recipe, fold, seed, pictures, labels):
        self.recipe, self.fold, self.pictures, self.labels = recipe, fold, pictures, labels
        torch.manual_seed(1000 * fold + seed)
        self.network = network(recipe.layers).train()
        self.distortion = Distortion(recipe.distort)
        held = len(pictures) // FOLDS
        self.held_out = torch.arange(fold * held, (fold + 1) * held, device=DEVICE)
        everything = torch.arange(len(pictures), device=DEVICE)
        self.learnt = everything[(everything < self.held_out[0]) | (everything > self.held_out[-1])]
        self.graphs_of_epoch = len(self.learnt) // recipe.batch // STEPS_OF_GRAPH
        self.rate = torch.tensor(recipe.learning_rate, device=DEVICE)
        self.optimizer = torch.optim.AdamW(self.network.parameters(), lr=self.rate, eps=1e-7,
                                           weight_decay=recipe.weight_decay, fused=True, capturable=True)
        self.rows = torch.zeros(STEPS_OF_GRAPH, recipe.batch, dtype=torch.int64, device=DEVICE)
        self.stream, self.graphs, self.done, self.epoch_end = torch.cuda.Stream(), {}, 0, None

    def step(self, rows, distorted):
        x = self.pictures[rows]
        if distorted:
            x = self.distortion(x)
        with torch.autocast(DEVICE, torch.bfloat16, cache_enabled=False):
            outputs = self.network(x[:, None].contiguous(memory_format=torch.channels_last))
        loss = functional.cross_entropy(outputs.float(), self.labels[rows], label_smoothing=self.recipe.label_smoothing)
        self.optimizer.zero_grad(set_to_none=True)
        loss.backward()
        self.optimizer.step()

    def graph(self, distorted):
        """Capturing wants steps made before; they are undone."""
        if distorted not in self.graphs:
            weights = {name: value.clone() for name, value in self.network.state_dict().items()}
            states = [{key: value.clone() for key, value in state.items()} for state in self.optimizer.state.values()]
            torch.cuda.synchronize()
            with torch.cuda.stream(self.stream):
                for _ in range(3):
                    self.step(self.rows[0], distorted)
            self.stream.synchronize()
            graph = torch.cuda.CUDAGraph()
            with torch.cuda.graph(graph, stream=self.stream, capture_error_mode="thread_local"):
                for rows in self.rows:
                    self.step(rows, distorted)
            with torch.no_grad():
                for name, value in self.network.state_dict().items():
                    value.copy_(weights[name])
                for place, state in enumerate(self.optimizer.state.values()):
                    for key, value in state.items():
                        value.copy_(states[place][key]) if states else value.zero_()
            torch.cuda.synchronize()
            self.graphs[distorted] = graph
        return self.graphs[distorted]

    def advance(self):
        epoch, place = divmod(self.done, self.graphs_of_epoch)
        if place == 0:
            if self.epoch_end:
                self.epoch_end.synchronize()
            with torch.cuda.stream(self.stream):
                order = self.learnt[torch.randperm(len(self.learnt), device=DEVICE)]
                rows = self.graphs_of_epoch * STEPS_OF_GRAPH * self.recipe.batch
                self.order = order[:rows].view(-1, STEPS_OF_GRAPH, self.recipe.batch)
        graph = self.graph(epoch < self.recipe.epochs - self.recipe.clean_epochs)
        with torch.cuda.stream(self.stream):
            self.rate.fill_(self.recipe.learning_rate
                            * one_cycle((self.done + 0.5) / (self.graphs_of_epoch * self.recipe.epochs)))
            self.rows.copy_(self.order[place])
            graph.replay()
            self.epoch_end = torch.cuda.Event()
            self.epoch_end.record(self.stream)
        self.done += 1
        return self.done == self.graphs_of_epoch * self.recipe.epochs

    @torch.no_grad()
    def errors(self):
        """Of the held-out digits: as they are, and as the mean of five readings."""
        torch.cuda.synchronize()
        self.network.eval()

        def probabilities(x):
            x = x[:, None].contiguous(memory_format=torch.channels_last)
            return torch.cat([functional.softmax(self.network(some), -1) for some in x.split(2500)])

        x, labels = self.pictures[self.held_out], self.labels[self.held_out]
        plain = probabilities(x)
        several = plain + sum(probabilities(torch.roll(x, by, (1, 2))) for by in ((0, 1), (0, -1), (1, 0), (-1, 0)))
        return [int((said.argmax(1) != labels).sum()) for said in (plain, several)]


def main():
    folder, file, *names = sys.argv[1:]
    pictures = torch.from_numpy(read(folder, "train-images-idx3-ubyte.gz", 16)).view(-1, 28, 28).to(DEVICE).float() / 255
    labels = torch.from_numpy(read(folder, "train-labels-idx1-ubyte.gz", 8)).to(DEVICE).long()
    torch.backends.cudnn.benchmark = True
    torch.backends.cuda.matmul.allow_tf32 = torch.backends.cudnn.allow_tf32 = True

    lines = [json.loads(line) for line in open(file)]
    lines = [line for line in lines if not names or line["name"] in names]
    for line in lines:
        line["errors"], line["shifted"] = [None] * FOLDS, [None] * FOLDS
    waiting = [(line, fold) for line in lines for fold in range(FOLDS)]
    running = []
    while waiting or running:
        while waiting and len(running) < AT_ONCE:
            line, fold = waiting.pop(0)
            recipe = Recipe(**{key: value for key, value in line.items() if key in Recipe.__dataclass_fields__})
            running.append((line, Training(recipe, fold, line.get("seed", 0), pictures, labels)))
        for line, training in list(running):
            if not training.advance():
                continue
            line["errors"][training.fold], line["shifted"][training.fold] = training.errors()
            running.remove((line, training))
            if None not in line["errors"]:
                print(json.dumps(line), flush=True)


if __name__ == "__main__":
    main()
