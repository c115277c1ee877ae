// ONNX Runtime's side of the run against peers: one recurrent layer, inference only.
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
  lstm: { operator: 'LSTM', gates: [0, 2, 3, 1] },
  gru: { operator: 'GRU', gates: [1, 0, 2], attributes: { linear_before_reset: 1 } },
  rnn: { operator: 'RNN', gates: [0] },
};

function permuted(values, gates) {
  const block = values.length / gates.length;
  const result = new Float32Array(values.length);
  gates.forEach((place, gate) => result.set(values.subarray(gate * block, (gate + 1) * block), place * block));
  return result;
}

class Layer {
  constructor(cell, inputs, hidden, steps, batch, file) {
    const { operator, gates, attributes } = CELLS[cell];
    const rows = gates.length * hidden;
    const all = new Float32Array(new Uint8Array(fs.readFileSync(file)).buffer);
    let offset = 0;
    const next = (count) => all.slice(offset, (offset += count));
    const x = next(steps * batch * inputs);
    const [w, r, wb, rb] = [rows * inputs, rows * hidden, rows, rows].map((count) => permuted(next(count), gates));
    const model = oneNodeModel(operator, { hidden_size: hidden, ...attributes }, [
      { name: 'W', shape: [1, rows, inputs], values: w },
      { name: 'R', shape: [1, rows, hidden], values: r },
      { name: 'B', shape: [1, 2 * rows], values: Float32Array.from([...wb, ...rb]) },
    ], [steps, batch, inputs], [steps, 1, batch, hidden]);
    this.session = new binding.InferenceSession();
    this.session.loadModel(model.buffer, model.byteOffset, model.byteLength, {
      intraOpNumThreads: Number(process.env.OMP_NUM_THREADS),
      interOpNumThreads: 1,
      executionMode: 'sequential',
      graphOptimizationLevel: 'all',
    });
    this.feeds = { X: new Tensor('float32', x, [steps, batch, inputs]) };
    // The output goes into memory that exists already, as it does for the others.
    this.fetches = { Y: new Tensor('float32', new Float32Array(steps * batch * hidden), [steps, 1, batch, hidden]) };
  }

  run() {
    return this.session.run(this.feeds, this.fetches, {});
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
    if (mode !== 'infer') return 'unsupported inference only';
    layer?.session.dispose();
    layer = new Layer(cell, ...[inputs, hidden, steps, batch].map(Number), source);
    const y = layer.run().Y;
    fs.writeFileSync(target, Buffer.from(y.data.buffer, y.data.byteOffset, y.data.byteLength));
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
