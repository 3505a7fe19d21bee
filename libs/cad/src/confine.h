#pragma once

#include <cstdint>
#include <string>

namespace millrace::cad {

struct Confinement {
    std::uint64_t memory_bytes_max = 0;
    std::uint64_t cpu_seconds_max = 0;
};

/// Gives up, for the rest of this process's life: more memory and CPU time than allowed, writing
/// files, opening any file, the network, starting programs, other processes. Linux only.
/// @return empty on success, else what could not be given up.
[[nodiscard]] std::string confine_this_process(const Confinement& limits);

}  // namespace millrace::cad
