#!/usr/bin/env python3
"""Makes the golden files *.safetensors of this folder with PyTorch. Run by hand; the files are checked in:

    python3 make_goldens.py

For every network of NETWORKS, which GoldenModels.cs declares under the same name, it writes

    <name>.parameters.safetensors   the state_dict of a module whose attributes carry the layers' names
    <name>.golden.safetensors       for each batch size b the tensors b<b>/...
        inputs, targets             targets of cross-entropy are int32 class ids; -1 is not counted (ignore_index)
        outputs, loss               after the final softmax or sigmoid; reduction='mean'
        loss/<parameter>            gradient of the loss
        output_gradients            gradient of some other function of the outputs
        vjp/<parameter>, vjp/inputs its gradients: the vector-Jacobian product

and for the first LSTM <name>.adam.safetensors and <name>.sgd.safetensors: its parameters after each of five steps on the
batch of 3, as <step>/<parameter>.

For models that go on with states <name>.states.safetensors, see make_stateful below.

For names and types that are not ours there is a module with an LSTM of two layers and a Linear named fc:

    Stacked.F16/BF16/F64.safetensors   its state_dict in that type
    Stacked.outputs.safetensors        inputs [batch, steps, features], and the outputs of each as <type>

Parameters and inputs are float32 numbers; everything is computed from them in float64 and rounded to float32 once, at the
end. So the files are wrong by at most 6e-8 of a value: less than a hundredth of what the tests allow, and not by the
rounding errors that PyTorch itself makes in float32. Made with PyTorch 1.13.
"""

import json
import struct
from pathlib import Path

import torch
from torch import nn

FOLDER = Path(__file__).parent
BATCHES = [1, 3, 32]

# name: (layers, input size, steps, output steps or None for the last alone, output size, loss)
NETWORKS = {
    "ElmanTanh": ([("rnn", 5)], 1, 7, None, 1, "mse"),
    "ElmanRelu": ([("relu", 13)], 2, 8, 8, 2, "l1"),
    "TwoElmanLayers": ([("rnn", 13), ("rnn", 5)], 3, 10, 10, 2, "bce"),
    "LstmForecaster": ([("lstm", 13)], 3, 9, None, 2, "huber"),
    "LstmWide": ([("lstm", 33)], 2, 7, 7, 1, "mse"),
    "TwoLstmLayers": ([("lstm", 13), ("lstm", 5)], 1, 12, None, 1, "l1"),
    "LstmClassifier": ([("lstm", 13)], 2, 12, None, 3, "ce"),
    "GruDetector": ([("gru", 13)], 3, 9, None, 3, "bce"),
    "GruWide": ([("gru", 33)], 1, 7, 7, 3, "ce"),
    "TwoGruLayers": ([("gru", 5), ("gru", 13)], 2, 12, 12, 4, "ce"),
    "LastSteps": ([("gru", 5), ("lstm", 5)], 2, 10, 3, 2, "huber"),
}

DTYPES = {torch.float32: "F32", torch.int32: "I32", torch.float16: "F16", torch.bfloat16: "BF16", torch.float64: "F64"}


def save(name, tensors, single=True):
    """The safetensors format: header length, JSON header, then all tensors without gaps; in single precision or as they are."""
    header, data = {}, b""
    for key, tensor in tensors.items():
        tensor = tensor.detach()
        tensor = (tensor if tensor.dtype == torch.int32 or not single else tensor.float()).contiguous()
        raw = (tensor.view(torch.int16) if tensor.dtype == torch.bfloat16 else tensor).numpy().tobytes()  # NumPy has no bfloat16
        header[key] = {"dtype": DTYPES[tensor.dtype], "shape": list(tensor.shape), "data_offsets": [len(data), len(data) + len(raw)]}
        data += raw
    text = json.dumps(header, separators=(",", ":")).encode()
    text += b" " * (-len(text) % 8)
    (FOLDER / f"{name}.safetensors").write_bytes(struct.pack("<Q", len(text)) + text + data)


