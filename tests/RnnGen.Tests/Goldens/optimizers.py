"""Writes optimizers.json: what torch.optim does to fixed parameters under fixed gradients.

Run in this folder with PyTorch 1.13 or later: python3 optimizers.py
Everything is float32, printed with enough digits to be read back exactly.
"""

import json
import math

import torch

PARAMETERS = 19  # neither a multiple of a vector's length nor shorter than one
STEPS = 40
SHOWN = [1, 2, 10, 40]

CASES = [
    ("Sgd", torch.optim.SGD, {"lr": 0.05}),
    ("Sgd", torch.optim.SGD, {"lr": 0.05, "momentum": 0.9}),
    ("Sgd", torch.optim.SGD, {"lr": 0.05, "momentum": 0.9, "nesterov": True, "weight_decay": 0.01}),
    ("RmsProp", torch.optim.RMSprop, {"lr": 0.01}),
    ("RmsProp", torch.optim.RMSprop, {"lr": 0.01, "alpha": 0.9, "momentum": 0.5, "weight_decay": 0.01}),
    ("RmsProp", torch.optim.RMSprop, {"lr": 0.01, "centered": True, "eps": 1e-5}),
    ("RmsProp", torch.optim.RMSprop, {"lr": 0.01, "centered": True, "eps": 1e-5, "momentum": 0.8}),
    ("Adam", torch.optim.Adam, {"lr": 0.01}),
    ("Adam", torch.optim.Adam, {"lr": 0.01, "betas": [0.8, 0.99], "eps": 1e-4, "weight_decay": 0.05}),
    ("Adam", torch.optim.Adam, {"lr": 0.01, "amsgrad": True}),
    ("AdamW", torch.optim.AdamW, {"lr": 0.01}),
    ("AdamW", torch.optim.AdamW, {"lr": 0.01, "weight_decay": 0.1, "amsgrad": True}),
]


def floats(tensor):
    return [float("%.9g" % value) for value in tensor.tolist()]


start = torch.tensor([math.sin(1.7 * i) for i in range(PARAMETERS)])
gradients = [
    torch.tensor([math.cos(0.9 * i + 0.37 * step) * math.exp(-0.05 * step) * (0.1 + i) for i in range(PARAMETERS)])
    for step in range(STEPS)
]

cases = []
for name, optimizer_class, options in CASES:
    parameters = torch.nn.Parameter(start.clone())
    optimizer = optimizer_class([parameters], **options)
    trajectory = {}
    for step in range(1, STEPS + 1):
        parameters.grad = gradients[step - 1].clone()
        optimizer.step()
        if step in SHOWN:
            trajectory[step] = floats(parameters.detach())
    cases.append({"optimizer": name, "options": options, "trajectory": trajectory})

clipping = []
for max_norm in (0.5, 1000.0):
    parameters = torch.nn.Parameter(start.clone())
    parameters.grad = gradients[0].clone()
    norm = torch.nn.utils.clip_grad_norm_([parameters], max_norm)
    clipping.append({"max_norm": max_norm, "norm": float("%.9g" % norm.item()), "clipped": floats(parameters.grad)})

goldens = {
    "torch": torch.__version__,
    "start": floats(start),
    "gradients": [floats(gradient) for gradient in gradients],
    "cases": cases,
    "clipping": clipping,
}
with open("optimizers.json", "w", encoding="utf-8", newline="\n") as file:
    json.dump(goldens, file, separators=(",", ":"))
    file.write("\n")
