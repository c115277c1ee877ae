// oneDNN's side of the run against peers: one recurrent layer, forward, forward and backward, or step by step.
// Speaks the line protocol of ../README.md. Build: see install.sh. oneDNN 2.x, whose RNN primitives take operation descriptors.

#include "protocol.hpp"

#include <dnnl.hpp>

#include <algorithm>
#include <cstring>
#include <memory>
#include <stdexcept>
#include <string>
#include <unordered_map>
#include <vector>

using dnnl::memory;
using tag = memory::format_tag;
using Arguments = std::unordered_map<int, memory>;

namespace {

struct Work : protocol::Work {
    memory::dim length() const { return streaming ? 1 : steps; } // of the series of one call
    memory::dim gates() const { return cell == "lstm" ? 4 : cell == "gru" ? 3 : 1; }
    // lbr_gru has a fourth bias: the candidate's, inside the product with the reset gate.
    memory::dim biases() const { return cell == "gru" ? 4 : gates(); }
    // PyTorch's GRU gates are r, z, n; oneDNN's are u (= z), r, o (= n). LSTM: i, f, g, o in both.
    memory::dim gate(memory::dim ours) const { return cell == "gru" && ours < 2 ? 1 - ours : ours; }
};

struct Layer {
    dnnl::engine engine {dnnl::engine::kind::cpu, 0};
    dnnl::stream stream {engine};
    Work work;
    dnnl::primitive_desc forward_description, backward_description;
    dnnl::primitive forward, backward;
    Arguments forward_arguments, backward_arguments;
    std::vector<Arguments> steps; // in streaming: the forward arguments of each step
    std::vector<memory> accumulated; // zeroed before each backward pass: oneDNN adds to gradients of weights

    static memory::desc f32(const memory::dims &shape, tag format) { return {shape, memory::data_type::f32, format}; }

    memory::desc series(memory::dim features) const { return f32({work.length(), work.batch, features}, tag::tnc); }
    memory::desc weights(memory::dim features, tag format) const { return f32({1, 1, features, work.gates(), work.hidden}, format); }
    memory::desc bias() const { return f32({1, 1, work.biases(), work.hidden}, tag::ldgo); }

    memory::desc state() const { return f32({1, 1, work.batch, work.hidden}, tag::ldnc); }

    template <typename Forward, typename Backward>
    void describe(const typename Forward::desc &forward_operation, const typename Backward::desc *backward_operation) {
        typename Forward::primitive_desc hint(forward_operation, engine);
        forward_description = hint;
        forward = dnnl::primitive(forward_description);
        if (backward_operation) {
            backward_description = typename Backward::primitive_desc(*backward_operation, engine, hint);
            backward = dnnl::primitive(backward_description);
        }
    }

    void describe() {
        const auto kind = work.training ? dnnl::prop_kind::forward_training : dnnl::prop_kind::forward_inference;
        const auto back = dnnl::prop_kind::backward;
        const auto right = dnnl::rnn_direction::unidirectional_left2right;
        const memory::desc none, x = series(work.inputs), y = series(work.hidden), b = bias();
        const memory::desc s = work.training || work.streaming ? state() : none, next = work.streaming ? state() : none;
        // "any": the implementation picks the layout it likes best for weights and their gradients.
        const auto w = weights(work.inputs, tag::any), u = weights(work.hidden, tag::any);
        if (work.cell == "lstm") {
            const dnnl::lstm_forward::desc f(kind, right, x, s, s, w, u, b, y, next, next);
            const dnnl::lstm_backward::desc g(back, right, x, s, s, w, u, b, y, none, none, x, s, s, w, u, b, y, none, none);
            describe<dnnl::lstm_forward, dnnl::lstm_backward>(f, work.training ? &g : nullptr);
        } else if (work.cell == "gru") {
            const dnnl::lbr_gru_forward::desc f(kind, right, x, s, w, u, b, y, next);
            const dnnl::lbr_gru_backward::desc g(back, right, x, s, w, u, b, y, none, x, s, w, u, b, y, none);
            describe<dnnl::lbr_gru_forward, dnnl::lbr_gru_backward>(f, work.training ? &g : nullptr);
        } else {
            const auto tanh = dnnl::algorithm::eltwise_tanh;
            const dnnl::vanilla_rnn_forward::desc f(kind, tanh, right, x, s, w, u, b, y, next);
            const dnnl::vanilla_rnn_backward::desc g(back, tanh, right, x, s, w, u, b, y, none, x, s, w, u, b, y, none);
            describe<dnnl::vanilla_rnn_forward, dnnl::vanilla_rnn_backward>(f, work.training ? &g : nullptr);
        }
    }