class Embedded(nn.Module):
    """Token ids; the row of one of them does not learn."""

    def __init__(self, tokens, size, padding, units, output_size):
        super().__init__()
        self.embedding1 = nn.Embedding(tokens, size, padding_idx=padding)
        self.gru1 = nn.GRU(size, units, batch_first=True)
        self.dense1 = nn.Linear(units, output_size)

    def forward(self, ids):
        self.rows = self.embedding1(ids.long())
        self.rows.retain_grad()
        return self.dense1(self.gru1(self.rows)[0])


class Network(nn.Module):
    """Single-layer recurrent modules and a Linear, as attributes named like the layers."""

    def __init__(self, layers, input_size, output_steps, output_size):
        super().__init__()
        self.names, counts, size = [], {}, input_size
        for kind, units in layers:
            prefix = "rnn" if kind == "relu" else kind
            counts[prefix] = counts.get(prefix, 0) + 1
            name = f"{prefix}{counts[prefix]}"
            if prefix == "rnn":
                module = nn.RNN(size, units, batch_first=True, nonlinearity="relu" if kind == "relu" else "tanh")
            else:
                module = {"lstm": nn.LSTM, "gru": nn.GRU}[kind](size, units, batch_first=True)
            setattr(self, name, module)
            self.names.append(name)
            size = units
        self.dense1 = nn.Linear(size, output_size)
        self.output_steps = output_steps or 1

    def forward(self, x):
        for name in self.names:
            x, _ = getattr(self, name)(x)
        return self.dense1(x[:, -self.output_steps:])


def activate(loss, y):
    return torch.softmax(y, -1) if loss == "ce" else torch.sigmoid(y) if loss == "bce" else y


def mean_loss(loss, y, targets):
    f = nn.functional
    if loss == "ce":
        return f.cross_entropy(y.flatten(0, 1), targets.flatten().long(), ignore_index=-1)
    if loss == "bce":
        return f.binary_cross_entropy(torch.sigmoid(y), targets)
    return {"mse": f.mse_loss, "l1": f.l1_loss, "huber": f.huber_loss}[loss](y, targets)


def single(tensor):
    """Rounded to float32, in float64."""
    return tensor.float().double()


def draw_targets(loss, shape):
    if loss == "ce":
        classes = torch.randint(0, shape[2], shape[:2], dtype=torch.int32)
        uncounted = torch.rand(shape[:2]) < 0.25
        uncounted[0, 0] = False
        return classes.masked_fill(uncounted, -1)
    return single(torch.rand(shape, dtype=torch.float64) if loss == "bce" else 2 * torch.randn(shape, dtype=torch.float64))


def make(name):
    layers, input_size, steps, output_steps, output_size, loss = NETWORKS[name]
    return make_of(name, Network(layers, input_size, output_steps, output_size).double(), input_size, steps, output_steps, output_size, loss)


def make_of(name, model, input_size, steps, output_steps, output_size, loss):
    with torch.no_grad():
        for parameter in model.parameters():
            parameter.copy_(single(parameter))
    save(f"{name}.parameters", model.state_dict())

    golden = {}
    for batch in BATCHES:
        tokens = isinstance(model, Embedded)
        inputs = torch.randint(0, input_size, (batch, steps), dtype=torch.int32) if tokens \
            else single(torch.randn(batch, steps, input_size, dtype=torch.float64)).requires_grad_()
        targets = draw_targets(loss, (batch, output_steps or 1, output_size))
        output_gradients = single(torch.randn(batch, output_steps or 1, output_size, dtype=torch.float64))
        here = {"inputs": inputs, "targets": targets, "output_gradients": output_gradients}

        logits = model(inputs)
        here["outputs"] = activate(loss, logits)
        value = mean_loss(loss, logits, targets)
        here["loss"] = value.reshape(1)
        model.zero_grad()
        value.backward()
        here.update({f"loss/{key}": parameter.grad.clone() for key, parameter in model.named_parameters()})

        model.zero_grad()
        inputs.grad = None
        # Of tokens the gradient of the rows looked up.
        activate(loss, model(inputs)).backward(output_gradients)
        here.update({f"vjp/{key}": parameter.grad.clone() for key, parameter in model.named_parameters()})
        here["vjp/inputs"] = (model.rows if tokens else inputs).grad.clone()
        golden.update({f"b{batch}/{key}": tensor.detach() for key, tensor in here.items()})
    save(f"{name}.golden", golden)
    return model, golden


