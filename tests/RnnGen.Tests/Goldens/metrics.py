"""Writes metrics.json: what scikit-learn makes of fixed outputs, and the rates of PyTorch's schedulers.

Run in this folder with scikit-learn 1.2 and PyTorch 1.13 or later: python3 metrics.py
"""

import json
import math

import numpy as np
import torch
from sklearn import metrics as sk

random = np.random.default_rng(7)
CLASSES, TARGETS = 5, 60
logits = random.normal(size=(TARGETS, CLASSES))
probabilities = (np.exp(logits) / np.exp(logits).sum(1, keepdims=True)).astype(np.float32)
targets = np.where(random.random(TARGETS) < 0.2, -1, random.integers(0, CLASSES - 1, TARGETS))  # the last class is nobody's
counted = targets >= 0
truth, predicted = targets[counted], probabilities[counted].argmax(1)
rows = probabilities[counted].astype(np.float64)

of_classes = {
    "accuracy": sk.accuracy_score(truth, predicted),
    "top_2_accuracy": sk.top_k_accuracy_score(truth, rows, k=2, labels=range(CLASSES)),
    "top_3_accuracy": sk.top_k_accuracy_score(truth, rows, k=3, labels=range(CLASSES)),
    "perplexity": math.exp(-np.log(rows[np.arange(len(truth)), truth]).mean()),
    "confusion": sk.confusion_matrix(truth, predicted, labels=range(CLASSES)).tolist(),
}
for name, score in (("precision", sk.precision_score), ("recall", sk.recall_score), ("f1", sk.f1_score)):
    of_classes[name + "_2"] = score(truth, predicted, labels=[2], average="macro", zero_division=0)
    for average in ("macro", "micro"):
        of_classes[f"{average}_{name}"] = score(truth, predicted, average=average, zero_division=0)

scores = random.random(TARGETS).astype(np.float32)
labels = (random.random(TARGETS) < 0.3 + 0.4 * (scores > 0.5)).astype(np.float32)
of_probabilities = {
    "accuracy": sk.accuracy_score(labels, scores > 0.5),
    "precision": sk.precision_score(labels, scores > 0.5),
    "recall": sk.recall_score(labels, scores > 0.5),
    "f1": sk.f1_score(labels, scores > 0.5),
    "macro_f1": sk.f1_score(labels, scores > 0.5, average="macro"),
}

outputs = random.normal(100, 3, TARGETS).astype(np.float32)
wanted = (outputs + random.normal(0, 1, TARGETS)).astype(np.float32)
of_numbers = {
    "mae": sk.mean_absolute_error(wanted.astype(float), outputs.astype(float)),
    "rmse": math.sqrt(sk.mean_squared_error(wanted.astype(float), outputs.astype(float))),
    "r2": sk.r2_score(wanted.astype(float), outputs.astype(float)),
}

EPOCHS, BATCHES, RATE = 6, 5, 0.1


def rates(make, per_epoch):
    """The rate of every batch."""
    optimizer = torch.optim.SGD([torch.zeros(1, requires_grad=True)], lr=RATE)
    scheduler, shown = make(optimizer), []
    for _ in range(EPOCHS):
        for batch in range(BATCHES):
            shown.append(optimizer.param_groups[0]["lr"])
            optimizer.step()
            if not per_epoch or batch == BATCHES - 1:
                scheduler.step()
    return shown


schedulers = torch.optim.lr_scheduler
schedules = {
    "steps": rates(lambda o: schedulers.StepLR(o, 2, gamma=0.3), True),
    "exponential": rates(lambda o: schedulers.ExponentialLR(o, 0.7), True),
    "cosine": rates(lambda o: schedulers.CosineAnnealingLR(o, EPOCHS * BATCHES, eta_min=0.01), False),
}


def one_cycle():
    optimizer = torch.optim.SGD([torch.zeros(1, requires_grad=True)], lr=RATE)
    scheduler = schedulers.OneCycleLR(optimizer, RATE, total_steps=EPOCHS * BATCHES, cycle_momentum=False)
    shown = []
    for step in range(EPOCHS * BATCHES):
        shown.append(optimizer.param_groups[0]["lr"])
        optimizer.step()
        if step < EPOCHS * BATCHES - 1:
            scheduler.step()
    return shown


schedules["one_cycle"] = one_cycle()

losses = [5, 4, 4, 4, 4, 3.95, 3.95, 3.97, 3.95, 3.96, 3.95, 3.0, 3.1, 3.2, 3.3, 3.4]
optimizer = torch.optim.SGD([torch.zeros(1, requires_grad=True)], lr=RATE)
plateau = schedulers.ReduceLROnPlateau(optimizer, factor=0.5, patience=1, threshold=0.1, threshold_mode="abs", min_lr=0.01)
shown = []
for loss in losses:
    plateau.step(loss)
    shown.append(optimizer.param_groups[0]["lr"])

with open("metrics.json", "w") as file:
    json.dump({
        "classes": {"outputs": probabilities.flatten().tolist(), "targets": targets.tolist(), "expected": of_classes},
        "probabilities": {"outputs": scores.tolist(), "targets": labels.tolist(), "expected": of_probabilities},
        "numbers": {"outputs": outputs.tolist(), "targets": wanted.tolist(), "expected": of_numbers},
        "schedules": schedules,
        "plateau": {"losses": losses, "rates": shown},
    }, file, indent=1)
    file.write("\n")
