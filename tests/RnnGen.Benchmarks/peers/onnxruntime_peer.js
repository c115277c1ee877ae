// ONNX Runtime's side of the run against peers: one recurrent layer, inference only, all steps in a call or one.
// Speaks the line protocol of ../README.md. The folder with node_modules is the first argument.
'use strict';

const fs = require('fs');
const path = require('path');
const readline = require('readline');
const { oneNodeModel } = require('./onnx.js');

const modules = path.join(process.argv[2], 'node_modules');
const { Tensor } = require(path.join(modules, 'onnxruntime-common'));
const version = require(path.join(modules, 'onnxruntime-node', 'package.json')).version;
// The native session itself: the package's own run() adds a turn of the event loop, which is no part of the runtime.
const { binding, initOrt } = require(path.join(modules, 'onnxruntime-node', 'dist', 'binding.js'));

// Place of PyTorch's gate g among ONNX's: LSTM i, f, g, o -> i, o, f, c; GRU r, z, n -> z, r, h.
const CELLS = {
  lstm: { operator: 'LSTM', gates: [0, 2, 3, 1], states: ['h', 'c'] },
  gru: { operator: 'GRU', gates: [1, 0, 2], states: ['h'], attributes: { linear_before_reset: 1 } },
  rnn: { operator: 'RNN', gates: [0], states: ['h'] },
};

function permuted(values, gates) {
  const block = values.length / gates.length;
  const result = new Float32Array(values.length);
  gates.forEach((place, gate) => result.set(values.subarray(gate * block, (gate + 1) * block), place * block));
  return result;
}

const tensor = (values, shape) => new Tensor('float32', values, shape);
const zeros = (shape) => tensor(new Float32Array(shape.reduce((product, size) => product * size)), shape);

class Layer {
  constructor(cell, inputs, hidden, steps, batch, streaming, file) {
    const { operator, gates, states, attributes } = CELLS[cell];
    const rows = gates.length * hidden;
    const all = new Float32Array(new Uint8Array(fs.readFileSync(file)).buffer);
    let offset = 0;
    const next = (count) => all.slice(offset, (offset += count));
    const x = next(steps * batch * inputs);
    const [w, r, wb, rb] = [rows * inputs, rows * hidden, rows, rows].map((count) => permuted(next(count), gates));
    const length = streaming ? 1 : steps;
    const carried = streaming ? states : [];
    const state = [1, batch, hidden];
    const model = oneNodeModel(operator, { hidden_size: hidden, ...attributes },
      ['X', 'W', 'R', 'B', ...(streaming ? [''] : []), ...carried], // the empty one: lengths of sequences
      ['Y', ...carried.map((name) => name + 'Next')], [
        { name: 'W', shape: [1, rows, inputs], values: w },
        { name: 'R', shape: [1, rows, hidden], values: r },
        { name: 'B', shape: [1, 2 * rows], values: Float32Array.from([...wb, ...rb]) },
      ],
      [{ name: 'X', shape: [length, batch, inputs] }, ...carried.map((name) => ({ name, shape: state }))],
      [{ name: 'Y', shape: [length, 1, batch, hidden] }, ...carried.map((name) => ({ name: name + 'Next', shape: state }))]);
    this.session = new binding.InferenceSession();
    this.session.loadModel(model.buffer, model.byteOffset, model.byteLength, {
      intraOpNumThreads: Number(process.env.OMP_NUM_THREADS),
      interOpNumThreads: 1,
      executionMode: 'sequential',
      graphOptimizationLevel: 'all',
    });
    // Results go into memory that exists already, as they do for the others.
    this.y = new Float32Array(steps * batch * hidden);
    const part = (values, step, size) => values.subarray(step * size, (step + 1) * size);
    const start = carried.map(() => zeros(state)); // written by nobody
    const memories = [0, 1].map(() => carried.map(() => zeros(state))); // two that take turns
    this.calls = Array.from({ length: steps / length }, (_, step) => {
      const feeds = { X: tensor(part(x, step, length * batch * inputs), [length, batch, inputs]) };
      const fetches = { Y: tensor(part(this.y, step, length * batch * hidden), [length, 1, batch, hidden]) };
      carried.forEach((name, index) => {
        feeds[name] = (step === 0 ? start : memories[step % 2])[index];
        fetches[name + 'Next'] = memories[(step + 1) % 2][index];
      });
      return { feeds, fetches };
    });
  }

  run() {
    for (const { feeds, fetches } of this.calls) this.session.run(feeds, fetches, {});
  }

  time(repetitions) {
    const times = new Float64Array(repetitions);
    for (let i = 0; i < repetitions; i++) {
      const start = process.hrtime.bigint();
      this.run();
      times[i] = Number(process.hrtime.bigint() - start);
    }
    times.sort();
    return `times ${times[0]} ${times[repetitions >> 1]}`;
  }
}

let layer;

function answer(line) {
  const [command, ...words] = line.split(' ');
  if (command === 'load') {
    const [cell, inputs, hidden, steps, batch, mode, source, target] = words;
    if (mode === 'train') return 'unsupported inference only';
    layer?.session.dispose();
    layer = new Layer(cell, ...[inputs, hidden, steps, batch].map(Number), mode === 'step', source);
    layer.run();
    fs.writeFileSync(target, Buffer.from(layer.y.buffer));
    return 'loaded ' + CELLS[cell].operator;
  }
  return command === 'run' ? layer.time(Number(words[0])) : 'failed unknown command: ' + line;
}

initOrt();
console.log('ready ONNX Runtime ' + version);
readline.createInterface({ input: process.stdin }).on('line', (line) => {
  try {
    console.log(answer(line));
  } catch (error) {
    console.log('failed ' + error.message.replaceAll('\n', ' '));
  }
});