def make_trajectory(name, model, golden, kind, optimizer):
    start = {key: tensor.clone() for key, tensor in model.state_dict().items()}
    inputs, targets = golden["b3/inputs"], golden["b3/targets"]
    trajectory = {}
    for step in range(1, 6):
        optimizer.zero_grad()
        mean_loss(NETWORKS[name][5], model(inputs), targets).backward()
        optimizer.step()
        trajectory.update({f"{step}/{key}": tensor.clone() for key, tensor in model.state_dict().items()})
    save(f"{name}.{kind}", trajectory)
    model.load_state_dict(start)


kept = {}
torch.manual_seed(20)
for network in NETWORKS:
    made, batches = kept[network] = make(network)
    if network == "LstmForecaster":
        make_trajectory(network, made, batches, "adam", torch.optim.Adam(made.parameters(), lr=0.01))
        make_trajectory(network, made, batches, "sgd", torch.optim.SGD(made.parameters(), lr=0.1))


class Stacked(nn.Module):
    """As PyTorch's users write it: one module of two layers."""

    def __init__(self):
        super().__init__()
        self.lstm = nn.LSTM(2, 5, num_layers=2, batch_first=True)
        self.fc = nn.Linear(5, 1)

    def forward(self, x):
        return self.fc(self.lstm(x)[0][:, -1])


stacked = Stacked().double()
inputs = single(torch.randn(3, 6, 2, dtype=torch.float64))
outputs = {"inputs": inputs}
for kind in [torch.float16, torch.bfloat16, torch.float64]:
    rounded = {key: tensor.to(kind) for key, tensor in stacked.state_dict().items()}
    save(f"Stacked.{DTYPES[kind]}", rounded, single=False)
    reference = Stacked().double()
    reference.load_state_dict(rounded)
    outputs[DTYPES[kind]] = reference(inputs)
save("Stacked.outputs", outputs)


# Networks that are no chains. They come last, with a seed of their own, so that the files above stay what they are.


class Bidirectional(nn.Module):
    """Two layers of both directions; read at the last step alone, each direction gives what it has come to at its own last step (h_n)."""

    def __init__(self, kind, input_size, units, output_steps, output_size):
        super().__init__()
        self.kind, self.units, self.output_steps = kind, units, output_steps
        module = {"rnn": nn.RNN, "lstm": nn.LSTM, "gru": nn.GRU}[kind]
        setattr(self, f"{kind}1", module(input_size, units, batch_first=True, bidirectional=True))
        setattr(self, f"{kind}2", module(2 * units, units, batch_first=True, bidirectional=True))
        self.dense1 = nn.Linear(2 * units, output_size)

    def forward(self, x):
        x, _ = getattr(self, f"{self.kind}1")(x)
        x, _ = getattr(self, f"{self.kind}2")(x)
        if self.output_steps is None:
            x = torch.cat([x[:, -1:, :self.units], x[:, :1, self.units:]], -1)
        return self.dense1(x if self.output_steps is None else x[:, -self.output_steps:])


class Residual(nn.Module):
    """A layer that is skipped, and the input beside what comes of it."""

    def __init__(self):
        super().__init__()
        self.lstm1 = nn.LSTM(3, 6, batch_first=True)
        self.lstm2 = nn.LSTM(6, 6, batch_first=True)
        self.dense1 = nn.Linear(9, 2)

    def forward(self, x):
        below, _ = self.lstm1(x)
        above, _ = self.lstm2(below)
        return self.dense1(torch.cat([below + above, x], -1))


