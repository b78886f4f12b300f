#!/usr/bin/env python3
"""Model files without Digitscope: written and read by the public description of safetensors alone
(https://github.com/huggingface/safetensors, "Format"), with nothing but struct, json and numpy.

    safetensors_by_hand.py write FILE    makes tiny_mlp.safetensors, which tst_model_file reads
    safetensors_by_hand.py read FILE     checks any model file and prints what it holds
"""

import json
import struct
import sys

import numpy


def tiny_mlp():
    """4 inputs, 3 neurons, 2 classes, and Adam's state: number i of tensor t is (t + i / 8) * (-1)^i."""
    recipe = {
        "name": "tiny",
        "description": "Written by safetensors_by_hand.py",
        "input": [4],
        "layers": [{"kind": "dense", "units": 3}, {"kind": "relu"}, {"kind": "dense", "units": 2}],
        "optimizer": {"kind": "adam", "learning_rate": 0.002},
        "batch_size": 7,
        "epochs": 3,
        "seed": 18446744073709551615,
    }
    training = {
        "step": 9007199254740993,
        "learning_rate": float(numpy.float32(0.0015)),
        "trained_on": "nothing at all — “really”",
        "history": {
            "step": [0, 10],
            "train_loss": [2.5, 0.125],
            "train_accuracy": [0.0, 0.75],
            "test_loss": [2.75, 0.25],
            "test_accuracy": [0.125, 1],
            "train_samples": [8, 8],
            "test_samples": [4, 4],
        },
    }
    shapes = {"dense_1.weight": (3, 4), "dense_1.bias": (3,), "dense_2.weight": (2, 3), "dense_2.bias": (2,)}
    names = [prefix + name for prefix in ("", "optimizer.m.", "optimizer.v.") for name in shapes]
    tensors = {}
    for t, name in enumerate(names):
        shape = shapes[".".join(name.split(".")[-2:])]
        i = numpy.arange(numpy.prod(shape))
        tensors[name] = ((t + i / 8) * (-1.0) ** i).astype("<f4").reshape(shape)
    metadata = {
        "format": "digitscope",
        "format_version": "1",
        "recipe": json.dumps(recipe, indent=1),
        "training": json.dumps(training),
    }
    return metadata, tensors


def write(path):
    metadata, tensors = tiny_mlp()
    header, data = {}, b""
    # Largest first and backwards: the order in a file is the writer's choice.
    for name in sorted(tensors, key=lambda name: (-tensors[name].size, name), reverse=True):
        begin = len(data)
        data += tensors[name].tobytes()
        header[name] = {"dtype": "F32", "shape": list(tensors[name].shape), "data_offsets": [begin, len(data)]}
    header["__metadata__"] = metadata
    text = json.dumps(header).encode()
    text += b" " * (-len(text) % 8)
    with open(path, "wb") as file:
        file.write(struct.pack("<Q", len(text)) + text + data)


def unique(pairs):
    assert len(dict(pairs)) == len(pairs), "a key comes twice"
    return dict(pairs)


def read(path):
    with open(path, "rb") as file:
        content = file.read()
    (length,) = struct.unpack("<Q", content[:8])
    assert content[8:9] == b"{" and length % 8 == 0, "header not aligned"
    header = json.loads(content[8 : 8 + length], object_pairs_hook=unique)
    data = content[8 + length :]

    metadata = header.pop("__metadata__")
    assert all(isinstance(value, str) for value in metadata.values())
    print("metadata", json.dumps({key: metadata[key] for key in ("format", "format_version")}))
    print("recipe  ", json.dumps(json.loads(metadata["recipe"]), ensure_ascii=False))
    print("training", json.dumps(json.loads(metadata["training"]), ensure_ascii=False))

    end = 0
    for name, tensor in sorted(header.items(), key=lambda entry: entry[1]["data_offsets"]):
        begin, stop = tensor["data_offsets"]
        assert tensor["dtype"] == "F32" and begin == end, name
        values = numpy.frombuffer(data[begin:stop], "<f4").reshape(tensor["shape"])
        assert numpy.isfinite(values).all(), name
        print(f"{name:32} {str(values.shape):20} mean {values.mean():+.6g}  std {values.std():.6g}")
        end = stop
    assert end == len(data), "bytes left over"
    print(f"{len(header)} tensors, {len(content)} bytes: well formed")


if __name__ == "__main__":
    if len(sys.argv) != 3 or sys.argv[1] not in ("write", "read"):
        sys.exit(__doc__)
    {"write": write, "read": read}[sys.argv[1]](sys.argv[2])