    static memory::desc argument(const dnnl::primitive_desc &description, int argument) {
        return description.query_md(dnnl::query::exec_arg_md, argument);
    }

    memory allocate(const memory::desc &description) {
        memory result(description, engine);
        std::memset(result.get_data_handle(), 0, description.get_size());
        return result;
    }

    memory filled(const memory::desc &description, const std::vector<float> &values) {
        memory result = allocate(description);
        if (description.get_size() != values.size() * sizeof(float)) throw std::runtime_error("a tensor has an unexpected size");
        std::memcpy(result.get_data_handle(), values.data(), description.get_size());
        return result;
    }

    memory reordered(const memory &from, const memory::desc &to) {
        memory source = from, result = allocate(to);
        dnnl::reorder(source, result).execute(stream, source, result);
        stream.wait();
        return result;
    }

    // [gate][unit][feature] with the gates in oneDNN's order; its own inverse.
    std::vector<float> permuted(const std::vector<float> &values) const {
        std::vector<float> result(values.size());
        const size_t block = values.size() / work.gates();
        for (memory::dim g = 0; g < work.gates(); g++)
            std::copy_n(values.begin() + g * block, block, result.begin() + work.gate(g) * block);
        return result;
    }

    std::vector<float> joined_bias(const std::vector<float> &input, const std::vector<float> &recurrent) const {
        std::vector<float> sum(input.size());
        const size_t candidate = work.cell == "gru" ? 2 * work.hidden : input.size(); // from here on not to be added
        for (size_t i = 0; i < sum.size(); i++) sum[i] = input[i] + (i < candidate ? recurrent[i] : 0);
        sum = permuted(sum);
        if (work.cell == "gru") sum.insert(sum.end(), recurrent.begin() + candidate, recurrent.end());
        return sum;
    }

    explicit Layer(const protocol::Work &what, std::istream &file) : work {what} {
        const auto read = [&](size_t count) { return protocol::read(file, count); };
        const size_t rows = work.gates() * work.hidden, cells = work.steps * work.batch;
        const auto x = read(cells * work.inputs);
        const auto w = permuted(read(rows * work.inputs)), u = permuted(read(rows * work.hidden));
        const auto input_bias = read(rows), recurrent_bias = read(rows);
        const auto dy = read(cells * work.hidden);

        describe();
        const memory plain_w = filled(weights(work.inputs, tag::ldgoi), w), plain_u = filled(weights(work.hidden, tag::ldgoi), u);
        forward_arguments = {
            {DNNL_ARG_SRC_LAYER, filled(series(work.inputs), {x.begin(), x.begin() + work.length() * work.batch * work.inputs})},
            {DNNL_ARG_WEIGHTS_LAYER, reordered(plain_w, argument(forward_description, DNNL_ARG_WEIGHTS_LAYER))},
            {DNNL_ARG_WEIGHTS_ITER, reordered(plain_u, argument(forward_description, DNNL_ARG_WEIGHTS_ITER))},
            {DNNL_ARG_BIAS, filled(bias(), joined_bias(input_bias, recurrent_bias))},
            {DNNL_ARG_DST_LAYER, allocate(series(work.hidden))},
        };
        if (work.streaming) prepare_steps(x);
        if (!work.training) return;

        // A zero state, although none means zero: without one, version 2.6.3 takes h[t] for h[t-1] in the gradient of weight_hh.
        forward_arguments.insert({DNNL_ARG_SRC_ITER, allocate(state())});
        forward_arguments.insert({DNNL_ARG_WORKSPACE, allocate(forward_description.query_md(dnnl::query::workspace_md))});
        if (work.cell == "lstm") forward_arguments.insert({DNNL_ARG_SRC_ITER_C, allocate(state())});
        backward_arguments = forward_arguments;
        if (work.cell == "lstm") backward_arguments.insert({DNNL_ARG_DIFF_SRC_ITER_C, allocate(state())});
        backward_arguments[DNNL_ARG_WEIGHTS_LAYER] = reordered(plain_w, argument(backward_description, DNNL_ARG_WEIGHTS_LAYER));
        backward_arguments[DNNL_ARG_WEIGHTS_ITER] = reordered(plain_u, argument(backward_description, DNNL_ARG_WEIGHTS_ITER));
        backward_arguments.insert({DNNL_ARG_DIFF_DST_LAYER, filled(series(work.hidden), dy)});
        backward_arguments.insert({DNNL_ARG_DIFF_SRC_LAYER, allocate(series(work.inputs))});
        backward_arguments.insert({DNNL_ARG_DIFF_SRC_ITER, allocate(state())});
        for (const int gradient : {DNNL_ARG_DIFF_WEIGHTS_LAYER, DNNL_ARG_DIFF_WEIGHTS_ITER, DNNL_ARG_DIFF_BIAS}) {
            accumulated.push_back(allocate(argument(backward_description, gradient)));
            backward_arguments.insert({gradient, accumulated.back()});
        }
    }

