#!/usr/bin/python3
"""Makes the model files of this folder with a program of version 0.1, and expected.json with what that program says of them.

  make_models.py PROGRAM

They are kept as they are: who runs it with a later program loses what they are for. Tensors are read from the files by the
few lines below, not by the program.
"""
import hashlib
import json
import os
import signal
import struct
import subprocess
import sys
import tempfile
from pathlib import Path

FOLDER = Path(__file__).resolve().parent
PROGRAM = Path(sys.argv[1]).resolve()
SCRATCH = Path(tempfile.mkdtemp())
DIGITS = "digits.jsonl[test=last10]"


def environment():
    # Nothing of the user's own.
    return {**os.environ, "DIGITSCOPE_DATA": "", "XDG_DATA_HOME": str(SCRATCH), "XDG_CONFIG_HOME": str(SCRATCH)}


def call(*arguments):
    print("digitscope", *arguments, flush=True)
    run = subprocess.run([PROGRAM, *map(str, arguments)], cwd=FOLDER, env=environment(), stdout=subprocess.PIPE, text=True,
                         check=True)
    return run.stdout


def objects(*arguments):
    return [json.loads(line) for line in call(*arguments, "--json").splitlines()]


def train(*arguments):
    return call("train", "--threads", 1, *arguments)


def train_until(is_reached, *arguments):
    """Interrupts the run, as Ctrl-C does, a little after the first line of which is_reached says yes."""
    command = [PROGRAM, "train", "--threads", "1", "--json", *map(str, arguments)]
    print("digitscope", *command[1:], "# interrupted", flush=True)
    with subprocess.Popen(command, cwd=FOLDER, env=environment(), stdout=subprocess.PIPE) as run:
        while not is_reached(json.loads(run.stdout.readline())):
            pass
        run.send_signal(signal.SIGINT)
        run.stdout.read()


def read_safetensors(file):
    """The metadata, and by name each tensor's bytes."""
    content = file.read_bytes()
    length = int.from_bytes(content[:8], "little")
    header = json.loads(content[8:8 + length])
    metadata = header.pop("__metadata__")
    body = content[8 + length:]
    return metadata, {name: body[slice(*tensor["data_offsets"])] for name, tensor in header.items()}


def floats(content):
    return rounded(list(struct.unpack(f"<{len(content) // 4}f", content)))


def rounded(value):
    """To six digits behind the point."""
    if isinstance(value, dict):
        return {key: rounded(entry) for key, entry in value.items()}
    if isinstance(value, list):
        return [rounded(entry) for entry in value]
    return round(value, 6) if isinstance(value, float) else value


def slanted(drawings):
    """Somebody's hand: everything leans to the right."""
    for line in drawings.splitlines():
        drawing = json.loads(line)
        drawing["strokes"] = [[[round(x - 0.9 * (y - 14), 3), y] for x, y, *_ in stroke] for stroke in drawing["strokes"]]
        yield json.dumps(drawing)


