"""PyTorch's side of the run against peers: one recurrent layer, forward, forward and backward, or step by step.

Speaks the line protocol of ../README.md.
"""

import os
import sys
import time

import numpy
import torch

MODULES = {"lstm": (torch.nn.LSTM, 4), "gru": (torch.nn.GRU, 3), "rnn": (torch.nn.RNN, 1)}


class Layer:
    """torch.nn's layer on a series [steps, batch, features], with the upstream gradient of every step."""

    def __init__(self, cell, inputs, hidden, steps, batch, mode, path):
        module, gates = MODULES[cell]
        self.training = mode == "train"
        self.streaming = mode == "step"
        self.module = module(inputs, hidden)
        rows = gates * hidden
        values = torch.from_numpy(numpy.fromfile(path, dtype="<f4"))
        shapes = [(steps, batch, inputs), (rows, inputs), (rows, hidden), (rows,), (rows,), (steps, batch, hidden), (hidden + 1,)]
        tensors = [part.reshape(shape) for part, shape in zip(values.split([numpy.prod(s) for s in shapes]), shapes)]
        self.x, *parameters, self.output_gradient, _ = [tensor.clone() for tensor in tensors]
        names = ["weight_ih_l0", "weight_hh_l0", "bias_ih_l0", "bias_hh_l0"]
        self.module.load_state_dict(dict(zip(names, parameters)))
        self.differentiated = [self.x] + [getattr(self.module, name) for name in names]
        self.x.requires_grad_(self.training)
        self.module.train(self.training)

    def run(self):
        if self.streaming:
            return self.stream()
        if not self.training:
            with torch.inference_mode():
                return self.module(self.x)[0]
        for tensor in self.differentiated:
            tensor.grad = None
        y = self.module(self.x)[0]
        y.backward(self.output_gradient)
        return y

    @torch.inference_mode()
    def stream(self):
        state, outputs = None, []
        for step in self.x.split(1):
            y, state = self.module(step, state)
            outputs.append(y)
        return torch.cat(outputs)

    def write(self, path):
        results = [self.run().detach()] + ([tensor.grad for tensor in self.differentiated] if self.training else [])
        with open(path, "wb") as file:
            for result in results:
                file.write(numpy.ascontiguousarray(result.numpy(), dtype="<f4").tobytes())

    def time(self, repetitions):
        times = []
        for _ in range(repetitions):
            start = time.perf_counter_ns()
            self.run()
            times.append(time.perf_counter_ns() - start)
        times.sort()
        return times[0], times[len(times) // 2]


def answer(line, layer):
    command, *words = line.split()
    if command == "load":
        cell, *sizes, mode, source, target = words
        layer = Layer(cell, *map(int, sizes), mode, source)
        layer.write(target)
        return "loaded torch.nn." + type(layer.module).__name__, layer
    if command == "run":
        return "times {} {}".format(*layer.time(int(words[0]))), layer
    return "failed unknown command: " + line, layer


def main():
    torch.set_num_threads(int(os.environ["OMP_NUM_THREADS"]))
    torch.set_num_interop_threads(1)
    print("ready PyTorch", torch.__version__, flush=True)
    layer = None
    for line in sys.stdin:
        try:
            reply, layer = answer(line, layer)
        except Exception as error:  # the run goes on without this work
            reply = "failed " + str(error).replace("\n", " ")
        print(reply, flush=True)


main()