    // States lie in two memories that take turns; the first step reads a third, which stays zero.
    void prepare_steps(const std::vector<float> &x) {
        std::vector<std::pair<int, int>> states {{DNNL_ARG_SRC_ITER, DNNL_ARG_DST_ITER}};
        if (work.cell == "lstm") states.push_back({DNNL_ARG_SRC_ITER_C, DNNL_ARG_DST_ITER_C});
        std::vector<std::vector<memory>> memories;
        for (size_t i = 0; i < states.size(); i++) memories.push_back({allocate(state()), allocate(state()), allocate(state())});
        const size_t size = work.batch * work.inputs;
        for (memory::dim step = 0; step < work.steps; step++) {
            Arguments arguments = forward_arguments;
            const auto first = x.begin() + step * size;
            arguments[DNNL_ARG_SRC_LAYER] = filled(series(work.inputs), {first, first + size});
            arguments[DNNL_ARG_DST_LAYER] = allocate(series(work.hidden));
            for (size_t i = 0; i < states.size(); i++) {
                arguments[states[i].first] = memories[i][step == 0 ? 2 : step % 2];
                arguments[states[i].second] = memories[i][(step + 1) % 2];
            }
            steps.push_back(arguments);
        }
    }

    void run() {
        for (const Arguments &arguments : steps) {
            forward.execute(stream, arguments);
            stream.wait(); // a stream's caller wants each output before there is another input
        }
        if (work.streaming) return;

        forward.execute(stream, forward_arguments);
        if (work.training) {
            for (const memory &gradient : accumulated) std::memset(gradient.get_data_handle(), 0, gradient.get_desc().get_size());
            backward.execute(stream, backward_arguments);
        }
        stream.wait();
    }

    void write(std::ostream &file) {
        const auto values = [](const memory &from) {
            const auto *first = static_cast<const float *>(from.get_data_handle());
            return std::vector<float>(first, first + from.get_desc().get_size() / sizeof(float));
        };
        const auto put = [&](const std::vector<float> &what) { protocol::write(file, what.data(), what.size()); };
        for (const Arguments &arguments : steps) put(values(arguments.at(DNNL_ARG_DST_LAYER)));
        if (work.streaming) return;

        put(values(forward_arguments.at(DNNL_ARG_DST_LAYER)));
        if (!work.training) return;

        put(values(backward_arguments.at(DNNL_ARG_DIFF_SRC_LAYER)));
        put(permuted(values(reordered(accumulated[0], weights(work.inputs, tag::ldgoi)))));
        put(permuted(values(reordered(accumulated[1], weights(work.hidden, tag::ldgoi)))));
        auto bias = values(accumulated[2]);
        const std::vector<float> candidate(work.cell == "gru" ? bias.end() - work.hidden : bias.end(), bias.end());
        bias.resize(work.gates() * work.hidden);
        bias = permuted(bias);
        put(bias);
        std::copy(candidate.begin(), candidate.end(), bias.end() - candidate.size());
        put(bias);
    }

    std::string implementation() const {
        const std::string way = forward_description.impl_info_str();
        return work.training ? way + ", backward " + backward_description.impl_info_str() : way;
    }
};

} // namespace

int main() {
    const auto *version = dnnl_version();
    const auto name = "oneDNN " + std::to_string(version->major) + '.' + std::to_string(version->minor) + '.' + std::to_string(version->patch);
    protocol::serve(name, [](const protocol::Work &work, std::istream &file) { return std::make_unique<Layer>(work, file); });
}
