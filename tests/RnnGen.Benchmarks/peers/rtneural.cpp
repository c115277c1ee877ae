// RTNeural's side of the run against peers: one recurrent layer of a size known at compile time and a dense one, forward or step by step.
// Speaks the line protocol of README.md. Build: see install.sh.

#include "protocol.hpp"

// RTNeural is headers alone, which are told their backend and alignment. There is none of 64 bytes: Eigen aligns its own matrices.
#define RTNEURAL_USE_EIGEN 1
#ifdef __AVX__
#define RTNEURAL_DEFAULT_ALIGNMENT 32
#else
#define RTNEURAL_DEFAULT_ALIGNMENT 16
#endif

#include <algorithm>
#include <cmath>
#include <memory>
#include <string>
#include <vector>

#include <RTNeural/config.h> // before the others, which use the namespace that it names
#include <RTNeural/common.h> // and the alignment that this does
#include <RTNeural/dense/dense.h>
#include <RTNeural/gru/gru.h>
#include <RTNeural/lstm/lstm.h>

namespace {

using Row = std::vector<float>;
using Rows = std::vector<Row>;

struct Parameters {
    Rows input_weights, recurrent_weights; // [features][gates · hidden], the transpose of PyTorch's
    Row input_bias, recurrent_bias;
    Row dense_weights;
    float dense_bias;
};

Rows transposed(const Row &values, size_t columns) {
    Rows result(columns, Row(values.size() / columns));
    for (size_t i = 0; i < values.size(); i++) result[i % columns][i / columns] = values[i];
    return result;
}

// A layer of any size. A call that the compiler cannot see through is what a stream's step is.
struct Network {
    virtual ~Network() = default;
    virtual std::string name() const = 0;
    virtual void reset() = 0;
    virtual void step(const float *input, float *output) = 0;
    virtual void sequence(const float *inputs, float *outputs, size_t steps) = 0;
    virtual const float *hidden() const = 0; // after the last step
};

template <typename Net>
class Sized final : public Network {
    Net net;
    RTNeural::DenseT<float, Net::out_size, 1> dense;

    // Gates are i, f, g, o as in PyTorch, with one bias.
    template <int I, int H>
    static void set(RTNeural::LSTMLayerT<float, I, H> &lstm, const Parameters &from) {
        Row bias = from.input_bias;
        for (size_t i = 0; i < bias.size(); i++) bias[i] += from.recurrent_bias[i];
        lstm.setWVals(from.input_weights);
        lstm.setUVals(from.recurrent_weights);
        lstm.setBVals(bias);
    }

    // Gates are z, r, n and PyTorch's r, z, n. Two biases: the reset gate acts on the product with the state and its bias.
    template <int I, int H>
    static void set(RTNeural::GRULayerT<float, I, H> &gru, const Parameters &from) {
        const auto swapped = [](Rows rows) {
            for (Row &row : rows) std::swap_ranges(row.begin(), row.begin() + H, row.begin() + H);
            return rows;
        };
        gru.setWVals(swapped(from.input_weights));
        gru.setUVals(swapped(from.recurrent_weights));
        gru.setBVals(swapped({from.input_bias, from.recurrent_bias}));
    }

public:
    explicit Sized(const Parameters &parameters) {
        set(net, parameters);
        float bias = parameters.dense_bias;
        dense.setWeights({parameters.dense_weights});
        dense.setBias(&bias);
    }

    std::string name() const override { return net.getName() == "gru" ? "GRULayerT" : "LSTMLayerT"; }

    void reset() override { net.reset(); }

    void step(const float *input, float *output) override {
        net.forward(Eigen::Map<const Eigen::Matrix<float, Net::in_size, 1>>(input));
        dense.forward(net.outs);
        *output = dense.outs(0);
    }

    void sequence(const float *inputs, float *outputs, size_t steps) override {
        for (size_t i = 0; i < steps; i++) step(inputs + i * Net::in_size, outputs + i);
    }

    const float *hidden() const override { return net.outs.data(); }
};

template <int I, int H>
std::unique_ptr<Network> create(const std::string &cell, const Parameters &parameters) {
    if (cell == "lstm") return std::make_unique<Sized<RTNeural::LSTMLayerT<float, I, H>>>(parameters);
    return std::make_unique<Sized<RTNeural::GRULayerT<float, I, H>>>(parameters);
}

// A size that works are to have needs a line.
std::unique_ptr<Network> create(const protocol::Work &work, const Parameters &parameters) {
    if (work.inputs == 1 && work.hidden == 16) return create<1, 16>(work.cell, parameters);
    if (work.inputs == 1 && work.hidden == 32) return create<1, 32>(work.cell, parameters);
    if (work.inputs == 8 && work.hidden == 64) return create<8, 64>(work.cell, parameters);
    throw protocol::Unsupported("size not compiled");
}

class Layer {
    protocol::Work work;
    std::vector<float> inputs, outputs;
    std::unique_ptr<Network> network;

public:
    Layer(const protocol::Work &what, std::istream &file) : work(what), outputs(work.steps) {
        if (work.training) throw protocol::Unsupported("inference only");
        if (work.cell == "rnn") throw protocol::Unsupported("no Elman layer");
        if (work.batch != 1) throw protocol::Unsupported("one sequence only");

        const size_t rows = (work.cell == "gru" ? 3 : 4) * work.hidden;
        inputs = protocol::read(file, work.steps * work.inputs);
        Parameters parameters;
        parameters.input_weights = transposed(protocol::read(file, rows * work.inputs), work.inputs);
        parameters.recurrent_weights = transposed(protocol::read(file, rows * work.hidden), work.hidden);
        parameters.input_bias = protocol::read(file, rows);
        parameters.recurrent_bias = protocol::read(file, rows);
        protocol::read(file, work.steps * work.hidden); // gradients of the outputs
        parameters.dense_weights = protocol::read(file, work.hidden);
        parameters.dense_bias = protocol::read(file, 1)[0];
        network = create(work, parameters);
    }

    void run() {
        network->reset();
        if (work.streaming) {
            for (std::int64_t i = 0; i < work.steps; i++) network->step(inputs.data() + i * work.inputs, outputs.data() + i);
        } else {
            network->sequence(inputs.data(), outputs.data(), work.steps);
        }
    }

    void write(std::ostream &file) {
        network->reset();
        for (std::int64_t i = 0; i < work.steps; i++) {
            network->step(inputs.data() + i * work.inputs, outputs.data() + i);
            protocol::write(file, network->hidden(), work.hidden);
        }
    }

    std::string implementation() const { return network->name(); }
};

} // namespace

int main() {
    const auto eigen = std::to_string(EIGEN_WORLD_VERSION) + '.' + std::to_string(EIGEN_MAJOR_VERSION) + '.' + std::to_string(EIGEN_MINOR_VERSION);
    protocol::serve("RTNeural with Eigen " + eigen, [](const protocol::Work &work, std::istream &file) { return std::make_unique<Layer>(work, file); });
}
