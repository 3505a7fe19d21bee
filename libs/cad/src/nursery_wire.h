#pragma once

#include <cstddef>
#include <cstdint>
#include <span>

namespace millrace::cad {

/// First message on the status socket of a fork; a pidfd comes with it.
struct Birth {
    std::int32_t pid = -1;
};

/// Second and last message: how it ended, as wait4() says.
struct End {
    std::int32_t status = 0;
    std::int64_t maxrss_kib = 0;
};

/// Sends one message with file descriptors. @return false with errno set.
bool send_with_descriptors(int socket, const void* data, std::size_t size,
                           std::span<const int> descriptors);

/// Receives one message and exactly `descriptors.size()` descriptors, or none at all.
/// @return bytes received; 0 at the end of the stream, -1 on an error or missing descriptors.
long receive_with_descriptors(int socket, void* data, std::size_t size, std::span<int> descriptors);

/// What the kernel can prepare without a file: tables of the STEP translator. Starts no thread.
void warm_kernel();

}  // namespace millrace::cad
