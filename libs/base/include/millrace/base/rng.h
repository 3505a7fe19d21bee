#pragma once

#include <cstdint>

namespace millrace {

/// xoshiro256** of Blackman and Vigna (2018), seeded by splitmix64: the same numbers on every
/// machine and standard library, which std distributions do not promise.
class Rng {
public:
    explicit Rng(std::uint64_t seed);

    [[nodiscard]] std::uint64_t next();
    /// Uniform in [0, 1) with 53 random bits.
    [[nodiscard]] double uniform();
    /// Uniform in [low, high).
    [[nodiscard]] double uniform(double low, double high);
    /// Uniform whole number in [0, bound), without modulo bias. `bound` > 0.
    [[nodiscard]] std::uint64_t below(std::uint64_t bound);

private:
    std::uint64_t state_[4];
};

}  // namespace millrace