torch.manual_seed(21)
make_of("BothElman", Bidirectional("rnn", 2, 5, 6, 2).double(), 2, 6, 6, 2, "mse")
make_of("BothLstm", Bidirectional("lstm", 3, 17, 5, 2).double(), 3, 9, 5, 2, "huber")
make_of("BothGru", Bidirectional("gru", 2, 6, None, 3).double(), 2, 8, None, 3, "ce")
make_of("ResidualLstm", Residual().double(), 3, 7, 7, 2, "mse")


def make_stateful(name, kind, input_size, units, steps):
    """An initial state [batch, state size], h and for an LSTM c behind it; the state after the last step; gradients of both."""
    module = {"rnn": nn.RNN, "lstm": nn.LSTM, "gru": nn.GRU}[kind](input_size, units, batch_first=True).double()
    with torch.no_grad():
        for parameter in module.parameters():
            parameter.copy_(single(parameter))
    save(f"{name}.parameters", {f"{kind}1.{key}": tensor for key, tensor in module.state_dict().items()})
    states = 2 if kind == "lstm" else 1
    golden = {}
    for batch in BATCHES:
        inputs = single(torch.randn(batch, steps, input_size, dtype=torch.float64)).requires_grad_()
        initial = single(torch.randn(batch, states * units, dtype=torch.float64)).requires_grad_()
        given = tuple(part.unsqueeze(0).contiguous() for part in initial.split(units, -1))
        outputs, last = module(inputs, given if kind == "lstm" else given[0])
        final = torch.cat([part.squeeze(0) for part in (last if kind == "lstm" else (last,))], -1)
        output_gradients, final_gradients = (single(torch.randn_like(value)) for value in (outputs, final))
        module.zero_grad()
        torch.autograd.backward([outputs, final], [output_gradients, final_gradients])
        here = {
            "inputs": inputs, "initial": initial, "outputs": outputs, "final": final,
            "output_gradients": output_gradients, "final_gradients": final_gradients,
            "vjp/inputs": inputs.grad, "vjp/initial": initial.grad,
            **{f"vjp/{kind}1.{key}": parameter.grad.clone() for key, parameter in module.named_parameters()},
        }
        golden.update({f"b{batch}/{key}": tensor.detach() for key, tensor in here.items()})
    save(f"{name}.states", golden)


make_stateful("StatefulLstm", "lstm", 3, 6, 5)
make_stateful("GruCell", "gru", 3, 17, 1)
make_stateful("ElmanCell", "rnn", 2, 5, 1)


torch.manual_seed(22)
make_of("EmbeddedGru", Embedded(11, 6, 2, 7, 3).double(), 11, 7, 7, 3, "ce")


def make_weighted(name, class_weights):
    """Targets that weigh differently: by class, by sample, by step, by class and step. The mean is over the weights. And, of classes, targets that are smoothed by 0.2."""
    model, golden = kept[name]
    weighted = {"class_weights": torch.tensor(class_weights)} if class_weights else {}
    for batch in BATCHES:
        inputs, targets = golden[f"b{batch}/inputs"], golden[f"b{batch}/targets"]
        steps = targets.shape[1]
        of_samples, of_steps = single(torch.rand(batch, 1, dtype=torch.float64)), single(torch.rand(batch, steps, dtype=torch.float64))
        weighted.update({f"b{batch}/samples": of_samples, f"b{batch}/steps": of_steps})
        if class_weights:
            y = model(inputs)
            value = nn.functional.cross_entropy(y.flatten(0, 1), targets.flatten().long(), ignore_index=-1, label_smoothing=0.2)
            model.zero_grad()
            value.backward()
            weighted[f"b{batch}/smoothed/loss"] = value.reshape(1)
            weighted.update({f"b{batch}/smoothed/{key}": parameter.grad.clone() for key, parameter in model.named_parameters()})
        cases = {"samples": (None, of_samples.expand(batch, steps)), "steps": (None, of_steps)}
        if class_weights:
            classes = single(torch.tensor(class_weights, dtype=torch.float64))
            cases.update({"classes": (classes, torch.ones_like(of_steps)), "both": (classes, of_steps)})
        for case, (classes, weights) in cases.items():
            y = model(inputs)
            if class_weights:
                losses = nn.functional.cross_entropy(y.flatten(0, 1), targets.flatten().long(), weight=classes, ignore_index=-1, reduction="none").reshape(batch, steps)
                counts = weights * (targets >= 0) * (1 if classes is None else classes[targets.clamp(min=0).long()])
                value = (losses * weights).sum() / counts.sum()
            else:
                losses = nn.functional.huber_loss(y, targets, reduction="none")
                value = (losses * weights.unsqueeze(-1)).sum() / (weights.sum() * y.shape[2])
            model.zero_grad()
            value.backward()
            weighted[f"b{batch}/{case}/loss"] = value.reshape(1)
            weighted.update({f"b{batch}/{case}/{key}": parameter.grad.clone() for key, parameter in model.named_parameters()})
    save(f"{name}.weighted", weighted)


