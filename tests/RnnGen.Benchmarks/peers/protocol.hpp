// What drivers in C++ have in common: the line protocol of README.md, around a layer that computes and writes its results.

#pragma once

#include <algorithm>
#include <chrono>
#include <cstdint>
#include <fstream>
#include <iostream>
#include <sstream>
#include <stdexcept>
#include <string>
#include <vector>

namespace protocol {

struct Work {
    std::string cell;
    std::int64_t inputs, hidden, steps, batch;
    bool training, streaming;
};

// A work that the peer has nothing for; its text is the reason.
struct Unsupported : std::runtime_error {
    using std::runtime_error::runtime_error;
};

inline std::vector<float> read(std::istream &file, size_t count) {
    std::vector<float> values(count);
    if (!file.read(reinterpret_cast<char *>(values.data()), count * sizeof(float))) throw std::runtime_error("the file of the work is too short");
    return values;
}

inline void write(std::ostream &file, const float *values, size_t count) {
    file.write(reinterpret_cast<const char *>(values), count * sizeof(float));
}

template <typename Layer>
void time(Layer &layer, int repetitions) {
    std::vector<long long> times;
    for (int i = 0; i < repetitions; i++) {
        const auto start = std::chrono::steady_clock::now();
        layer.run();
        times.push_back(std::chrono::duration_cast<std::chrono::nanoseconds>(std::chrono::steady_clock::now() - start).count());
    }
    std::sort(times.begin(), times.end());
    std::cout << "times " << times.front() << ' ' << times[times.size() / 2] << std::endl;
}

// Answers commands until the input ends. A work and its file go to load, which returns a pointer to a layer with run, write and implementation.
template <typename Load>
void serve(const std::string &name, Load load) {
    std::cout << "ready " << name << std::endl;
    decltype(load(Work(), std::cin)) layer;
    for (std::string line; std::getline(std::cin, line);) {
        std::istringstream words(line);
        std::string command;
        words >> command;
        try {
            if (command == "load") {
                Work work;
                std::string mode, input, output;
                words >> work.cell >> work.inputs >> work.hidden >> work.steps >> work.batch >> mode >> input >> output;
                work.training = mode == "train";
                work.streaming = mode == "step";
                std::ifstream file(input, std::ios::binary);
                layer.reset(); // so that a work that cannot be loaded is not followed by times of the one before
                layer = load(work, file);
                layer->run();
                std::ofstream result(output, std::ios::binary);
                layer->write(result);
                result.close();
                std::cout << "loaded " << layer->implementation() << std::endl;
            } else if (command == "run" && layer) {
                int repetitions = 0;
                words >> repetitions;
                time(*layer, repetitions);
            } else {
                std::cout << "failed unknown command: " << line << std::endl;
            }
        } catch (const Unsupported &reason) {
            std::cout << "unsupported " << reason.what() << std::endl;
        } catch (const std::exception &error) {
            std::cout << "failed " << error.what() << std::endl;
        }
    }
}

} // namespace protocol
