#!/usr/bin/env python3
"""Writes batch_normalization_values.json: what PyTorch's batch normalisation (written with 1.13) makes of random numbers.

Everything in float64. "output" and the gradients, those of the sum of c times the output, are those of training, with
the samples' own mean and variance; "inference" is the output with the moving ones. "parameters" are gamma, beta, moving
mean and moving variance; PyTorch's own moving variance is not used, as it is unbiased and Keras' is not.
Needs torch. Run it beside the JSON file: ./make_batch_normalization_values.py
"""
import json
import os

import torch

EPSILON = 1e-3

torch.manual_seed(1)
torch.set_default_dtype(torch.float64)


def flat(array):
    return array.detach().flatten().tolist()


def case(name, make, samples, shape):
    layer = make(shape[0], eps=EPSILON)
    with torch.no_grad():
        layer.weight.uniform_(-1, 1)
        layer.bias.uniform_(-1, 1)
        layer.running_mean.uniform_(-1, 1)
        layer.running_var.uniform_(0.5, 1.5)
    parameters = flat(layer.weight) + flat(layer.bias) + flat(layer.running_mean) + flat(layer.running_var)
    x = (3 * torch.rand(samples, *shape) - 1).requires_grad_()
    c = 2 * torch.rand(samples, *shape) - 1
    layer.eval()
    inference = layer(x)
    layer.train()
    output = layer(x)
    (c * output).sum().backward()
    return {"name": name, "epsilon": EPSILON, "samples": samples, "shape": shape, "input": flat(x), "c": flat(c),
            "parameters": parameters, "inference": flat(inference), "output": flat(output),
            "input_gradient": flat(x.grad), "gamma_gradient": flat(layer.weight.grad),
            "beta_gradient": flat(layer.bias.grad)}


document = {
    "written_by": "make_batch_normalization_values.py",
    "cases": [case("rows", torch.nn.BatchNorm1d, 7, [5]), case("maps", torch.nn.BatchNorm2d, 4, [3, 5, 4])],
}
folder = os.path.dirname(os.path.abspath(__file__))
with open(os.path.join(folder, "batch_normalization_values.json"), "w") as file:
    json.dump(document, file, indent=None, separators=(",", ":"))
    file.write("\n")