torch.manual_seed(23)
make_weighted("GruWide", [0.5, 2.0, 1.25])
make_weighted("LastSteps", None)


class TruncatedStack(nn.Module):
    """An LSTM and a GRU whose states are detached every so many steps."""

    def __init__(self, steps):
        super().__init__()
        self.lstm1 = nn.LSTM(2, 6, batch_first=True)
        self.gru1 = nn.GRU(6, 5, batch_first=True)
        self.dense1 = nn.Linear(5, 2)
        self.steps = steps

    def forward(self, x):
        outputs, lower, upper = [], None, None
        for part in x.split(self.steps, 1):
            below, lower = self.lstm1(part, lower)
            above, upper = self.gru1(below, upper)
            lower, upper = tuple(state.detach() for state in lower), upper.detach()
            outputs.append(above)
        return self.dense1(torch.cat(outputs, 1))


torch.manual_seed(24)
make_of("Truncated", TruncatedStack(3).double(), 2, 8, 8, 2, "mse")


class Packed(nn.Module):
    """Both directions of a layer over sequences of different lengths: at every step, or what each direction comes to at its own last one."""

    def __init__(self, kind, input_size, units, at_end, output_size):
        super().__init__()
        self.name, self.at_end = f"{kind}1", at_end
        setattr(self, self.name, {"lstm": nn.LSTM, "gru": nn.GRU}[kind](input_size, units, batch_first=True, bidirectional=True))
        self.dense1 = nn.Linear(2 * units, output_size)

    def forward(self, x, lengths):
        packed = nn.utils.rnn.pack_padded_sequence(x, lengths, batch_first=True, enforce_sorted=False)
        outputs, last = getattr(self, self.name)(packed)
        if self.at_end:
            hidden = last[0] if isinstance(last, tuple) else last
            return self.dense1(torch.cat([hidden[0], hidden[1]], 1)).unsqueeze(1)
        y, _ = nn.utils.rnn.pad_packed_sequence(outputs, batch_first=True, total_length=x.shape[1])
        return self.dense1(y)


def make_packed(name, kind, at_end):
    """Writes <name>.parameters and <name>.packed: b<b>/... as above and lengths; what is in the padding of inputs and targets is not a number to be used."""
    steps, size, outputs = 7, 3, 2
    model = Packed(kind, size, 5, at_end, outputs).double()
    for parameter in model.parameters():
        parameter.data = single(parameter.data)
    save(f"{name}.parameters", model.state_dict())
    golden = {}
    for batch in BATCHES:
        lengths = torch.tensor([1 + (5 * sample + 3) % steps for sample in range(batch)])
        there = torch.arange(steps) < lengths.unsqueeze(1)
        inputs = single(torch.randn(batch, steps, size, dtype=torch.float64)).requires_grad_()
        shape = (batch, 1 if at_end else steps, outputs)
        targets = single(torch.randn(shape, dtype=torch.float64))
        counts = torch.ones(batch, 1, dtype=torch.bool) if at_end else there
        y = model(inputs, lengths)
        loss = ((y - targets)[counts] ** 2).mean()
        model.zero_grad()
        loss.backward()
        p = f"b{batch}/"
        golden.update({p + "lengths": lengths.int(), p + "inputs": inputs, p + "targets": targets, p + "loss": loss.reshape(1), p + "outputs": y * counts.unsqueeze(-1)})
        golden.update({p + "loss/" + key: parameter.grad.clone() for key, parameter in model.named_parameters()})
        output_gradients = single(torch.randn(shape, dtype=torch.float64))
        model.zero_grad()
        inputs.grad = None
        (model(inputs, lengths) * output_gradients * counts.unsqueeze(-1)).sum().backward()
        golden[p + "output_gradients"] = output_gradients
        golden[p + "vjp/inputs"] = inputs.grad
        golden.update({p + "vjp/" + key: parameter.grad.clone() for key, parameter in model.named_parameters()})
    save(f"{name}.packed", golden)