def make_models():
    call("draw", "digits", "--count", 40, "--seed", 5, "--out", "digits.jsonl")

    # Classes with names, pictures of another size, some held out, early stopping that keeps the best weights, a learning
    # rate changed by hand, calibrated. In the midst of its run.
    train("--preset", "mlp-16-16", "--data", "shapes", "--batch", 16, "--seed", 7, "--epochs", 4, "--validation-split", 0.2,
          "--early-stopping", "patience=50,restore_best_weights=yes", "--schedule", "exponential:decay=0.95",
          "--out", "shapes.safetensors")
    train("--resume", "shapes.safetensors", "--data", "shapes", "--learning-rate", 0.002, "--epochs", 6,
          "--out", "shapes.safetensors")
    call("calibrate", "shapes.safetensors", "--data", "shapes", "--split", "train")

    # A net of many kinds of layers, with moving statistics; momentum; weight decay, clipping, distortions.
    train("--preset", "cnn-2", "--seed", 3, "--epochs", 30, "--batch", 10, "--data", DIGITS, "--layers",
          "conv2d:4 batch_normalization relu max_pool2d dropout:0.1 conv2d:6 tanh average_pool2d flatten dense:16 elu "
          "dense:10 softmax", "--loss", "mean_squared_error", "--optimizer", "sgd:learning_rate=0.5,momentum=0.9,nesterov=yes",
          "--l2", 0.0001, "--clipnorm", 1, "--augment", "rotation=10,elastic=20", "--out", "layers.safetensors")

    train("--preset", "lstm-rows", "--seed", 4, "--epochs", 30, "--batch", 10, "--data", DIGITS, "--layers",
          "lstm:12 dense:10", "--schedule", "constant", "--out", "rows.safetensors")

    # Pixels scaled by the training set's mean and deviation, an optimizer with three states, weights alone in the file.
    train("--preset", "autoencoder", "--seed", 5, "--epochs", 20, "--batch", 10, "--data", DIGITS, "--layers",
          "flatten dense:4 elu dense:784 sigmoid", "--weights-only", "--out", "autoencoder.safetensors")

    # A deep belief network whose second layer is being pre-trained; so many steps of sampling only make it slow enough.
    train_until(lambda line: line.get("layer") == 2, "--preset", "dbn", "--seed", 6, "--epochs", 2, "--batch", 10, "--data",
                DIGITS, "--layers", "flatten rbm:6 rbm:5 dense:10", "--pretraining", "epochs=15,steps=1000", "--out", "dbn.safetensors")

    train("--preset", "xor", "--seed", 8, "--epochs", 400, "--out", "xor.safetensors")

    # A network that has learnt somebody's hand.
    train("--preset", "softmax", "--seed", 9, "--epochs", 10, "--data", "synthetic:6000@3", "--normalization", "standard",
          "--out", SCRATCH / "upright.safetensors")
    mine = SCRATCH / "mine.jsonl"
    mine.write_text("\n".join(slanted(call("draw", "digits", "--count", 40, "--seed", 11))) + "\n")
    call("learn", SCRATCH / "upright.safetensors", "--digits", mine, "--data", "synthetic:6000@3", "--threads", 1, "--out",
         "hand.safetensors")

    call("ensemble", "layers.safetensors", "rows.safetensors", "--out", "ensemble.safetensors")
    call("calibrate", "ensemble.safetensors", "--data", "synthetic:600@4")


def continued(name, *arguments):
    """What becomes of it when its training goes on: each epoch's line, and the last layer's bias afterwards."""
    file = SCRATCH / "continued.safetensors"
    lines = objects("train", "--threads", 1, "--resume", name, *arguments, "--out", file)
    for line in lines:
        line.pop("samples_per_s", None)
    tensors = read_safetensors(file)[1]
    bias = [tensor for tensor in tensors if tensor.startswith("dense_") and tensor.endswith(".bias")][-1]
    return {"arguments": [str(argument) for argument in arguments], "lines": rounded(lines), "tensor": bias,
            "values": floats(tensors[bias])}


def expected(name, data, drawings, more):
    says = {"info": objects("info", name),
            "tensors": {tensor: hashlib.sha256(content).hexdigest()
                        for tensor, content in sorted(read_safetensors(FOLDER / name)[1].items())}}
    if data:
        says["data"] = data
        says["eval"] = rounded(objects("eval", name, *data))
    if drawings:
        says["predict"] = rounded(objects("predict", name, "--strokes", "digits.jsonl"))
    if more:
        says["continued"] = continued(name, *more)
    return says


def main():
    make_models()
    on_digits, on_shapes = ["--data", DIGITS], ["--data", "shapes"]
    says = {
        "shapes.safetensors": expected("shapes.safetensors", on_shapes, False, [*on_shapes, "--epochs", 8]),
        "layers.safetensors": expected("layers.safetensors", on_digits, True, [*on_digits, "--epochs", 32]),
        "rows.safetensors": expected("rows.safetensors", on_digits, True, [*on_digits, "--epochs", 32]),
        "autoencoder.safetensors": expected("autoencoder.safetensors", on_digits, False, []),
        "dbn.safetensors": expected("dbn.safetensors", on_digits, False, [*on_digits, "--epochs", 1]),
        "xor.safetensors": expected("xor.safetensors", ["--data", "xor"], False, ["--epochs", 402]),
        "hand.safetensors": expected("hand.safetensors", on_digits, True, []),
        "ensemble.safetensors": expected("ensemble.safetensors", on_digits, True, []),
    }
    entries = ",\n".join(f'"{file}": {{\n' + ",\n".join(f'  "{key}": {json.dumps(value)}' for key, value in entry.items()) + "}"
                        for file, entry in says.items())
    (FOLDER / "expected.json").write_text("{\n" + entries + "}\n")


main()
