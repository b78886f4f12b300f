#!/usr/bin/env python3
"""Writes lstm_values.json: what PyTorch's LSTM (written with 1.13) makes of random numbers, and its gradients.

Everything in float64. PyTorch's gates stand in Keras' order, input, forget, candidate, output; of its two biases one is
0 here. The gradients are those of the sum of c times the output: of all steps ("sequence"), or of the last alone.
Needs torch. Run it beside the JSON file: ./make_lstm_values.py
"""
import json
import os

import torch

SAMPLES, STEPS, FEATURES, UNITS = 3, 6, 5, 4

torch.manual_seed(1)
torch.set_default_dtype(torch.float64)
lstm = torch.nn.LSTM(FEATURES, UNITS, batch_first=True)
with torch.no_grad():
    for array in lstm.parameters():
        array.uniform_(-1, 1)
    lstm.bias_hh_l0.zero_()
x = (2 * torch.rand(SAMPLES, STEPS, FEATURES) - 1).requires_grad_()
c = 2 * torch.rand(SAMPLES, STEPS, UNITS) - 1


def flat(array):
    return array.detach().flatten().tolist()


def case(output, weight):
    lstm.zero_grad()
    x.grad = None
    (weight * output).sum().backward()
    return {"c": flat(weight), "output": flat(output), "input_gradient": flat(x.grad),
            "parameter_gradient": flat(lstm.weight_ih_l0.grad) + flat(lstm.weight_hh_l0.grad) + flat(lstm.bias_ih_l0.grad)}


document = {
    "written_by": "make_lstm_values.py",
    "samples": SAMPLES, "steps": STEPS, "features": FEATURES, "units": UNITS,
    "input": flat(x),
    "parameters": flat(lstm.weight_ih_l0) + flat(lstm.weight_hh_l0) + flat(lstm.bias_ih_l0),
    "sequence": case(lstm(x)[0], c),
    "last": case(lstm(x)[0][:, -1], c[:, -1]),
}
folder = os.path.dirname(os.path.abspath(__file__))
with open(os.path.join(folder, "lstm_values.json"), "w") as file:
    json.dump(document, file, indent=None, separators=(",", ":"))
    file.write("\n")