torch.manual_seed(25)
make_packed("PackedLstm", "lstm", at_end=False)
make_packed("PackedGru", "gru", at_end=True)

MASK64 = (1 << 64) - 1
GAMMA = 0x9E3779B97F4A7C15


def split_mix(key, place):
    """A number of SplitMix64's sequence, by its place."""
    z = (key + place * GAMMA + GAMMA) & MASK64
    z = ((z ^ (z >> 30)) * 0xBF58476D1CE4E5B9) & MASK64
    z = ((z ^ (z >> 27)) * 0x94D049BB133111EB) & MASK64
    return z ^ (z >> 31)


def dropout_mask(seed, index, rate, batch, steps, size):
    """[batch, steps, size]: 0, or what is left of a value that is not dropped; a half of a 64-bit number for each."""
    key = split_mix(split_mix(seed, 0), index)
    below = int(rate * (2**32 - 1))
    values = [0.0 if (split_mix(key, place >> 1) >> (32 * (place & 1)) & 0xFFFFFFFF) < below else 1 / (1 - rate) for place in range(batch * steps * size)]
    return torch.tensor(values, dtype=torch.float64).reshape(batch, steps, size)


def make_dropped(name, seed):
    """An LSTM with the same masks of inputs and recalled outputs at every step, and a mask of its outputs at each."""
    steps, size, units, outputs = 6, 4, 5, 2
    cell, dense = nn.LSTMCell(size, units).double(), nn.Linear(units, outputs).double()
    for parameter in [*cell.parameters(), *dense.parameters()]:
        parameter.data = single(parameter.data)
    named = {f"lstm1.{key}_l0": parameter for key, parameter in cell.named_parameters()}
    named.update({f"dense1.{key}": parameter for key, parameter in dense.named_parameters()})
    save(f"{name}.parameters", named)
    golden = {}
    for batch in BATCHES:
        inputs = single(torch.randn(batch, steps, size, dtype=torch.float64))
        targets = single(torch.randn(batch, steps, outputs, dtype=torch.float64))
        of_inputs, recalled = (dropout_mask(seed, index, rate, batch, 1, length)[:, 0] for index, rate, length in [(0, 0.25, size), (1, 0.5, units)])
        of_outputs = dropout_mask(seed, 2, 0.4, batch, steps, units)
        h = c = torch.zeros(batch, units, dtype=torch.float64)
        y = []
        for step in range(steps):
            h, c = cell(inputs[:, step] * of_inputs, (h * recalled, c))
            y.append(dense(h * of_outputs[:, step]))
        loss = nn.functional.mse_loss(torch.stack(y, 1), targets)
        for parameter in named.values():
            parameter.grad = None
        loss.backward()
        p = f"b{batch}/"
        golden.update({p + "inputs": inputs, p + "targets": targets, p + "loss": loss.reshape(1)})
        golden.update({p + "loss/" + key: parameter.grad.clone() for key, parameter in named.items()})
    save(f"{name}.dropped", golden)


torch.manual_seed(26)
make_dropped("DroppedLstm", 12345)
